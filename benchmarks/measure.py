"""Times taken side by side, since the machine's speed drifts while it is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")
_TOGETHER = 25


@dataclass(frozen=True)
class Times:
    """How long each call took, in seconds, sorted."""

    taken: Sequence[float]

    @property
    def p50(self) -> float:
        """Give the median, in seconds."""
        return self.taken[len(self.taken) // 2]

    @property
    def p99(self) -> float:
        """Give what one call in a hundred exceeds, in seconds."""
        return self.taken[len(self.taken) * 99 // 100]

    @property
    def rate(self) -> float:
        """Give calls in a second."""
        return len(self.taken) / sum(self.taken)


def side_by_side(
    contenders: Mapping[str, Callable[[T], object]], given: Sequence[T], *, rounds: int
) -> dict[str, Times]:
    """
    Time every contender on every input, a few at a time and in turn.

    So all meet the same weather, and each has its own data at hand as in steady use.
    """
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for start in range(0, rounds * len(given), _TOGETHER):
        batch = [given[place % len(given)] for place in range(start, start + _TOGETHER)]
        for name, call in contenders.items():
            call(batch[-1])
            for one in batch:
                before = perf_counter()
                call(one)
                taken[name].append(perf_counter() - before)
    return {name: Times(sorted(times)) for name, times in taken.items()}


def goal(what: str, measured: float, *, at_least: float | None = None, at_most: float = 0) -> str:
    """Say in one line whether a ratio is what it should be."""
    holds = measured >= at_least if at_least is not None else measured <= at_most
    wanted = f"at least {at_least:g}x" if at_least is not None else f"at most {at_most:g}x"
    return f"{'holds ' if holds else 'MISSED'}  {what}: {measured:.1f}x, goal {wanted}"
