"""How every norm stands, as gates: what governs, what persuades, with which outcome."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.advice.algebra.outcome import NormPlanes, outcome_planes
from advisor.advice.algebra.verdict import GapPlanes
from advisor.advice.batch.gate_planes import GatePlane
from advisor.advice.norms_in_force import NormInstance
from advisor.engine.columnar.circuit import NO, YES, GateNumber, GatePair
from advisor.engine.place_containment import Containment
from advisor.model.authorities import Kind, Weight
from advisor.model.conditions import Is, Leaf
from advisor.model.coverage import CoverageLevel
from advisor.model.propositions import (
    SCOPES,
    exception_id,
    propositions,
    scope_id,
    scope_of_nobody_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from advisor.advice.adviser import Adviser
    from advisor.advice.algebra.planes import PlanePair
    from advisor.advice.norms_in_force import LawOnDate
    from advisor.advice.read_law import ReadLaw
    from advisor.engine.columnar.circuit import Circuit
    from advisor.engine.columnar.conditions import ConditionGates
    from advisor.model.conditions import Condition
    from advisor.model.vocabulary import LegalTopic

NormGates: TypeAlias = NormPlanes[GatePlane]
"""One norm in one place, as gates."""


class NormsByReach(NamedTuple):
    """The norms that may govern, the models that stand in for such, and those from elsewhere."""

    here: list[NormGates]
    standing_in: list[NormGates]
    abroad: list[NormGates]


class NormGatesBuilder:
    """
    Every norm of one day in one circuit, of those that `spoken` holds.

    `governed` tells where some law governs, `open_scope` where it is open of some law.
    """

    def __init__(
        self, assembly: Adviser, spoken: LawOnDate, conditions: ConditionGates, circuit: Circuit
    ) -> None:
        law = self._law = assembly.law
        self._law_on_date = spoken
        self._spoken = spoken.instances
        self._atlas = Containment(law.places, spoken.day)
        self._scopes = assembly.scopes.on(spoken.day, self._atlas.unions_of)
        self._conditions = conditions
        self._circuit = circuit
        self._known: dict[str, GatePair] = {}
        self._conditions_of = {
            proposition.id: proposition.condition for proposition in propositions(law)
        }
        self._personal_scopes = {
            proposition.id
            for proposition in propositions(law)
            if proposition.group == SCOPES and proposition.per_recipient
        }

    def norms(self) -> NormsByReach:
        """Return the norms that may govern, the models that stand in, and those from elsewhere."""
        here: list[NormGates] = []
        standing_in: list[NormGates] = []
        abroad: list[NormGates] = []
        circuit = self._circuit
        for instance in self._spoken:
            governs = self._governs(instance)
            if instance.stands_in:
                if governs != NO:
                    standing_in.append(self._planes(instance, governs, persuasive=False))
                continue
            if governs != NO:
                here.append(self._planes(instance, governs, persuasive=False))
            if instance.kind.persuades_elsewhere and governs != YES:
                persuades = circuit.both(circuit.no(governs), self._persuades(instance))
                if persuades != NO:
                    abroad.append(self._planes(instance, persuades, persuasive=True))
        return NormsByReach(here, standing_in, abroad)

    def gaps(
        self, read: ReadLaw, levels: Mapping[CoverageLevel, GatePlane]
    ) -> GapPlanes[GatePlane]:
        """
        Return where scenarios tell what law may not have looked at.

        `levels` tell how topics were looked at, as `coverage` found it.
        """
        circuit, vocabulary = self._circuit, self._law.vocabulary
        wrongs = [
            (self._told(Leaf(fact.name, Is(value=True), "true")), read.looking_at(fact.name))
            for fact in vocabulary.wrongs
        ]
        places = [self._told(read.outside(fact)).gate for fact in read.place_facts]
        return GapPlanes(
            wrongs=[(plane, looking) for plane, looking in wrongs if not plane.is_empty],
            place=GatePlane(circuit, circuit.either(*places)),
            topic=levels[CoverageLevel.NOTHING],
        )

    def coverage(
        self, read: ReadLaw, days: Sequence[NormGatesBuilder]
    ) -> Mapping[CoverageLevel, GatePlane]:
        """Return for each level where some topic that scenarios raise was looked at so."""
        circuit = self._circuit
        found: dict[CoverageLevel, list[GateNumber]] = {level: [] for level in CoverageLevel}
        for topic in self._law.vocabulary.topics:
            left = self._told(topic.raised_by).gate
            for level, is_read in ((CoverageLevel.READ, True), (CoverageLevel.STAND_IN, False)):
                looked_at = circuit.either(*_looking(topic, read, days, is_read=is_read))
                found[level].append(circuit.both(left, looked_at))
                left = circuit.both(left, circuit.no(looked_at))
            found[CoverageLevel.NOTHING].append(left)
        return {level: GatePlane(circuit, circuit.either(*gates)) for level, gates in found.items()}

    def holds(self, scope: str) -> GateNumber:
        """Return where a scope holds, of the message or of some recipient."""
        return self._folded(scope)[0]

    def _told(self, condition: Condition) -> GatePlane:
        """Return where a condition holds, of the message or of some recipient."""
        return GatePlane(self._circuit, self._circuit.whole(self._conditions.pair(condition)[0]))

    @cached_property
    def reached(self) -> Mapping[str, GatePair]:
        """Tell of each jurisdiction where its law governs, and where it does not."""
        return {
            code: self._circuit.any_of(self._folded(item.proposition) for item in owned)
            for code, owned in self._scopes.by_jurisdiction.items()
        }

    @cached_property
    def governed(self) -> GateNumber:
        """Return where some law governs."""
        return self._circuit.either(*(true for true, _ in self.reached.values()))

    @cached_property
    def open_scope(self) -> GateNumber:
        """
        Return where it is open of some law whether it governs.

        An instrument with a scope of its own may govern where the rest is still open.
        """
        speaking = {item.proposition for item in self._scopes.every}
        own = map(scope_id, self.reached)
        pairs = [
            *self.reached.values(),
            *(self._folded(item) for item in own if item in speaking),
        ]
        circuit = self._circuit
        return circuit.either(*(circuit.no(circuit.either(*pair)) for pair in pairs))

    @cached_property
    def _in_play(self) -> Mapping[str, GateNumber]:
        return {code: self._called(code, *pair) for code, pair in self.reached.items()}

    def _called(self, code: str, true: GateNumber, false: GateNumber) -> GateNumber:
        """Return where a scope holds, or is open of a place that the scenario names."""
        circuit = self._circuit
        return circuit.either(true, circuit.both(circuit.no(false), self._named(code)))

    @cached_property
    def _nobody(self) -> GateNumber:
        return self._circuit.no(self._circuit.either(*self._in_play.values()))

    def _named(self, code: str) -> GateNumber:
        facts = sorted(self._scopes.place_facts)
        return self._circuit.either(*(self._conditions.within(fact, code) for fact in facts))

    def _governs(self, instance: NormInstance) -> GateNumber:
        if instance.weight is Weight.PERSUASIVE and not instance.stands_in:
            return NO
        circuit, code = self._circuit, instance.jurisdiction
        true, false = self._folded(instance.governs)
        if instance.governs in self._scopes.apart:
            return self._called(code, true, false)
        return circuit.both(self._in_play.get(code, NO), circuit.no(false))

    def _persuades(self, instance: NormInstance) -> GateNumber:
        code, norm, spoken = instance.jurisdiction, instance.norm, self._law_on_date
        known = self._law.jurisdictions
        unions = self._atlas.unions_of(code)
        kin: Iterable[str] = (
            item for item in self._in_play if self._atlas.unions_of(item) & unions
        )
        everywhere: Iterable[str] = known
        if instance.kind is Kind.MODEL_RULE:

            def unread(one: str) -> bool:
                return one != code and one in known and spoken.is_bare(norm, known[one])

            kin, everywhere = filter(unread, kin), filter(unread, everywhere)
        gates = [self._in_play[item] for item in kin]
        if any(True for _ in everywhere):
            gates.append(self._nobody)
        return self._circuit.either(*gates)

    def _planes(self, instance: NormInstance, exists: GateNumber, *, persuasive: bool) -> NormGates:
        circuit, norm = self._circuit, instance.norm
        by_scope = not persuasive and instance.governs in self._personal_scopes
        personal = instance.per_recipient or (by_scope and circuit.people > 0)
        if personal and not circuit.people:
            return NormPlanes(instance, persuasive, personal, {})
        compliance = None if instance.complied is None else self._truths(instance.complied)
        planes = outcome_planes(
            norm.modality,
            exists=GatePlane(circuit, exists),
            governs=self._everywhere if persuasive else self._reach(instance.governs),
            when=self._when(instance),
            exceptions=[
                self._truths(exception_id(norm.id, exception.name)) for exception in norm.exceptions
            ],
            compliance=compliance,
        )
        kept = {outcome: plane for outcome, plane in planes.items() if not plane.is_empty}
        return NormPlanes(instance, persuasive, personal, kept)

    @cached_property
    def _everywhere(self) -> PlanePair[GatePlane]:
        return GatePlane(self._circuit, YES), GatePlane(self._circuit, NO)

    def _when(self, instance: NormInstance) -> PlanePair[GatePlane]:
        true, false = self._truths(instance.when)
        return (GatePlane(self._circuit, NO), false) if instance.day_unread else (true, false)

    def _reach(self, scope: str) -> PlanePair[GatePlane]:
        """Return where a scope holds of each recipient, or of the message where it has none."""
        true, false = self._pair(scope) if self._circuit.people else self._folded(scope)
        return GatePlane(self._circuit, true), GatePlane(self._circuit, false)

    def _truths(self, proposition: str) -> PlanePair[GatePlane]:
        true, false = self._pair(proposition)
        return GatePlane(self._circuit, true), GatePlane(self._circuit, false)

    def _pair(self, proposition: str) -> GatePair:
        pair = self._known.get(proposition)
        if pair is None:
            condition = self._conditions_of.get(proposition)
            # Where nothing says when a law governs, it is unknown.
            pair = (NO, NO) if condition is None else self._conditions.pair(condition)
            self._known[proposition] = pair
        return pair

    def _folded(self, proposition: str) -> GatePair:
        if proposition in self._personal_scopes and not self._circuit.people:
            return self._pair(scope_of_nobody_id(proposition))
        true, false = self._pair(proposition)
        if proposition not in self._personal_scopes:
            return true, false
        return self._circuit.some(true), self._circuit.every(false)


def _looking(
    topic: LegalTopic, read: ReadLaw, days: Sequence[NormGatesBuilder], *, is_read: bool
) -> Iterator[GateNumber]:
    """Return where each scope holds on its day whose law looks at a topic, read or lent."""
    for day, name in read.by_scope:
        scope = read.looking((day, name), topic)
        if scope is not None and scope.is_read is is_read:
            yield days[day].holds(name)
