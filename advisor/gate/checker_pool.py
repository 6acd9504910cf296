"""Processes that check messages: so many at once, each for so long and no longer."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING

from advisor.gate.check_result import CheckRequest, CheckResult, Skipped
from advisor.workers import WorkerPool

if TYPE_CHECKING:
    from advisor.gate.message_check import Sources
    from advisor.workers.process import Handler, Report

_BEYOND = 30
"""A checker whose gate was killed ends by itself at the latest this long after its limit."""

log = logging.getLogger("advisor.gate")


def make_checker(sources: Sources) -> Handler[CheckRequest, CheckResult]:
    """Return what judges messages in a worker; raises `ValueError` naming what cannot be read."""
    from advisor.gate.message_check import Examiner

    examiner = Examiner.of(sources)

    def check(question: CheckRequest, _report: Report) -> CheckResult:
        try:
            return examiner.judge(question)
        except Exception as error:  # noqa: BLE001 - a message must not stop the next one
            # The text of an error can repeat words of the message, so its kind has to do.
            sys.stderr.write(f"advisor gate: a check broke: {type(error).__name__}\n")
            return CheckResult(skipped=Skipped.FAILURE)

    return check


class CheckerPool:
    """A fixed number of checkers; one that is too slow, or dies, is replaced."""

    def __init__(self, sources: Sources, count: int, time_limit: float) -> None:
        self.time_limit = time_limit
        self._pool: WorkerPool[Sources, CheckRequest, CheckResult] = WorkerPool(
            make_checker, sources, count, task_limit=time_limit + _BEYOND
        )

    async def start(self) -> None:
        """Start every checker; raises `WorkerNotReady` where one cannot start."""
        self._pool.start()
        await asyncio.to_thread(self._pool.wait_ready)

    async def check(self, question: CheckRequest) -> CheckResult:
        """Judge one message within the time limit; the wait for a free checker counts."""
        job = self._pool.submit(question)
        judgment = asyncio.wrap_future(job.future)
        judgment.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            async with asyncio.timeout(self.time_limit):
                return await asyncio.shield(judgment)
        except TimeoutError:
            if not job.stop():
                return CheckResult(skipped=Skipped.BUSY)
            log.warning("a check took longer than %g s and was stopped", self.time_limit)
            return CheckResult(skipped=Skipped.TIME_LIMIT)
        except asyncio.CancelledError:
            job.stop()
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, there is no judgment
            log.warning("a checker failed (%s) and is replaced", type(error).__name__)
            return CheckResult(skipped=Skipped.FAILURE)

    async def stop(self) -> None:
        """End every checker."""
        await asyncio.to_thread(self._pool.close)
