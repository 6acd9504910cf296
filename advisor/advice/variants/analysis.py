"""What would become of every norm that may govern, in many variants of one scenario."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.algebra.conflicts import Opposition, conflict_planes, oppositions
from advisor.advice.algebra.outcome import APPLYING, NormPlanes, outcome_planes
from advisor.advice.algebra.planes import LaneCarrier
from advisor.advice.variants.answer_space import AnswerSpace
from advisor.engine.bitset.engine import BitsetEngine
from advisor.model.authorities import Weight
from advisor.model.conditions import leaves
from advisor.model.norms import Outcome
from advisor.model.propositions import SCOPES, exception_id, propositions, scope_id
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from advisor.advice.norms_in_force import NormInstance
    from advisor.engine.bitset.layout import LaneLayout
    from advisor.engine.bitset.variants import Variant
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


@dataclass(frozen=True)
class VariantAnalysis:
    """
    The law laid out for questions about many variants at once.

    `instances` gives the norms in force on a day.
    """

    law: Law
    engine: BitsetEngine
    instances: Callable[[date], Sequence[NormInstance]]
    _governing: dict[date, tuple[tuple[int, NormInstance], ...]] = field(default_factory=dict)
    _oppositions: dict[date, Mapping[int, tuple[Opposition, ...]]] = field(default_factory=dict)
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
        return {
            proposition.id: self._told(proposition.condition)
            for proposition in propositions(self.law)
        }

    @cached_property
    def tests(self) -> Mapping[str, tuple[Test, ...]]:
        """Return every test that the law makes of each told fact."""
        conditions = [proposition.condition for proposition in propositions(self.law)]
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

    def governing(self, day: date) -> tuple[tuple[int, NormInstance], ...]:
        """Return the norms in force that govern where their law does, with their number."""
        kept = self._governing.get(day)
        if kept is None:
            kept = tuple(
                (number, instance)
                for number, instance in enumerate(self.instances(day))
                if (instance.weight is not Weight.PERSUASIVE or instance.stands_in)
                and (instance.scope is not None or instance.jurisdiction in self._scopes)
            )
            self._governing.clear()
            self._governing[day] = kept
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

        `elsewhere` names norms of other places, by their number and for whom, to be
        looked at as if their law governed.
        """
        considered = self.engine.evaluate_many(scenario, as_of, variants)
        lanes = considered.lanes
        # A law of which nothing says when it governs is open for good.
        planes = {one.governs: (0, 0) for _, one in self.governing(as_of)}
        planes.update(considered.planes([SCOPES]))
        wanted = [
            (at, one) for at, one in self.governing(as_of) if lanes.ones & ~planes[one.governs][1]
        ]
        everything = self.instances(as_of)
        abroad = [(at, everything[at]) for at in elsewhere]
        groups = {group: None for _, one in (*wanted, *abroad) for group in one.groups}
        planes.update(considered.planes(list(groups)))
        norms = {at: _outcomes(one, planes, lanes) for at, one in wanted}
        aside = self._set_aside(norms, as_of, LaneCarrier(lanes))
        standings = [_standing(at, one, planes, norms[at], aside.get(at, 0)) for at, one in wanted]
        for at, one in abroad:
            as_if = {**planes, one.governs: (lanes.ones, 0)}
            outcomes = _outcomes(one, as_if, lanes, _firsts_of(elsewhere[at], lanes))
            standings.append(_standing(at, one, as_if, outcomes, aside=-1))
        return VariantOutcomes(
            lanes,
            planes,
            tuple(self._reached(planes, lanes)),
            tuple(standings),
            considered.contradictory,
            considered.muted,
        )

    def _set_aside(
        self, norms: Mapping[int, dict[Outcome, int]], day: date, carrier: LaneCarrier
    ) -> Mapping[int, int]:
        """Return where breaches are set aside by norms that prevail."""
        opposed = [
            opposition
            for number, of_norm in self.oppositions_on(day).items()
            if number in norms and norms[number].get(Outcome.BREACHED)
            for opposition in of_norm
            if opposition.winner in norms
        ]
        instances = self.instances(day)
        concerned = {number for one in opposed for number in (one.against, one.towards)}
        planes = {
            number: NormPlanes(
                instances[number],
                persuasive=False,
                personal=_is_personal(instances[number]),
                outcomes=norms[number],
            )
            for number in concerned
        }
        return conflict_planes(carrier, planes, opposed).aside

    def oppositions_on(self, day: date) -> Mapping[int, tuple[Opposition, ...]]:
        """Return for each norm what sets it aside where both apply."""
        kept = self._oppositions.get(day)
        if kept is None:
            governing = [item for item in self.governing(day) if not item[1].stands_in]
            found: dict[int, list[Opposition]] = defaultdict(list)
            for opposition in oppositions(governing, self.law.places, day):
                if opposition.loser is not None:
                    found[opposition.loser].append(opposition)
            kept = {number: tuple(of_norm) for number, of_norm in found.items()}
            self._oppositions.clear()
            self._oppositions[day] = kept
        return kept

    def rivals(self, number: int, day: date) -> tuple[int, ...]:
        """Return the numbers of the norms that set one aside where they apply."""
        return tuple(sorted(item.winner for item in self.oppositions_on(day).get(number, ())))

    def _reached(
        self, planes: Mapping[str, tuple[int, int]], lanes: LaneLayout
    ) -> Iterator[ScopeOutcomes]:
        firsts = lanes.firsts
        for code, scopes in self._scopes.items():
            settled, every, own = 0, firsts, firsts
            for scope in scopes:
                true, false = self._folded(scope, planes[scope], lanes)
                settled |= true
                every &= false
                if scope == scope_id(code):
                    own = true | false
            yield ScopeOutcomes(code, scopes, firsts, firsts & ~((settled | every) & own))

    def _folded(self, scope: str, pair: tuple[int, int], lanes: LaneLayout) -> tuple[int, int]:
        if scope not in self._per_recipient_scopes:
            return pair
        return lanes.some(pair[0]), lanes.every(pair[1])

    @cached_property
    def _scopes(self) -> Mapping[str, tuple[str, ...]]:
        """Return the conditions that bring each jurisdiction in: its own, its instruments'."""
        owned: dict[str, tuple[str, ...]] = {}
        for code, jurisdiction in self.law.jurisdictions.items():
            if jurisdiction.scope is not None:
                owned[code] = (scope_id(code),)
        for policy in self.law.policies.values():
            code = policy.authority.jurisdiction
            if policy.scope is not None and policy.layer == self.law.layer_of_place(code):
                owned[code] = (*owned.get(code, ()), scope_id(policy.id))
        return owned

    @cached_property
    def _per_recipient_scopes(self) -> frozenset[str]:
        return frozenset(
            proposition.id
            for proposition in propositions(self.law)
            if proposition.group == SCOPES and proposition.per_recipient
        )


def deciding_propositions(instance: NormInstance) -> tuple[str, ...]:
    """Return the names of the propositions that decide one norm."""
    lifted = (
        exception_id(instance.norm.id, exception.name) for exception in instance.norm.exceptions
    )
    complied = () if instance.complied is None else (instance.complied,)
    return instance.governs, instance.when, *lifted, *complied


def _firsts_of(people: frozenset[int | None], lanes: LaneLayout) -> int:
    """Return the bits of some recipients, or of the message, in every variant."""
    return reduce(or_, (lanes.firsts << (who or 0) for who in people), 0)


def _is_personal(instance: NormInstance) -> bool:
    return instance.per_recipient or instance.per_recipient_scope


def _outcomes(
    instance: NormInstance,
    planes: Mapping[str, tuple[int, int]],
    lanes: LaneLayout,
    concerned: int = -1,
) -> dict[Outcome, int]:
    """Return where a norm has which outcome, for those concerned."""
    everyone = lanes.firsts
    if _is_personal(instance):
        everyone = lanes.ones if lanes.recipients else 0
    norm = instance.norm
    return outcome_planes(
        norm.modality,
        exists=everyone & concerned,
        governs=planes[instance.governs],
        when=planes[instance.when],
        exceptions=[planes[exception_id(norm.id, exception.name)] for exception in norm.exceptions],
        compliance=None if instance.complied is None else planes[instance.complied],
    )


def _standing(
    at: int,
    instance: NormInstance,
    planes: Mapping[str, tuple[int, int]],
    found: dict[Outcome, int],
    aside: int,
) -> NormOutcomes:
    applies = against = concerned = 0
    for outcome, plane in found.items():
        concerned |= plane
        if outcome in _APPLYING:
            applies |= plane
        if outcome in _AGAINST:
            against |= plane
    unapplied = found[Outcome.UNDETERMINED]
    # A lifted norm of which it is open whether it would apply may turn out never to have.
    would_apply = planes[instance.governs][0] & planes[instance.when][0]
    lifted = found.get(Outcome.DEFEATED, 0) & ~would_apply
    return NormOutcomes(
        at=at,
        instance=instance,
        personal=_is_personal(instance),
        concerned=concerned,
        unapplied=unapplied,
        unsettled=unapplied | found.get(Outcome.OPEN, 0) | lifted,
        applies=applies,
        against=against,
        breached=found.get(Outcome.BREACHED, 0) & ~aside,
    )
