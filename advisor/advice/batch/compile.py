"""The whole of the law on the days of one clock as one schedule of gates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.advice.algebra.conflicts import conflict_planes, oppositions
from advisor.advice.algebra.verdict import VerdictLadder
from advisor.advice.batch.gate_planes import GateCarrier, GatePlane
from advisor.advice.batch.norm_gates import NormGatesBuilder
from advisor.advice.batch.verdict_gates import TopicMark, VerdictMark, verdict_marks
from advisor.engine.columnar.circuit import Circuit
from advisor.engine.columnar.conditions import ConditionGates
from advisor.engine.columnar.schedule import Schedule
from advisor.model.norms import Outcome
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from advisor.advice.adviser import Adviser
    from advisor.advice.batch.norm_gates import NormGates
    from advisor.advice.norms_in_force import NormInstance
    from advisor.engine.columnar.circuit import GateNumber
    from advisor.model.law_clock import LawClock


class FindingTag(NamedTuple):
    """
    What a plane of findings marks: one norm, one outcome, set aside or not.

    It holds nothing of the circuit, which is given back once a schedule is made of it.
    """

    instance: NormInstance
    persuasive: bool
    personal: bool
    outcome: Outcome
    set_aside: bool = False

    @classmethod
    def of(cls, norm: NormGates, outcome: Outcome, *, set_aside: bool = False) -> FindingTag:
        """Return the tag of one outcome of a norm."""
        return cls(norm.instance, norm.persuasive, norm.personal, outcome, set_aside)


BatchTag: TypeAlias = FindingTag | VerdictMark | TopicMark

_SILENT = (Outcome.INAPPLICABLE,)
_SILENT_ABROAD = (Outcome.INAPPLICABLE, Outcome.UNDETERMINED)


@dataclass(frozen=True)
class BatchOptions:
    """Which findings to give: none, those that speak, or all of them."""

    findings: bool = True
    everything: bool = False


def compile_law(
    assembly: Adviser, clock: LawClock, people: int, told: AbstractSet[str], wanted: BatchOptions
) -> Schedule[BatchTag]:
    """
    Put the law of the days of a clock into a circuit, for scenarios that tell some facts.

    `people` counts the recipients of each scenario: 0, 1, or 2 for any more.
    """
    law = assembly.law
    circuit = Circuit(people)
    days = list(_days(assembly, clock, circuit, told))
    reaching = [day.norms() for day in days]
    here = [norm for norms in reaching for norm in norms.here]
    standing_in = [norm for norms in reaching for norm in norms.standing_in]
    abroad = [norm for norms in reaching for norm in norms.abroad]
    carrier = GateCarrier(circuit)
    governing = dict(enumerate(here))
    instances = [(number, norm.instance) for number, norm in governing.items()]
    clashes = conflict_planes(carrier, governing, oppositions(instances, law.places))
    tagged: list[tuple[GateNumber, BatchTag]] = []
    if wanted.findings:
        local = [*here, *standing_in]
        tagged.extend(_pieces(local, abroad, clashes.aside, everything=wanted.everything))
    read = assembly.read(clock)
    levels = days[0].coverage(read, days)
    ladder = VerdictLadder(
        carrier=carrier,
        here=governing,
        standing_in=standing_in,
        abroad=abroad,
        conflicting=clashes,
        governed=GatePlane(circuit, days[0].governed),
        left_open=GatePlane(circuit, days[0].open_scope),
        gaps=days[0].gaps(read, levels),
        bound=assembly.bound,
        base=law.base,
    )
    tagged.extend((plane.gate, mark) for plane, mark in verdict_marks(ladder))
    tagged.extend((plane.gate, TopicMark(level)) for level, plane in levels.items())
    return Schedule(circuit, tagged)


def _days(
    assembly: Adviser, clock: LawClock, circuit: Circuit, told: AbstractSet[str]
) -> Iterator[NormGatesBuilder]:
    """Put the law of each day of a clock into a circuit; alike days share their places."""
    law = assembly.law
    alike = law.places.are_alike_on(clock.sending, clock.later)
    for number, (day, times) in enumerate(clock.parts):
        conditions = ConditionGates(
            circuit, law.vocabulary.derived, told, later=bool(number) and not alike
        )
        yield NormGatesBuilder(assembly, assembly.spoken(day, times), conditions, circuit)


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
                yield plane.gate, FindingTag.of(norm, outcome)
            else:
                yield (plane & ~aside).gate, FindingTag.of(norm, outcome)
                yield (plane & aside).gate, FindingTag.of(norm, outcome, set_aside=True)
    for norm in abroad:
        for outcome, plane in norm.outcomes.items():
            if everything or outcome not in _SILENT_ABROAD:
                yield plane.gate, FindingTag.of(norm, outcome)
