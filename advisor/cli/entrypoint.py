"""One run of the program: by which way in, and how it is left."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from advisor.cli.exit_codes import FAILED, INTERRUPTED

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
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        silence_stdout()
        sys.exit(FAILED)


def _run(arguments: Sequence[str]) -> int:
    if is_fast_path(arguments):
        from advisor.cli.run_check import run_plain_check

        return run_plain_check(arguments[1:])
    from advisor.cli.app import build_app

    build_app(arguments)(arguments, prog_name="advisor")
    return 0


def is_fast_path(arguments: Sequence[str]) -> bool:
    """
    Tell whether a command line is the commonest of all: `check`, and scenarios.

    Without options there is nothing to parse, and loading a parser would take as long as
    the answer.

    >>> is_fast_path(["check", "email.yaml"]), is_fast_path(["check", "--all", "email.yaml"])
    (True, False)
    """
    return arguments[:1] == ["check"] and not any(
        one.startswith("-") for one in arguments[1:] or ["--help"]
    )


def silence_stdout() -> None:
    """Let nothing more be written to an output that nobody reads any longer."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
