"""The command line: parse, call, render."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """
    Run the command line and leave with its exit status.

    Whoever interrupts while the program is still being loaded is let go as quietly as
    later.
    """
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        from advisor.cli import entrypoint

        entrypoint.run_program(given)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if _was_interrupted(error):
            sys.exit(130)
        raise


def _was_interrupted(error: BaseException | None) -> bool:
    """Return whether an error is what a library made of an interruption."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False
