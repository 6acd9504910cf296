"""What every address has at hand, and how threads answer within their time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from fastapi import Request, Response
from pydantic_core import to_json

from advisor.application.opinions import batch_entry
from advisor.application.results import RefusedRequest
from advisor.values import dataclass
from advisor.web.api.middleware import CALLER
from advisor.web.api.problems import Halted, halted
from advisor.web.api.request_body import JSON, read_body, value
from advisor.web.worker_threads import Busy, WorkerThreads

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.application.results import Document, Reply
    from advisor.web.api.api_settings import ApiSettings
    from advisor.web.api.rate_limit import RateLimiter

ApiResult = TypeVar("ApiResult")
_PATIENCE = 0.1
_RETRY = {"retry-after": "2"}


@dataclass(frozen=True)
class ApiContext:
    """What every address has at hand: the law, the limits and the threads that answer."""

    corpus: Corpus
    settings: ApiSettings
    workers: WorkerThreads
    rates: RateLimiter

    async def answer(self, verb: Callable[[], Reply]) -> Response:
        """Let a thread answer; raises `Halted` where there is no answer."""
        return Response(await self.done(partial(_written, verb)), media_type=JSON)

    async def scenario(self, request: Request) -> Any:  # noqa: ANN401 - any JSON value
        """Read the one scenario that is the body."""
        data, _ = await self.body(request, self.settings.body_limit, JSON)
        return await self.done(partial(value, data))

    async def body(self, request: Request, limit: int, *kinds: str) -> tuple[bytes, str]:
        """Read a body with its kind, within the time; raises `Halted`."""
        try:
            async with asyncio.timeout(self.settings.seconds):
                return await read_body(request, limit, *kinds)
        except TimeoutError:
            raise _too_slow() from None

    async def done(self, work: Callable[[], ApiResult]) -> ApiResult:
        """Let a thread do something, within the time; raises `Halted` where it cannot."""
        try:
            async with asyncio.timeout(self.settings.seconds):
                return await self.workers.do(work)
        except Busy:
            raise _busy() from None
        except TimeoutError:
            raise _too_slow() from None

    def charge(self, request: Request, cost: float) -> None:
        """Let the caller pay for more than a request."""
        caller = request.scope.get(CALLER)
        if caller is not None:
            self.rates.charge(caller.bucket, cost)

    async def patiently(self, verb: Callable[[], Reply], index: int) -> bytes:
        """Answer one scenario of a batch, after those who were there before."""
        while True:
            try:
                async with asyncio.timeout(self.settings.seconds):
                    return await self.workers.do(partial(_entered, verb, index))
            except Busy:
                await asyncio.sleep(_PATIENCE)
            except TimeoutError:
                return to_json(batch_entry(index, _too_slow().refusal))


def _written(verb: Callable[[], Reply]) -> bytes:
    reply = verb()
    if isinstance(reply, RefusedRequest):
        raise Halted(reply)
    return to_json(reply)


def _entered(verb: Callable[[], Reply], index: int) -> bytes:
    document: Document = batch_entry(index, verb())
    return to_json(document)


def _busy() -> Halted:
    return halted(
        "busy",
        "request",
        "too many requests are waiting already",
        why="only so many are answered at the same time, so that each of them is answered soon",
        fix="ask again in a moment",
        headers=_RETRY,
    )


def _too_slow() -> Halted:
    return halted(
        "too-slow",
        "request",
        "the answer took longer than is waited for",
        why="a limit keeps one request from holding up all others",
        fix="send it faster, tell fewer recipients, or ask for fewer changes",
        headers=_RETRY,
    )
