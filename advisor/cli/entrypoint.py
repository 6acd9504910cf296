"""One run of the program: by which way in, and how it is left."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from advisor.cli.commands import COMMANDS
from advisor.cli.exit_codes import FAILED, INTERRUPTED
from advisor.cli.parsing.fast_parse import parse_well_formed
from advisor.cli.parsing.parameters import Misuse
from advisor.diagnostics import InvalidScenario
from advisor.printable import printable_lines

_RARELY = 100_000
"""A command makes little that must be thrown away; looking for it costs a tenth of an answer."""


def run_program(arguments: Sequence[str]) -> NoReturn:
    """
    Run a command line and leave with its exit status.

    0 clear, 1 could not do it, 2 misuse, 3 stop, 4 open, 130 interrupted.
    """
    gc.set_threshold(_RARELY)
    atexit.register(gc.freeze)  # on the way out nothing is looked through for garbage
    try:
        sys.exit(_run(arguments))
    except InvalidScenario as invalid:
        from advisor.cli.loading.corpus_loader import report_diagnostics

        report_diagnostics(invalid.diagnostics)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except EOFError:
        sys.exit(FAILED)
    except BrokenPipeError:
        silence_stdout()
        sys.exit(FAILED)


def _run(arguments: Sequence[str]) -> int:
    misuse = None
    command, given = find_command(arguments)
    values = parse_well_formed(command, given) if command is not None else None
    if command is not None and values is not None:
        try:
            command(**values)
        except Misuse as found:
            misuse = found
        else:
            return 0
    return _run_by_typer(arguments, misuse)


def _run_by_typer(arguments: Sequence[str], misuse: Misuse | None) -> int:
    """Let typer read the line, write help, or say how the line was misused."""
    from advisor.cli.app import UsageProblem, build_app

    app = build_app(arguments, misuse)
    try:
        return app(arguments, prog_name="advisor", standalone_mode=False) or 0
    except UsageProblem as problem:
        # What was typed stands in it.
        problem.message = printable_lines(problem.message)
        problem.show()
        return int(problem.exit_code)


def find_command(arguments: Sequence[str]) -> tuple[Callable[..., None] | None, Sequence[str]]:
    """
    Return the function that a command line asks for, and what it is given.

    `None` where no command is named, or a group of commands and none of them.
    """
    name, *given = arguments or ("",)
    if name not in COMMANDS:
        return None, given
    module = import_module(COMMANDS[name][0])
    if hasattr(module, "command"):
        return module.command, given
    name, *given = given or ("",)
    return module.commands.get(name), given


def silence_stdout() -> None:
    """Let nothing more be written to an output that nobody reads any longer."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
