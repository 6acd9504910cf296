"""Waiting for a sign, with a deadline, in place of hoping that some time will be enough."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO

PATIENCE = 60.0
"""Seconds after which a sign will not come any more, however busy the machine is."""


def until(holds: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until a condition holds; fail where it does not in time."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "the sign did not come"
        time.sleep(0.02)  # between two looks


def until_read(pipe: IO[bytes], size: int = 1 << 18) -> None:
    """
    Wait until somebody reads at the other end of a pipe.

    Writes more spaces than a pipe holds: they are gone only when they have been read.
    """
    os.set_blocking(pipe.fileno(), False)
    left = size

    def written() -> bool:
        nonlocal left
        with suppress(BlockingIOError):
            left -= os.write(pipe.fileno(), b" " * left)
        return not left

    until(written)


class Pause:
    """Lets everybody through, and while it is closed holds up who comes until it is opened."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self._open.set()
        self._held = threading.Event()

    def close(self) -> None:
        """Hold up whoever comes from now on."""
        self._held.clear()
        self._open.clear()

    def open(self) -> None:
        """Let everybody go."""
        self._open.set()

    def until_held(self) -> None:
        """Wait until somebody is held up."""
        assert self._held.wait(PATIENCE), "nobody came"

    def pass_by(self) -> None:
        """Go on, now or when it is opened."""
        if not self._open.is_set():
            self._held.set()
            assert self._open.wait(PATIENCE), "nobody opened"

    async def pass_by_async(self) -> None:
        """Likewise, while the event loop goes on."""
        await asyncio.to_thread(self.pass_by)
