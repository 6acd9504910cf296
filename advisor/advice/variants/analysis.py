"""What would become of every norm that may govern, in many variants of one scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.variants.answer_space import AnswerSpace
from advisor.advice.variants.override_index import override_index
from advisor.engine.bitset.engine import BitsetEngine
from advisor.model.authorities import Weight
from advisor.model.conditions import leaves
from advisor.model.norms import Modality
from advisor.model.propositions import SCOPES, exception_id, propositions, scope_id
from advisor.values import dataclass, field, replace

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
_WITHOUT_TEST = (Modality.MAY, Modality.NEED_NOT, Modality.UNSETTLED)


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
    """Every jurisdiction and norm that may govern, in all variants of one scenario."""

    lanes: LaneLayout
    planes: Mapping[str, tuple[int, int]]
    reached: tuple[ScopeOutcomes, ...]
    standings: tuple[NormOutcomes, ...]

    def is_open(self, proposition: str) -> bool:
        """Tell whether a proposition is unknown anywhere."""
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
    _rivals: dict[date, Mapping[int, tuple[int, ...]]] = field(default_factory=dict)
    _answers: dict[date, AnswerSpace] = field(default_factory=dict)

    def answers(self, day: date) -> AnswerSpace:
        """Give the answers that the law of a day can tell apart; those of one day are kept."""
        kept = self._answers.get(day)
        if kept is None:
            kept = AnswerSpace(self.law, day, self.tests)
            self._answers.clear()
            self._answers[day] = kept
        return kept

    @cached_property
    def mentions(self) -> Mapping[str, frozenset[str]]:
        """Name the told facts behind each proposition, through derived facts."""
        return {one.id: self._told(one.condition) for one in propositions(self.law)}

    @cached_property
    def tests(self) -> Mapping[str, tuple[Test, ...]]:
        """Give every test that the law makes of each told fact."""
        conditions = [one.condition for one in propositions(self.law)]
        conditions += [one.when for one in self.law.vocabulary.derived.values()]
        found: dict[str, dict[Test, None]] = {}
        for condition in conditions:
            for leaf in leaves(condition):
                found.setdefault(leaf.fact, {}).setdefault(leaf.test)
        return {fact: tuple(tests) for fact, tests in found.items()}

    @cached_property
    def _derived(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for name, derived in self.law.vocabulary.derived.items():
            facts = (found.get(leaf.fact, {leaf.fact}) for leaf in leaves(derived.when))
            found[name] = frozenset().union(*facts)
        return found

    def _told(self, condition: Condition) -> frozenset[str]:
        facts = (self._derived.get(leaf.fact, {leaf.fact}) for leaf in leaves(condition))
        return frozenset().union(*facts)

    def governing(self, day: date) -> Iterator[tuple[int, NormInstance]]:
        """Give the norms in force that govern where their law does, with their number."""
        for at, instance in enumerate(self.instances(day)):
            reachable = instance.scope is not None or instance.jurisdiction in self._scopes
            if instance.weight is not Weight.PERSUASIVE and reachable:
                yield at, instance

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
        stood = {at: _stand(at, one, planes, lanes) for at, one in wanted}
        for at, one in abroad:
            stood[at] = _weighed(at, one, planes, lanes, elsewhere[at])
        for at, others in self.rivals_on(as_of).items():
            if at in stood and stood[at].breached:
                stood[at] = _set_aside(stood[at], [stood[o] for o in others if o in stood], lanes)
        return VariantOutcomes(
            lanes, planes, tuple(self._reached(planes, lanes)), tuple(stood.values())
        )

    def rivals_on(self, day: date) -> Mapping[int, tuple[int, ...]]:
        """Give for each norm in force those that set its breach aside where they apply."""
        kept = self._rivals.get(day)
        if kept is None:
            kept = override_index(tuple(self.governing(day)), self.law.places, day)
            self._rivals.clear()
            self._rivals[day] = kept
        return kept

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
        """Give the conditions that bring each jurisdiction in: its own, its instruments'."""
        owned: dict[str, tuple[str, ...]] = {}
        for code, jurisdiction in self.law.jurisdictions.items():
            if jurisdiction.scope is not None:
                owned[code] = (scope_id(code),)
        for policy in self.law.policies.values():
            if policy.scope is not None:
                code = policy.authority.jurisdiction
                owned[code] = (*owned.get(code, ()), scope_id(policy.id))
        return owned

    @cached_property
    def _per_recipient_scopes(self) -> frozenset[str]:
        return frozenset(
            one.id for one in propositions(self.law) if one.group == SCOPES and one.per_recipient
        )


def deciding_propositions(instance: NormInstance) -> tuple[str, ...]:
    """Name the propositions that decide one norm."""
    lifted = (exception_id(instance.norm.id, one.name) for one in instance.norm.exceptions)
    complied = () if instance.complied is None else (instance.complied,)
    return instance.governs, instance.when, *lifted, *complied


def _weighed(
    at: int,
    instance: NormInstance,
    planes: Mapping[str, tuple[int, int]],
    lanes: LaneLayout,
    people: frozenset[int | None],
) -> NormOutcomes:
    """Let a norm stand as if its law governed, for some people only."""
    standing = _stand(at, instance, {**planes, instance.governs: (lanes.ones, 0)}, lanes)
    kept = 0
    for who in people:
        kept |= lanes.firsts << (who or 0)
    return replace(
        standing,
        concerned=standing.concerned & kept,
        unapplied=standing.unapplied & kept,
        unsettled=standing.unsettled & kept,
        against=standing.against & kept,
        breached=0,
    )


def _stand(
    at: int, instance: NormInstance, planes: Mapping[str, tuple[int, int]], lanes: LaneLayout
) -> NormOutcomes:
    personal = instance.per_recipient or instance.per_recipient_scope
    concerned = (lanes.ones if lanes.recipients else 0) if personal else lanes.firsts
    governs, when = planes[instance.governs], planes[instance.when]
    off = governs[1] | when[1]
    lifted, unlifted = 0, lanes.ones
    for exception in instance.norm.exceptions:
        true, false = planes[exception_id(instance.norm.id, exception.name)]
        lifted |= true
        unlifted &= false
    rest = governs[0] & when[0]
    applies = rest & unlifted
    # A lifted norm of which it is open whether it would apply may turn out never to have.
    apart = off | lifted & rest
    modality = instance.norm.modality
    against = applies if modality is Modality.UNSETTLED else 0
    done = applies
    if instance.complied is not None and modality not in _WITHOUT_TEST:
        true, false = planes[instance.complied]
        done &= true | false
        against = applies & (false if modality.commands else true)
    against &= concerned
    return NormOutcomes(
        at=at,
        instance=instance,
        personal=personal,
        concerned=concerned,
        unapplied=concerned & ~(off | lifted | applies),
        unsettled=concerned & ~(apart | done),
        applies=applies & concerned,
        against=against,
        breached=against if modality.is_strict else 0,
    )


def _set_aside(
    standing: NormOutcomes, others: Sequence[NormOutcomes], lanes: LaneLayout
) -> NormOutcomes:
    """Take out the breaches that a norm which prevails sets aside."""
    aside = 0
    for other in others:
        if other.personal is standing.personal:
            aside |= other.applies
        elif standing.personal:
            aside |= other.applies * ((1 << lanes.each) - 1)
    return replace(standing, breached=standing.breached & ~aside)
