"""Whether somebody interrupted the program, whatever became of the exception that told so."""

from __future__ import annotations

import _thread
import signal
import sys
import time
from types import FrameType


class Interruption:
    """
    Ctrl-C as it should be: it ends the program, also where Python would lose it.

    Code that cannot raise (a finalizer, a callback of the importing machinery) only prints
    an exception, and libraries make errors of their own of it. So the signal is remembered
    from the first line of the program on, and comes again where it was printed.
    """

    def __init__(self) -> None:
        self.came = False
        self._before = sys.unraisablehook
        sys.unraisablehook = self._pass_on
        # Whoever starts a program that is not to be interrupted says so to it.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._note)

    def forget(self) -> None:
        """Look at what cannot be raised as before."""
        sys.unraisablehook = self._before

    def _note(self, _signal: int, _frame: FrameType | None) -> None:
        self.came = True
        raise KeyboardInterrupt

    def _pass_on(self, unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            _thread.start_new_thread(_interrupt_soon, ())  # this hook cannot raise either
        elif not self.came:
            self._before(unraisable)


def _interrupt_soon() -> None:
    time.sleep(0.01)
    _thread.interrupt_main()
