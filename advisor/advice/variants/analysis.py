"""What would become of every norm that may govern, in many variants of one scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.algebra.conflicts import LosingOppositions, conflict_planes
from advisor.advice.algebra.outcome import APPLYING, NormPlanes, outcome_planes
from advisor.advice.algebra.planes import LaneCarrier
from advisor.advice.norms_in_force import later_scope
from advisor.advice.scopes import OwnedScope, ScopeIndex
from advisor.advice.variants.answer_space import AnswerSpace
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.place_containment import Containment
from advisor.model.authorities import Weight
from advisor.model.conditions import leaves
from advisor.model.law_clock import LawClock
from advisor.model.norms import Outcome
from advisor.model.propositions import (
    SCOPES,
    SCOPES_OF_NOBODY,
    Members,
    exception_id,
    is_scope,
    named_conditions,
    scope_id,
    scope_of_nobody_id,
)
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from advisor.advice.norms_in_force import NormInstance, NumberedNorms, StandingNorm
    from advisor.engine.bitset.layout import LaneLayout
    from advisor.engine.bitset.variants import Variant, VariantEvaluation
    from advisor.model.conditions import Condition, Test
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario

Elsewhere: TypeAlias = Mapping[int, frozenset[int | None]]
"""Norms of other places by their number, with the recipients (or `None`) they are about."""

_NOT_ELSEWHERE: Elsewhere = {}
_APPLYING = frozenset(APPLYING)
_AGAINST = frozenset(outcome for outcome in Outcome if outcome.is_against)


@dataclass(frozen=True, slots=True)
class NormOutcomes:
    """
    One norm in one place, in all variants: each field holds a bit for each finding.

    `concerned` marks the findings there are. `unapplied` marks those of which it is open
    whether they apply, `unsettled` those whose outcome is open, `against` those that are
    disregarded or ask an open question, `breached` the breaches that nothing sets aside.
    `at` counts instances; `personal` tells whether there is a finding for each recipient.
    """

    at: int
    instance: NormInstance
    personal: bool
    concerned: int
    unapplied: int
    unsettled: int
    applies: int
    against: int
    breached: int


@dataclass(frozen=True, slots=True)
class ScopeOutcomes:
    """
    Whether one jurisdiction governs, in all variants: `open` where that is not settled.

    An instrument that governs by its own scope leaves open whether the rest does.
    """

    jurisdiction: str
    scopes: tuple[str, ...]
    concerned: int
    open: int


@dataclass(frozen=True)
class VariantOutcomes:
    """
    Every jurisdiction and norm that may govern, in all variants of one scenario.

    Of a variant whose facts cannot all be so nothing else may be used. `muted` tells of the
    facts that do not arise in which lanes.
    """

    lanes: LaneLayout
    planes: Mapping[str, tuple[int, int]]
    reached: tuple[ScopeOutcomes, ...]
    standings: tuple[NormOutcomes, ...]
    contradictory: int = 0
    muted: Mapping[str, int] = field(default_factory=dict)

    def arises(self, fact: str, variant: int, who: int | None) -> bool:
        """Return whether a fact arises in a variant, of one recipient or of the message."""
        return not self.muted.get(fact, 0) >> self.lanes.at(variant, who) & 1

    def is_possible(self, variant: int) -> bool:
        """Return whether the facts of a variant can all be so."""
        return not self.contradictory >> self.lanes.at(variant) & 1

    def is_open(self, proposition: str) -> bool:
        """Return whether a proposition is unknown anywhere."""
        true, false = self.planes[proposition]
        return bool(self.lanes.ones & ~(true | false))


class FactsBehind(Mapping[str, frozenset[str]]):
    """The names of the told facts behind propositions, each found when it is asked for."""

    def __init__(
        self,
        conditions: Mapping[str, Condition],
        told: Callable[[Condition], frozenset[str]],
    ) -> None:
        self._conditions = conditions
        self._told = told
        self._known: dict[str, frozenset[str]] = {}

    def __getitem__(self, proposition: str) -> frozenset[str]:
        """Return those behind one proposition."""
        known = self._known.get(proposition)
        if known is None:
            known = self._known[proposition] = self._told(self._conditions[proposition])
        return known

    def __iter__(self) -> Iterator[str]:
        """Walk over the names of all propositions."""
        return iter(self._conditions)

    def __len__(self) -> int:
        """Count the propositions."""
        return len(self._conditions)


@dataclass(frozen=True)
class VariantAnalysis:
    """
    The law laid out for questions about many variants at once.

    `instances` gives the norms that speak on the days of a clock.
    """

    law: Law
    engine: BitsetEngine
    instances: Callable[[LawClock], NumberedNorms]
    _reaching: dict[LawClock, tuple[tuple[int, StandingNorm], ...]] = field(default_factory=dict)
    _oppositions: dict[LawClock, LosingOppositions] = field(default_factory=dict)
    _answers: dict[date, AnswerSpace] = field(default_factory=dict)

    def answers(self, day: date) -> AnswerSpace:
        """Return the answers that the law of a day can tell apart; those of one day are kept."""
        kept = self._answers.get(day)
        if kept is None:
            kept = AnswerSpace(self.law, day, self.tests)
            self._answers.clear()
            self._answers[day] = kept
        return kept

    @cached_property
    def mentions(self) -> Mapping[str, frozenset[str]]:
        """Return the names of the told facts behind each proposition, through derived facts."""
        conditions = self._conditions
        later = {later_scope(name): one for name, one in conditions.items() if is_scope(name)}
        return FactsBehind({**conditions, **later}, self._told)

    @cached_property
    def _conditions(self) -> Mapping[str, Condition]:
        return dict(named_conditions(self.law))

    @cached_property
    def tests(self) -> Mapping[str, tuple[Test, ...]]:
        """Return every test that the law makes of each told fact."""
        conditions = list(self._conditions.values())
        conditions += [item.when for item in self.law.vocabulary.derived.values()]
        found: dict[str, dict[Test, None]] = {}
        for condition in conditions:
            for leaf in leaves(condition):
                found.setdefault(leaf.fact, {}).setdefault(leaf.test)
        return {fact: tuple(tests) for fact, tests in found.items()}

    @cached_property
    def _derived(self) -> Mapping[str, frozenset[str]]:
        result: dict[str, frozenset[str]] = {}
        for name, derived in self.law.vocabulary.derived.items():
            facts = (result.get(leaf.fact, {leaf.fact}) for leaf in leaves(derived.when))
            result[name] = frozenset().union(*facts)
        return result

    def _told(self, condition: Condition) -> frozenset[str]:
        facts = (self._derived.get(leaf.fact, {leaf.fact}) for leaf in leaves(condition))
        return frozenset().union(*facts)

    def _reachable(self, clock: LawClock) -> tuple[tuple[int, StandingNorm], ...]:
        """Return the norms in force of the law that may govern, with their number."""
        kept = self._reaching.get(clock)
        if kept is None:
            kept = tuple(self.instances(clock).reached(self._scopes_on, self._scopes.apart))
            self._reaching.clear()
            self._reaching[clock] = kept
        return kept

    def outlook(
        self,
        scenario: Scenario,
        as_of: date,
        variants: Sequence[Variant],
        *,
        elsewhere: Elsewhere = _NOT_ELSEWHERE,
    ) -> VariantOutcomes:
        """
        Find how every norm stands that may govern in any of these variants.

        No variant tells another day of the message, which decides whose law speaks.
        `elsewhere` names norms of other places, by their number and for whom, to be
        looked at as if their law governed.
        """
        clock = LawClock.of(scenario, as_of)
        days = self._evaluated(scenario, clock, variants)
        considered, lanes = days[0], days[0].lanes
        # A law of which nothing says when it governs is open for good.
        reachable = self._reachable(clock)
        planes = {one.reach: (0, 0) for _, one in reachable}
        for number, on_day in enumerate(days):
            reach = self._reach_planes(on_day)
            planes.update({later_scope(one): reach[one] for one in reach} if number else reach)
        called = [item for item in reachable if lanes.ones & ~planes[item[1].reach][1]]
        wanted = list(_governing(called))
        everything = self.instances(clock)
        abroad = [(at, everything[at]) for at in elsewhere]
        for number, on_day in enumerate(days):
            spoken = [one for _, one in (*wanted, *abroad) if one.is_later is bool(number)]
            planes.update(_deciding_planes(spoken, on_day))
        norms = {at: _outcomes(one, planes, lanes) for at, one in wanted}
        aside = self._set_aside(norms, clock, LaneCarrier(lanes))
        standings = [
            _standing(item, planes, norms[item[0]], lanes, aside.get(item[0], 0)) for item in wanted
        ]
        for at, one in abroad:
            as_if = {**planes, one.reach: (lanes.ones, 0)}
            outcomes = _outcomes(one, as_if, lanes, _firsts_of(elsewhere[at], lanes))
            standings.append(_standing((at, one), as_if, outcomes, lanes, aside=-1))
        return VariantOutcomes(
            lanes,
            planes,
            tuple(self._reached(planes, lanes, clock)),
            tuple(standings),
            considered.contradictory,
            considered.muted,
        )

    def _reach_planes(self, on_day: VariantEvaluation) -> Mapping[str, tuple[int, int]]:
        """Return the planes of all scopes; of messages to nobody what is left of them then."""
        reach = on_day.planes([SCOPES])
        if not on_day.lanes.recipients:
            of_nobody = on_day.planes([SCOPES_OF_NOBODY])
            reach.update(
                (name, of_nobody[scope_of_nobody_id(name)]) for name in self._per_recipient_scopes
            )
        return reach

    def _evaluated(
        self, scenario: Scenario, clock: LawClock, variants: Sequence[Variant]
    ) -> Sequence[VariantEvaluation]:
        """Take up variants on each day of a clock; days on which places lie alike are one."""
        first = self.engine.evaluate_many(scenario, clock.sending, variants)
        if clock.is_one_day:
            return (first,)
        if self.law.places.are_alike_on(clock.sending, clock.later):
            return first, first
        later = self.engine.evaluate_many(scenario, clock.later, variants, clock.sending)
        return first, later

    def _set_aside(
        self, norms: Mapping[int, dict[Outcome, int]], clock: LawClock, carrier: LaneCarrier
    ) -> Mapping[int, int]:
        """Return where breaches are set aside by norms that prevail."""
        losing = self.oppositions_on(clock)
        opposed = [
            opposition
            for number, outcomes in norms.items()
            if outcomes.get(Outcome.BREACHED)
            for opposition in losing.of(number)
            if opposition.winner in norms
        ]
        instances = self.instances(clock)
        concerned = {number for one in opposed for number in (one.against, one.towards)}
        planes = {
            number: NormPlanes(
                instances[number],
                persuasive=False,
                personal=_is_personal(instances[number], carrier.lanes),
                outcomes=norms[number],
            )
            for number in concerned
        }
        return conflict_planes(carrier, planes, opposed).aside

    def oppositions_on(self, clock: LawClock) -> LosingOppositions:
        """Return what tells of each norm what sets it aside where both apply."""
        kept = self._oppositions.get(clock)
        if kept is None:
            kept = LosingOppositions(self._reachable(clock), _own_governing, self.law.places)
            self._oppositions.clear()
            self._oppositions[clock] = kept
        return kept

    def rivals(self, number: int, clock: LawClock) -> tuple[int, ...]:
        """Return the numbers of the norms that set one aside where they apply."""
        return tuple(sorted(item.winner for item in self.oppositions_on(clock).of(number)))

    def _reached(
        self, planes: Mapping[str, tuple[int, int]], lanes: LaneLayout, clock: LawClock
    ) -> Iterator[ScopeOutcomes]:
        firsts = lanes.firsts
        for code, scopes in self._scopes_of(clock):
            settled, every, own = 0, firsts, firsts
            for scope in scopes:
                true, false = self._folded(scope, planes[scope], lanes)
                settled |= true
                every &= false
                if scope == scope_id(code):
                    own = true | false
            yield ScopeOutcomes(code, scopes, firsts, firsts & ~((settled | every) & own))

    def _folded(self, scope: str, pair: tuple[int, int], lanes: LaneLayout) -> tuple[int, int]:
        if scope not in self._per_recipient_scopes or not lanes.recipients:
            return pair
        return lanes.some(pair[0]), lanes.every(pair[1])

    @cached_property
    def _scopes(self) -> ScopeIndex:
        """Return the conditions that bring each jurisdiction in: its own, its instruments'."""
        return ScopeIndex.of(self.law)

    def _scopes_on(self, day: date) -> Mapping[str, tuple[OwnedScope, ...]]:
        unions_of = Containment(self.law.places, day).unions_of
        return self._scopes.on(day, unions_of).by_jurisdiction

    def _scopes_of(self, clock: LawClock) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Walk over the places whose law may govern the sending, each with its conditions."""
        for code, owned in self._scopes_on(clock.sending).items():
            yield code, tuple(item.proposition for item in owned)

    @cached_property
    def _per_recipient_scopes(self) -> frozenset[str]:
        return frozenset(
            proposition.id
            for proposition in Members(self.law).of(SCOPES)
            if proposition.per_recipient
        )


def _governing(norms: Iterable[tuple[int, StandingNorm]]) -> Iterator[tuple[int, NormInstance]]:
    """Return those of these norms that govern where their law does, laid out."""
    for number, one in norms:
        instance = one.laid_out()
        governs = instance.weight is not Weight.PERSUASIVE or instance.stands_in
        if governs and not instance.day_unread:
            yield number, instance


def _own_governing(
    norms: Iterable[tuple[int, StandingNorm]],
) -> Iterator[tuple[int, NormInstance]]:
    """Return the same without models that stand in for unread texts: these set nothing aside."""
    return (item for item in _governing(norms) if not item[1].stands_in)


def deciding_propositions(instance: NormInstance) -> tuple[str, ...]:
    """Return the names of the propositions that decide one norm."""
    lifted = (
        exception_id(instance.norm.id, exception.name) for exception in instance.norm.exceptions
    )
    complied = () if instance.complied is None else (instance.complied,)
    return instance.reach, instance.when, *lifted, *complied


def _deciding_planes(
    instances: Sequence[NormInstance], on_day: VariantEvaluation
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Find what decides norms besides whether their law governs, on the day of these norms."""
    planes = on_day.planes(list({group: None for one in instances for group in one.groups}))
    for instance in instances:
        for name in deciding_propositions(instance)[1:]:
            yield name, planes[name]


def _firsts_of(people: frozenset[int | None], lanes: LaneLayout) -> int:
    """Return the bits of some recipients, or of the message, in every variant."""
    return reduce(or_, (lanes.firsts << (who or 0) for who in people), 0)


def _is_personal(instance: NormInstance, lanes: LaneLayout) -> bool:
    return instance.per_recipient or (instance.per_recipient_scope and lanes.recipients > 0)


def _outcomes(
    instance: NormInstance,
    planes: Mapping[str, tuple[int, int]],
    lanes: LaneLayout,
    concerned: int = -1,
) -> dict[Outcome, int]:
    """Return where a norm has which outcome, for those concerned."""
    everyone = lanes.firsts
    if _is_personal(instance, lanes):
        everyone = lanes.ones if lanes.recipients else 0
    norm = instance.norm
    return outcome_planes(
        norm.modality,
        exists=everyone & concerned,
        governs=planes[instance.reach],
        when=planes[instance.when],
        exceptions=[planes[exception_id(norm.id, exception.name)] for exception in norm.exceptions],
        compliance=None if instance.complied is None else planes[instance.complied],
    )


def _standing(
    numbered: tuple[int, NormInstance],
    planes: Mapping[str, tuple[int, int]],
    found: dict[Outcome, int],
    lanes: LaneLayout,
    aside: int,
) -> NormOutcomes:
    at, instance = numbered
    applies = against = concerned = 0
    for outcome, plane in found.items():
        concerned |= plane
        if outcome in _APPLYING:
            applies |= plane
        if outcome in _AGAINST:
            against |= plane
    unapplied = found[Outcome.UNDETERMINED]
    # A lifted norm of which it is open whether it would apply may turn out never to have.
    would_apply = planes[instance.reach][0] & planes[instance.when][0]
    lifted = found.get(Outcome.DEFEATED, 0) & ~would_apply
    return NormOutcomes(
        at=at,
        instance=instance,
        personal=_is_personal(instance, lanes),
        concerned=concerned,
        unapplied=unapplied,
        unsettled=unapplied | found.get(Outcome.OPEN, 0) | lifted,
        applies=applies,
        against=against,
        breached=found.get(Outcome.BREACHED, 0) & ~aside,
    )
