"""Times taken side by side, since the machine's speed drifts while it is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from time import perf_counter, process_time, thread_time
from typing import TypeVar

T = TypeVar("T")
_TOGETHER = 25


@dataclass(frozen=True)
class Times:
    """
    How long calls took, in seconds: `best` for each input, and `busy` for all, both sorted.

    Other work on the machine only ever adds, so what a call costs shows in the best of
    its rounds. `busy` is the caller's own processor time, without waiting for others.
    """

    best: Sequence[float]
    busy: Sequence[float]

    @property
    def p50(self) -> float:
        """Give the median over the inputs, each at its best."""
        return self.best[len(self.best) // 2]

    @property
    def p99(self) -> float:
        """Give the processor time that one call in a hundred exceeds."""
        return self.busy[len(self.busy) * 99 // 100]

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
    best = {name: [inf] * len(given) for name in contenders}
    busy: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for start in range(0, len(given), _TOGETHER):
            batch = range(start, min(start + _TOGETHER, len(given)))
            for name, call in contenders.items():
                call(given[batch[-1]])
                for place in batch:
                    started, begun = thread_time(), perf_counter()
                    call(given[place])
                    best[name][place] = min(best[name][place], perf_counter() - begun)
                    busy[name].append(thread_time() - started)
    return {name: Times(sorted(best[name]), sorted(busy[name])) for name in contenders}


def best(call: Callable[[], object], rounds: int = 3) -> float:
    """Give the least processor time of a call, in seconds, whatever else the machine does."""
    return best_of_each({"": call}, rounds)[""]


def best_of_each(
    contenders: Mapping[str, Callable[[], object]], rounds: int = 5
) -> dict[str, float]:
    """Give the least processor time of each, in seconds, all called in turn."""
    taken = dict.fromkeys(contenders, inf)
    for _ in range(rounds):
        for name, call in contenders.items():
            before = process_time()
            call()
            taken[name] = min(taken[name], process_time() - before)
    return taken


def goal(what: str, measured: float, *, at_least: float | None = None, at_most: float = 0) -> str:
    """Say in one line whether a ratio is what it should be."""
    holds = measured >= at_least if at_least is not None else measured <= at_most
    wanted = f"at least {at_least:g}x" if at_least is not None else f"at most {at_most:g}x"
    return f"{'holds ' if holds else 'MISSED'}  {what}: {measured:.1f}x, goal {wanted}"
