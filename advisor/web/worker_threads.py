"""Threads that answer, so that the loop which listens is never kept waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
WorkResult = TypeVar("WorkResult")


class Busy(RuntimeError):
    """All threads are at work and enough requests wait for them already."""


class WorkerThreads:
    """
    So many threads, and so many requests that may wait for one.

    Work that nobody waits for any longer is not begun; work that has begun goes on to its
    end, and counts until then.
    """

    def __init__(self, *, threads: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="advisor")
        self._most = threads + waiting
        self._lock = Lock()
        self._taken = 0

    async def do(
        self, work: Callable[_P, WorkResult], *args: _P.args, **kwargs: _P.kwargs
    ) -> WorkResult:
        """Let a thread do something; raises `Busy` where too much is to be done already."""
        with self._lock:
            if self._taken >= self._most:
                raise Busy
            self._taken += 1
        future = self._threads.submit(partial(work, *args, **kwargs))
        future.add_done_callback(self._done)
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Begin nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _done(self, _: Future[WorkResult]) -> None:
        with self._lock:
            self._taken -= 1
