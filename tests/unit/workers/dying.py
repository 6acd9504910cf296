"""A module that ends every worker which imports it, before that has read what it is given."""

from __future__ import annotations

import multiprocessing
import os
import signal

from advisor.workers.process import Handler

if multiprocessing.current_process().name != "MainProcess":
    os.kill(os.getpid(), signal.SIGKILL)


def make_handler(_setup: object) -> Handler[str, object]:
    """Return nothing: no process comes so far."""
    raise AssertionError
