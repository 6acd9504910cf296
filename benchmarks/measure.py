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
    """
    How long calls took, in seconds: `best` for each input, and `all`, both sorted.

    Other work on the machine only ever adds: what a call costs shows in the best of its
    rounds, what a user meets in all of them.
    """

    best: Sequence[float]
    all: Sequence[float]

    @property
    def p50(self) -> float:
        """Give the median over the inputs, each at its best."""
        return self.best[len(self.best) // 2]

    @property
    def p99(self) -> float:
        """Give what one call in a hundred exceeds."""
        return self.all[len(self.all) * 99 // 100]

    @property
    def rate(self) -> float:
        """Give inputs in a second, each at its best."""
        return len(self.best) / sum(self.best)


def side_by_side(
    contenders: Mapping[str, Callable[[T], object]], given: Sequence[T], *, rounds: int
) -> dict[str, Times]:
    """
    Time every contender on every input, a few at a time and in turn.

    So all meet the same weather, and each has its own data at hand as in steady use.
    """
    taken: dict[str, list[list[float]]] = {name: [[] for _ in given] for name in contenders}
    for _ in range(rounds):
        for start in range(0, len(given), _TOGETHER):
            batch = range(start, min(start + _TOGETHER, len(given)))
            for name, call in contenders.items():
                call(given[batch[-1]])
                for place in batch:
                    before = perf_counter()
                    call(given[place])
                    taken[name][place].append(perf_counter() - before)
    return {
        name: Times(sorted(map(min, times)), sorted(one for each in times for one in each))
        for name, times in taken.items()
    }


def goal(what: str, measured: float, *, at_least: float | None = None, at_most: float = 0) -> str:
    """Say in one line whether a ratio is what it should be."""
    holds = measured >= at_least if at_least is not None else measured <= at_most
    wanted = f"at least {at_least:g}x" if at_least is not None else f"at most {at_most:g}x"
    return f"{'holds ' if holds else 'MISSED'}  {what}: {measured:.1f}x, goal {wanted}"
