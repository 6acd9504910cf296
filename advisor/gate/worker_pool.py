"""Processes that check messages: so many at once, each for so long and no longer."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import signal
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

from advisor.gate.check_result import CheckRequest, CheckResult, Skipped

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from advisor.gate.message_check import Sources

STARTING = 120.0
_AGAIN = 5.0
_BEYOND = 30
"""A checker whose gate was killed ends by itself this many seconds after its limit."""

log = logging.getLogger("advisor.gate")


class NotReady(Exception):
    """A checker did not come up; the text says why."""


def work(pipe: Connection, sources: Sources, limit: float) -> None:
    """Answer questions from a pipe until it closes: the life of one checker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        from advisor.gate.message_check import Examiner

        examiner = Examiner.of(sources)
    except Exception as error:  # noqa: BLE001 - told to the gate, which tells the user
        pipe.send(f"{type(error).__name__}: {error}")
        return
    pipe.send("")
    with suppress(EOFError, OSError):
        while True:
            question: CheckRequest = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, limit + _BEYOND)
            try:
                judgment = examiner.judge(question)
            except Exception as error:  # noqa: BLE001 - a message must not stop the next one
                # The text of an error can repeat words of the message, so its kind has to do.
                sys.stderr.write(f"advisor gate: a check broke: {type(error).__name__}\n")
                judgment = CheckResult(skipped=Skipped.FAILURE)
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send(judgment)


class _Checker:
    """One process and the pipe to it; its methods block."""

    def __init__(self, sources: Sources, limit: float) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=work, args=(other, sources, limit), daemon=True)
        self.process.start()
        other.close()
        if not self.pipe.poll(STARTING):
            self.kill()
            raise NotReady("it took too long to read the law")
        try:
            problem = self.pipe.recv()
        except EOFError:
            problem = "it ended at once"
        if problem:
            self.kill()
            raise NotReady(problem)

    def ask(self, question: CheckRequest) -> CheckResult:
        self.pipe.send(question)
        judgment: CheckResult = self.pipe.recv()
        return judgment

    def kill(self) -> None:
        self.process.kill()


class CheckerPool:
    """A fixed number of checkers; one that is too slow, or dies, is replaced."""

    def __init__(self, sources: Sources, count: int, time_limit: float) -> None:
        self._sources = sources
        self._count = count
        self.time_limit = time_limit
        self._idle: asyncio.Queue[_Checker] = asyncio.Queue()
        self._all: set[_Checker] = set()
        self._threads = ThreadPoolExecutor(2 * count + 1, "checker")
        self._hiring: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start every checker; raises `NotReady` where one cannot start."""
        await asyncio.gather(*(self._hire() for _ in range(self._count)))

    async def _hire(self) -> None:
        loop = asyncio.get_running_loop()
        started = loop.run_in_executor(self._threads, _Checker, self._sources, self.time_limit)
        checker = await started
        self._all.add(checker)
        self._idle.put_nowait(checker)

    async def check(self, question: CheckRequest) -> CheckResult:
        """Judge one message within the time limit; the wait for a free checker counts."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.time_limit
        try:
            async with asyncio.timeout_at(deadline):
                checker = await self._idle.get()
        except TimeoutError:
            return CheckResult(skipped=Skipped.BUSY)
        asked = self._threads.submit(checker.ask, question)
        try:
            async with asyncio.timeout_at(deadline):
                judgment = await asyncio.shield(asyncio.wrap_future(asked))
        except TimeoutError:
            self._replace(checker, asked)
            log.warning("a check took longer than %g s and was stopped", self.time_limit)
            return CheckResult(skipped=Skipped.TIME_LIMIT)
        except asyncio.CancelledError:
            self._replace(checker, asked)
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, this checker is not asked again
            self._replace(checker, asked)
            log.warning("a checker failed (%s) and is replaced", type(error).__name__)
            return CheckResult(skipped=Skipped.FAILURE)
        self._idle.put_nowait(checker)
        return judgment

    def _replace(self, checker: _Checker, asked: Future[CheckResult]) -> None:
        asked.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._all.discard(checker)
        checker.kill()
        task = asyncio.get_running_loop().create_task(self._hire_again())
        self._hiring.add(task)
        task.add_done_callback(self._hiring.discard)

    async def _hire_again(self) -> None:
        while True:
            try:
                await self._hire()
            except (NotReady, OSError):
                log.exception("a checker could not be replaced; trying again")
                await asyncio.sleep(_AGAIN)
            else:
                return

    async def stop(self) -> None:
        """End every checker."""
        for task in self._hiring:
            task.cancel()
        for checker in self._all:
            checker.kill()
        self._threads.shutdown(wait=False, cancel_futures=True)
