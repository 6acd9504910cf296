"""One run of the program: by which way in, and how it is left."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn, TextIO

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
    open_missing_streams()
    # On the way out there is nothing to interrupt.
    atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)
    try:
        status = _ended(arguments)
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def _ended(arguments: Sequence[str]) -> int | str | None:
    """Run a command line and return its exit status, with everything written that it wrote."""
    try:
        status = _left(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        _silence()
        return FAILED
    except OSError as error:
        return _told_of_system(error)
    return status


def _left(arguments: Sequence[str]) -> int | str | None:
    try:
        return _run(arguments)
    except SystemExit as left:
        return left.code
    except InvalidScenario as invalid:
        from advisor.cli.loading.corpus_loader import report_diagnostics

        report_diagnostics(invalid.diagnostics)
        return FAILED
    except EOFError:
        return FAILED


def _told_of_system(error: OSError) -> int:
    """Say what the system refused: an output that is full, or a file nobody looked at before."""
    from advisor.reports.render.diagnostics import unplaced

    why = (error.strerror or "the system gave no reason").casefold()
    if error.filename is None:
        _silence(sys.stdout)
        told = unplaced(
            "cannot-write",
            "standard output or standard error cannot be written",
            why,
            "write it to another place, or make room there",
        )
    else:
        fix = "check the name and the permissions of the file"
        told = unplaced("unreadable", f"`{error.filename}` cannot be used", why, fix)
    try:
        sys.stderr.write(f"{told}\n")
        sys.stderr.flush()
    except OSError:
        _silence()
    return FAILED


def open_missing_streams() -> None:
    """
    Give the program an empty input and outputs that nobody reads where it was started without.

    Otherwise the first file that it opens would stand in the place of one of them.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the least number that is free, which is this one
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - by its number, to the end


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


def _silence(*streams: TextIO) -> None:
    """Let nothing more be written to outputs that take nothing any longer."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams or (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
