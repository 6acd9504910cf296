"""How every norm stands, as gates: what governs, what persuades, with which outcome."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.norms_in_force import NormInstance, is_unread
from advisor.engine.columnar.circuit import NO, YES, GateNumber, GatePair
from advisor.engine.place_containment import Containment
from advisor.model.authorities import Kind, Weight
from advisor.model.norms import Modality, Outcome
from advisor.model.propositions import SCOPES, exception_id, propositions, scope_id
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from advisor.advice.adviser import Adviser
    from advisor.engine.columnar.circuit import Circuit
    from advisor.engine.columnar.conditions import ConditionGates

Outcomes: TypeAlias = Mapping[Outcome, GateNumber]


@dataclass(frozen=True)
class NormGates:
    """
    One norm in one place: where it has each outcome, as law that governs or from elsewhere.

    `personal` tells whether there is a finding for each recipient.
    """

    instance: NormInstance
    persuasive: bool
    personal: bool
    outcomes: Outcomes


class NormGatesBuilder:
    """
    Every norm of one day in one circuit.

    `governed` tells where some law governs, `open_scope` where it is open of some law.
    """

    def __init__(
        self, assembly: Adviser, day: date, conditions: ConditionGates, circuit: Circuit
    ) -> None:
        law = self._law = assembly.law
        self._day = day
        self._spoken = assembly.instances(day)
        self._scopes = assembly.scopes
        self._atlas = Containment(law.places, day)
        self._conditions = conditions
        self._circuit = circuit
        self._known: dict[str, GatePair] = {}
        self._conditions_of = {one.id: one.condition for one in propositions(law)}
        self._personal_scopes = {
            one.id for one in propositions(law) if one.group == SCOPES and one.per_recipient
        }

    def stands(self) -> tuple[list[NormGates], list[NormGates]]:
        """Give the norms that may govern, and those from elsewhere."""
        here: list[NormGates] = []
        abroad: list[NormGates] = []
        circuit = self._circuit
        for instance in self._spoken:
            governs = self._governs(instance)
            if governs != NO:
                here.append(self._stand(instance, governs, persuasive=False))
            if instance.kind.persuades_elsewhere and governs != YES:
                persuades = circuit.both(circuit.no(governs), self._persuades(instance))
                if persuades != NO:
                    abroad.append(self._stand(instance, persuades, persuasive=True))
        return here, abroad

    @cached_property
    def reached(self) -> Mapping[str, GatePair]:
        """Tell of each jurisdiction where its law governs, and where it does not."""
        return {
            code: self._circuit.any_of(self._folded(one.proposition) for one in owned)
            for code, owned in self._scopes.by_jurisdiction.items()
        }

    @cached_property
    def governed(self) -> GateNumber:
        """Tell where some law governs."""
        return self._circuit.either(*(true for true, _ in self.reached.values()))

    @cached_property
    def open_scope(self) -> GateNumber:
        """
        Tell where it is open of some law whether it governs.

        An instrument with a scope of its own may govern where the rest is still open.
        """
        own = map(scope_id, self.reached)
        pairs = [
            *self.reached.values(),
            *(self._folded(one) for one in own if one in self._conditions_of),
        ]
        circuit = self._circuit
        return circuit.either(*(circuit.no(circuit.either(*pair)) for pair in pairs))

    @cached_property
    def _in_play(self) -> Mapping[str, GateNumber]:
        circuit = self._circuit
        return {
            code: circuit.either(true, circuit.both(circuit.no(false), self._named(code)))
            for code, (true, false) in self.reached.items()
        }

    @cached_property
    def _nobody(self) -> GateNumber:
        return self._circuit.no(self._circuit.either(*self._in_play.values()))

    def _named(self, code: str) -> GateNumber:
        facts = sorted(self._scopes.place_facts)
        return self._circuit.either(*(self._conditions.within(fact, code) for fact in facts))

    def _governs(self, instance: NormInstance) -> GateNumber:
        if instance.weight is Weight.PERSUASIVE or instance.jurisdiction not in self._in_play:
            return NO
        circuit = self._circuit
        reached = self._folded(instance.governs)
        return circuit.both(self._in_play[instance.jurisdiction], circuit.no(reached[1]))

    def _persuades(self, instance: NormInstance) -> GateNumber:
        code, norm, day = instance.jurisdiction, instance.norm, self._day
        known = self._law.jurisdictions
        unions = self._atlas.unions_of(code)
        kin: Iterable[str] = (one for one in self._in_play if self._atlas.unions_of(one) & unions)
        everywhere: Iterable[str] = known
        if instance.kind is Kind.MODEL_RULE:

            def unread(one: str) -> bool:
                return one != code and one in known and is_unread(known[one], norm, day)

            kin, everywhere = filter(unread, kin), filter(unread, everywhere)
        gates = [self._in_play[one] for one in kin]
        if any(True for _ in everywhere):
            gates.append(self._nobody)
        return self._circuit.either(*gates)

    def _stand(self, instance: NormInstance, exists: GateNumber, *, persuasive: bool) -> NormGates:
        circuit, norm = self._circuit, instance.norm
        governs = (YES, NO) if persuasive else self._pair(instance.governs)
        when = self._pair(instance.when)
        lifted = [self._pair(exception_id(norm.id, one.name)) for one in norm.exceptions]
        lifts = circuit.either(*(true for true, _ in lifted))
        off = circuit.either(governs[1], when[1])
        rest = circuit.both(exists, circuit.no(off))
        # What is lifted by some exception, by none, and what is open between the two.
        applies = circuit.both(exists, governs[0], when[0], *(false for _, false in lifted))
        outcomes = {
            Outcome.INAPPLICABLE: circuit.both(exists, off),
            Outcome.DEFEATED: circuit.both(rest, lifts),
            Outcome.UNDETERMINED: circuit.both(rest, circuit.no(lifts), circuit.no(applies)),
            **self._applied(instance, applies),
        }
        personal = instance.per_recipient or (
            not persuasive and instance.governs in self._personal_scopes
        )
        if personal and not circuit.people:
            outcomes = {}
        kept = {outcome: gate for outcome, gate in outcomes.items() if gate != NO}
        return NormGates(instance, persuasive, personal, kept)

    def _applied(self, instance: NormInstance, applies: GateNumber) -> Outcomes:
        modality = instance.norm.modality
        if modality is Modality.UNSETTLED:
            return {Outcome.UNSETTLED: applies}
        if modality in (Modality.MAY, Modality.NEED_NOT):
            return {Outcome.AVAILABLE: applies}
        if instance.complied is None:
            return {Outcome.OPEN: applies}
        circuit = self._circuit
        true, false = self._pair(instance.complied)
        good, bad = (true, false) if modality.commands else (false, true)
        missed = Outcome.BREACHED if modality.is_strict else Outcome.NOT_FOLLOWED
        return {
            Outcome.MET: circuit.both(applies, good),
            missed: circuit.both(applies, bad),
            Outcome.OPEN: circuit.both(applies, circuit.no(circuit.either(true, false))),
        }

    def _pair(self, proposition: str) -> GatePair:
        pair = self._known.get(proposition)
        if pair is None:
            condition = self._conditions_of.get(proposition)
            # Where nothing says when a law governs, it is unknown.
            pair = (NO, NO) if condition is None else self._conditions.pair(condition)
            self._known[proposition] = pair
        return pair

    def _folded(self, proposition: str) -> GatePair:
        true, false = self._pair(proposition)
        if proposition not in self._personal_scopes:
            return true, false
        return self._circuit.some(true), self._circuit.every(false)
