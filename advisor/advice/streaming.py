"""Scenarios answered one after another as they come, a failure being an answer too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

from advisor.diagnostics import EngineFailure, InvalidScenario
from advisor.model.opinions import Opinion

StreamItem = TypeVar("StreamItem")
StreamedAnswer: TypeAlias = Opinion | InvalidScenario | EngineFailure
"""An opinion, or why there is none."""


def each(
    given: Iterable[StreamItem], advise: Callable[[StreamItem], Opinion]
) -> Iterator[StreamedAnswer]:
    """Answer one scenario at a time, keeping none."""
    for item in given:
        yield answer_or_failure(item, advise)


async def each_async(
    given: AsyncIterable[StreamItem], advise: Callable[[StreamItem], Opinion]
) -> AsyncIterator[StreamedAnswer]:
    """Answer one scenario at a time, in a thread, so that the event loop goes on."""
    async for item in given:
        yield await asyncio.to_thread(answer_or_failure, item, advise)


def answer_or_failure(given: StreamItem, advise: Callable[[StreamItem], Opinion]) -> StreamedAnswer:
    """Return the opinion, or the failure as a value."""
    try:
        return advise(given)
    except (InvalidScenario, EngineFailure) as failure:
        # A value that kept its traceback would keep every frame of it alive.
        return failure.with_traceback(None)
