"""Conflicts between norms, as gates: who is set aside, and what nothing resolves."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from advisor.advice.conflicts import find_conflicts, mark_overridden
from advisor.engine.columnar.circuit import GateNumber
from advisor.model.norms import Modality, Outcome
from advisor.model.opinions import Finding
from advisor.model.proofs import Proof
from advisor.model.truth import Truth
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from advisor.advice.batch.norm_gates import NormGates
    from advisor.engine.columnar.circuit import Circuit
    from advisor.model.places import Places

_UNAPPLIED = (Outcome.INAPPLICABLE, Outcome.DEFEATED, Outcome.UNDETERMINED)
_GROUND = Proof("all", Truth.TRUE)


@dataclass(frozen=True)
class ConflictGates:
    """
    What conflicts do to the norms that govern, by their place among these.

    `aside` tells where a norm is set aside; `clashing` where it stands in a conflict that
    nothing resolves.
    """

    aside: dict[int, GateNumber] = field(default_factory=dict)
    clashing: dict[int, GateNumber] = field(default_factory=dict)


def conflict_gates(
    circuit: Circuit, here: Sequence[NormGates], places: Places, day: date
) -> ConflictGates:
    """
    Set every norm that governs against every other on the same act and bearer.

    Each pair is put before the resolution of single opinions, once for each way in which
    the two can be opposed, so that there is one account of it
    only. What only persuades sets nothing aside.
    """
    judge = _Judge(places, day)
    aside: dict[int, list[GateNumber]] = defaultdict(list)
    clashing: dict[int, list[GateNumber]] = defaultdict(list)
    by_act: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(here):
        by_act[one.instance.norm.act, one.instance.norm.bearer].append(at)
    for members in by_act.values():
        for first, second in combinations(members, 2):
            one, other = here[first], here[second]
            for outcomes in _opposed(one, other):
                lost = judge.between(one, other, outcomes)
                meet = circuit.both(one.outcomes[outcomes[0]], other.outcomes[outcomes[1]])
                for at, stand, loses in ((first, one, lost[0]), (second, other, lost[1])):
                    into = aside if loses else clashing
                    if loses or lost == (False, False, True):
                        into[at].append(meet if stand.personal else circuit.whole(meet))
    return ConflictGates(
        {at: circuit.either(*gates) for at, gates in aside.items()},
        {at: circuit.either(*gates) for at, gates in clashing.items()},
    )


def _opposed(one: NormGates, other: NormGates) -> Iterator[tuple[Outcome, Outcome]]:
    if not _may_meet(one.instance.norm.modality, other.instance.norm.modality):
        return
    for first in one.outcomes:
        for second in other.outcomes:
            if first not in _UNAPPLIED and second not in _UNAPPLIED:
                yield first, second


@cache
def _may_meet(one: Modality, other: Modality) -> bool:
    return one is not other and Modality.UNSETTLED not in (one, other)


@dataclass(frozen=True)
class _Judge:
    """Asks the resolution of single opinions about two findings that stand for many."""

    places: Places
    day: date

    def between(
        self, one: NormGates, other: NormGates, outcomes: tuple[Outcome, Outcome]
    ) -> tuple[bool, bool, bool]:
        """Tell whether the first loses, whether the second does, and whether neither is settled."""
        first, second = _stand_in(one, outcomes[0]), _stand_in(other, outcomes[1])
        found = find_conflicts((first, second), (), self.places, self.day)
        lost = [one.overridden_by is not None for one in mark_overridden((first, second), found)]
        return lost[0], lost[1], any(one.resolved_by is None for one in found)


def _stand_in(stand: NormGates, outcome: Outcome) -> Finding:
    instance = stand.instance
    return Finding(
        norm=instance.norm,
        jurisdiction=instance.jurisdiction,
        layer=instance.policy.layer,
        kind=instance.kind,
        weight=instance.weight,
        verified=instance.verified,
        governs=Truth.TRUE,
        applies=Truth.TRUE,
        outcome=outcome,
        statement="",
        citations=(),
        why=_GROUND,
        recipient="somebody" if stand.personal else None,
    )
