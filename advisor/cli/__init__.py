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
