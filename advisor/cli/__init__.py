"""The command line: parse, call, render."""

from __future__ import annotations

import _thread
import sys
import time
from collections.abc import Sequence
from typing import NoReturn

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """
    Run the command line and leave with its exit status.

    Whoever interrupts while the program is still being loaded is let go as quietly as
    later, also where the interruption falls into code that cannot raise it.
    """
    before, sys.unraisablehook = sys.unraisablehook, _pass_interruption_on
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
    finally:
        sys.unraisablehook = before


def _pass_interruption_on(unraisable: sys.UnraisableHookArgs) -> None:
    """Interrupt again, once what cannot raise has been left: this hook cannot raise either."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _thread.start_new_thread(_interrupt_soon, ())
    else:
        sys.__unraisablehook__(unraisable)


def _interrupt_soon() -> None:
    time.sleep(0.01)
    _thread.interrupt_main()


def _was_interrupted(error: BaseException | None) -> bool:
    """Return whether an error is what a library made of an interruption."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False
