"""The whole of the law on one day as one schedule of gates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.advice.algebra.conflicts import conflict_planes, oppositions
from advisor.advice.algebra.verdict import VerdictLadder
from advisor.advice.batch.gate_planes import GateCarrier, GatePlane
from advisor.advice.batch.norm_gates import NormGates, NormGatesBuilder
from advisor.advice.batch.verdict_gates import VerdictMark, verdict_marks
from advisor.engine.columnar.circuit import Circuit
from advisor.engine.columnar.conditions import ConditionGates
from advisor.engine.columnar.schedule import Schedule
from advisor.model.norms import Outcome
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from advisor.advice.adviser import Adviser
    from advisor.engine.columnar.circuit import GateNumber


class FindingTag(NamedTuple):
    """What a plane of findings marks: one norm, one outcome, set aside or not."""

    norm: NormGates
    outcome: Outcome
    set_aside: bool = False


BatchTag: TypeAlias = FindingTag | VerdictMark

_SILENT = (Outcome.INAPPLICABLE,)
_SILENT_ABROAD = (Outcome.INAPPLICABLE, Outcome.UNDETERMINED)


@dataclass(frozen=True)
class BatchOptions:
    """Which findings to give: none, those that speak, or all of them."""

    findings: bool = True
    everything: bool = False


def compile_law(
    assembly: Adviser, day: date, people: int, told: AbstractSet[str], wanted: BatchOptions
) -> Schedule[BatchTag]:
    """
    Put the law of one day into a circuit, for scenarios that tell some facts.

    `people` counts the recipients of each scenario: 0, 1, or 2 for any more.
    """
    law = assembly.law
    circuit = Circuit(people)
    conditions = ConditionGates(circuit, law.vocabulary.derived, told)
    standing = NormGatesBuilder(assembly, day, conditions, circuit)
    here, standing_in, abroad = standing.norms()
    carrier = GateCarrier(circuit)
    governing = dict(enumerate(here))
    instances = [(number, norm.instance) for number, norm in governing.items()]
    clashes = conflict_planes(carrier, governing, oppositions(instances, law.places, day))
    tagged: list[tuple[GateNumber, BatchTag]] = []
    if wanted.findings:
        local = [*here, *standing_in]
        tagged.extend(_pieces(local, abroad, clashes.aside, everything=wanted.everything))
    ladder = VerdictLadder(
        carrier=carrier,
        here=governing,
        standing_in=standing_in,
        abroad=abroad,
        conflicting=clashes,
        governed=GatePlane(circuit, standing.governed),
        left_open=GatePlane(circuit, standing.open_scope),
        gaps=standing.gaps(assembly.read(day)),
        bound=assembly.bound,
        base=law.base,
    )
    tagged.extend((plane.gate, mark) for plane, mark in verdict_marks(ladder))
    return Schedule(circuit, tagged)


def _pieces(
    here: list[NormGates],
    abroad: list[NormGates],
    set_aside: Mapping[int, GatePlane],
    *,
    everything: bool,
) -> Iterator[tuple[GateNumber, FindingTag]]:
    for number, norm in enumerate(here):
        aside = set_aside.get(number)
        for outcome, plane in norm.outcomes.items():
            if not everything and outcome in _SILENT:
                continue
            if aside is None:
                yield plane.gate, FindingTag(norm, outcome)
            else:
                yield (plane & ~aside).gate, FindingTag(norm, outcome)
                yield (plane & aside).gate, FindingTag(norm, outcome, set_aside=True)
    for norm in abroad:
        for outcome, plane in norm.outcomes.items():
            if everything or outcome not in _SILENT_ABROAD:
                yield plane.gate, FindingTag(norm, outcome)
