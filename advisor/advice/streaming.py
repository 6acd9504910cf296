"""Scenarios answered one after another as they come, a failure being an answer too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

from advisor.diagnostics import EngineFailure, InvalidScenario
from advisor.model.opinions import Opinion

Given = TypeVar("Given")
Answer: TypeAlias = Opinion | InvalidScenario | EngineFailure
"""An opinion, or why there is none."""


def each(given: Iterable[Given], advise: Callable[[Given], Opinion]) -> Iterator[Answer]:
    """Answer one scenario at a time, keeping none."""
    for one in given:
        yield answer(one, advise)


async def each_async(
    given: AsyncIterable[Given], advise: Callable[[Given], Opinion]
) -> AsyncIterator[Answer]:
    """Answer one scenario at a time, in a thread, so that the event loop goes on."""
    async for one in given:
        yield await asyncio.to_thread(answer, one, advise)


def answer(given: Given, advise: Callable[[Given], Opinion]) -> Answer:
    """Give the opinion, or the failure as a value."""
    try:
        return advise(given)
    except (InvalidScenario, EngineFailure) as failure:
        # A value that kept its traceback would keep every frame of it alive.
        return failure.with_traceback(None)
