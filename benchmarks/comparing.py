"""
Comparing laws on the whole corpus: how long a search takes, and how much it tries.

`python -m benchmarks.comparing` takes pairs of laws that have the most to say, and all laws.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, TypeVar

from advisor.advice import load
from advisor.advice.norms_in_force import norms_in_force
from advisor.compare.distinguish import separate
from advisor.compare.equivalence_classes import sort_laws
from advisor.compare.question import tracking_question
from advisor.reports.charts.tile_map import tile_maps

if TYPE_CHECKING:
    from advisor.advice import Corpus

T = TypeVar("T")

DAY = date(2026, 11, 1)
GOAL = 5.0
"""How many seconds a comparison may take on the whole corpus."""
_TALKATIVE = 4


def report() -> Iterator[str]:
    """Measure the pairs that take longest, then all laws at once, against the goal."""
    corpus = load()
    slowest = 0.0
    for left, right in combinations(_talkative(corpus), 2):
        found, wall, busy = _timed(
            lambda left=left, right=right: separate(corpus, left, right, as_of=DAY)
        )
        slowest = max(slowest, busy)
        told = f"{len(found.separations)} scenarios on {len(found.acts)} acts, {found.tried} tried"
        yield f"{left:6} {right:6} {busy:6.2f} s busy, {wall:6.2f} s in all: {told}"
    codes = [code for one in tile_maps() for code in one.tiles if code in corpus.law.jurisdictions]
    question = tracking_question(corpus)
    atlas, wall, busy = _timed(lambda: sort_laws(corpus, codes, question, as_of=DAY))
    yield (
        f"all {len(codes)} laws {busy:5.2f} s busy, {wall:6.2f} s in all: "
        f"{len(atlas.classes)} classes, {atlas.tried} scenarios under each"
    )
    yield ""
    for what, taken in (("two laws, the slowest pair", slowest), ("all laws", busy)):
        holds = "holds " if taken <= GOAL else "MISSED"
        yield f"{holds}  {what}: {taken:.2f} s, goal {GOAL:.0f} s"


def _talkative(corpus: Corpus) -> list[str]:
    """Give the laws with the most norms of their own, unions left aside."""
    unions = {one.union for one in corpus.law.places.memberships}
    counts: dict[str, int] = {}
    for one in norms_in_force(corpus.law, DAY):
        if one.jurisdiction not in unions:
            counts[one.jurisdiction] = counts.get(one.jurisdiction, 0) + 1
    return sorted(counts, key=lambda code: -counts[code])[:_TALKATIVE]


def _timed(call: Callable[[], T]) -> tuple[T, float, float]:
    """Give the result with the time on the clock and the processor's own."""
    started, begun = thread_time(), perf_counter()
    found = call()
    return found, perf_counter() - begun, thread_time() - started


if __name__ == "__main__":
    for line in report():
        sys.stdout.write(f"{line}\n")
