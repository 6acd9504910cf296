"""What a table is told of each scenario's verdict, as gates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from advisor.model.authorities import Verification, Weight
from advisor.model.opinions import Reason

if TYPE_CHECKING:
    from advisor.advice.algebra.verdict import VerdictLadder
    from advisor.advice.batch.gate_planes import GatePlane
    from advisor.model.coverage import CoverageLevel


class VerdictMark(NamedTuple):
    """
    What a plane says of scenarios.

    That a reason holds; with a weight, that something of that weight is decisive for it;
    with a level, that it rests on something read so (where it rests on the best: of that
    weight).
    """

    reason: Reason
    weight: Weight | None = None
    level: Verification | None = None


class TopicMark(NamedTuple):
    """That a topic which scenarios raise was looked at so."""

    level: CoverageLevel


def verdict_marks(ladder: VerdictLadder[GatePlane]) -> Iterator[tuple[GatePlane, VerdictMark]]:
    """Return the gates that decide, each with what it says."""
    for rung in ladder.rungs():
        yield rung.holds, VerdictMark(rung.reason)
        planes: dict[VerdictMark, list[GatePlane]] = defaultdict(list)
        for part in rung.decisive:
            planes[VerdictMark(rung.reason, part.weight)].append(part.plane)
        for part in rung.rests_on:
            weight = part.weight if rung.reason.rests_on_the_best else None
            planes[VerdictMark(rung.reason, weight, part.verified)].append(part.plane)
        for mark, of_mark in planes.items():
            yield ladder.carrier.any_of(map(ladder.carrier.whole, of_mark)), mark
