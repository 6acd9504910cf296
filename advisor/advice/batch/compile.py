"""The whole of the law on one day as one schedule of gates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.advice.batch.conflict_gates import conflict_gates
from advisor.advice.batch.norm_gates import NormGates, NormGatesBuilder
from advisor.advice.batch.verdict_gates import VerdictGates, VerdictMark
from advisor.engine.columnar.circuit import NO, Circuit
from advisor.engine.columnar.conditions import ConditionGates
from advisor.engine.columnar.schedule import Schedule
from advisor.model.norms import Outcome
from advisor.model.policies import BUNDLED
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date

    from advisor.advice.adviser import Adviser
    from advisor.advice.batch.conflict_gates import ConflictGates
    from advisor.engine.columnar.circuit import GateNumber


class FindingTag(NamedTuple):
    """What a plane of findings marks: one norm, one outcome, set aside or not."""

    stand: NormGates
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
    here, abroad = standing.stands()
    found = conflict_gates(circuit, here, law.places, day)
    tagged: list[tuple[GateNumber, BatchTag]] = []
    if wanted.findings:
        tagged.extend(_pieces(circuit, here, abroad, found, everything=wanted.everything))
    base = law.layers[0] if law.layers else BUNDLED
    verdicts = VerdictGates(circuit, standing, assembly.bound, base)
    tagged.extend(verdicts.marks(here, abroad, found))
    return Schedule(circuit, tagged)


def _pieces(
    circuit: Circuit,
    here: list[NormGates],
    abroad: list[NormGates],
    found: ConflictGates,
    *,
    everything: bool,
) -> Iterator[tuple[GateNumber, FindingTag]]:
    for at, stand in enumerate(here):
        aside = found.aside.get(at, NO)
        for outcome, gate in stand.outcomes.items():
            if everything or outcome not in _SILENT:
                yield circuit.both(gate, circuit.no(aside)), FindingTag(stand, outcome)
                yield circuit.both(gate, aside), FindingTag(stand, outcome, set_aside=True)
    for stand in abroad:
        for outcome, gate in stand.outcomes.items():
            if everything or outcome not in _SILENT_ABROAD:
                yield gate, FindingTag(stand, outcome)
