"""The command line: parse, call, render."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from advisor.cli.interruption import Interruption

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """
    Run the command line and leave with its exit status.

    Whoever interrupts while the program is still being loaded is let go as quietly as
    later, also where the interruption falls into code that cannot raise it or makes
    another error of it.
    """
    interruption = Interruption()
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        from advisor.cli import entrypoint

        entrypoint.run_program(given)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception:
        if interruption.came:
            sys.exit(130)
        raise
    finally:
        interruption.forget()
