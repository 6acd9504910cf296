"""
The closure as plain recursion, written to be read: what follows from what was told.

Policy language, section 3. Each fact holds the values that it may still have; a relation is a
condition that every possible scenario meets. Where all but one part of it is settled against
it, the part that is left must hold, and the values that say otherwise go.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, assert_never

from advisor.engine.closure.domains import affirms, is_narrowed, settled
from advisor.engine.reference import (
    conjunction,
    disjunction,
    evaluate_test,
    negation,
)
from advisor.model.conclusions import (
    ClosedScenario,
    Conclusion,
    ContradictoryFacts,
    Premise,
    Remaining,
)
from advisor.model.conditions import (
    All,
    Any,
    DayOrder,
    Every,
    Leaf,
    Nor,
    OneOf,
    Some,
)
from advisor.model.relations import COUNTS, RECIPIENT_COUNT
from advisor.model.truth import Truth
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.engine.closure.domains import FactDomains
    from advisor.model.conclusions import FactAt
    from advisor.model.conditions import Condition, Test
    from advisor.model.relations import Relation
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

_MESSAGE_DATE = "message.date"
_NOTHING: frozenset[FactAt] = frozenset()


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a fact lost some of its values: a relation, and the facts that brought it to bear."""

    relation: Relation
    premises: frozenset[FactAt]


class _Contradiction(Exception):
    """That a fact is left without a value."""

    def __init__(self, relation: Relation, facts: frozenset[FactAt]) -> None:
        super().__init__(relation.id)
        self.relation = relation
        self.facts = facts


def close_by_reference(domains: FactDomains, scenario: Scenario) -> ClosedScenario:
    """Return what follows from a scenario, each conclusion with its relations and told facts."""
    return _Closing(domains, scenario).closed()


class _Closing:
    """One scenario on its way to a fixpoint."""

    def __init__(self, domains: FactDomains, scenario: Scenario) -> None:
        self.domains = domains
        self.law = domains.law
        self.day: date = domains.day
        self.scenario = scenario
        self.recipients: Sequence[int] = range(len(scenario.people))
        self.told: dict[FactAt, Value] = dict(_told_facts(scenario))
        self.told.setdefault((_MESSAGE_DATE, None), self.day)
        self.known: dict[FactAt, frozenset[Value]] = {
            about: values
            for about, value in self.told.items()
            if (values := self._told_values(about[0], value)) is not None
        }
        self.reasons: dict[FactAt, list[_Reason]] = {}
        self.muted: set[FactAt] = set()
        self.changed: set[str] = {RECIPIENT_COUNT, *(fact for fact, _ in self.told)}

    def closed(self) -> ClosedScenario:
        """Narrow until nothing changes, and tell what came of it."""
        try:
            while self.changed:
                changed, self.changed = self.changed, set()
                for relation, facts, personal in self.domains.relations:
                    if not changed.isdisjoint(facts):
                        self._apply(relation, personal=personal)
        except _Contradiction as found:
            told = tuple(sorted(self._told_behind(found.facts), key=str))
            contradiction = ContradictoryFacts(found.relation, told)
            return ClosedScenario(self.scenario, self.scenario, contradiction=contradiction)
        return ClosedScenario(
            self.scenario,
            self._closed_scenario(),
            tuple(self._conclusions()),
            frozenset(self.muted - self.told.keys()),
        )

    # -- what relations do

    def _apply(self, relation: Relation, *, personal: bool) -> None:
        for who in self.recipients if personal else (None,):
            self._enforce(relation.holds, relation, who, _NOTHING, wanted=True)
        for fact in relation.mutes:
            for who in self.recipients if _is_personal(fact) else (None,):
                self._mute(relation, (fact, who))

    def _mute(self, relation: Relation, about: FactAt) -> None:
        """Note a fact that does not arise; where it is affirmed, its condition cannot hold."""
        if self._truth(relation.when, about[1]) is Truth.TRUE:
            self.muted.add(about)
        values = self.known.get(about)
        if values is None and about in self.told:
            values = frozenset({self.told[about]})
        if values is not None and all(map(affirms, values)):
            self._enforce(relation.when, relation, about[1], frozenset({about}), wanted=False)

    def _enforce(
        self,
        condition: Condition,
        relation: Relation,
        who: int | None,
        because: frozenset[FactAt],
        *,
        wanted: bool,
    ) -> None:
        """Let a condition hold (or fail), as far as one part alone is left to decide it."""
        if isinstance(condition, Leaf):
            self._narrow(condition, relation, who, because, wanted=wanted)
            return
        if isinstance(condition, Some | Every):
            parts: list[tuple[Condition, int | None]] = [
                (condition.of, recipient) for recipient in self.recipients
            ]
            if self.scenario.recipients is None and isinstance(condition, Some) is wanted:
                return  # one of those who are not told, and nobody knows which
        else:
            parts = [(part, who) for part in condition.of]
        inner = not wanted if isinstance(condition, Nor) else wanted
        each_must = isinstance(condition, All | Nor | Every) is wanted
        if each_must:
            for part, about in parts:
                self._enforce(part, relation, about, because, wanted=inner)
            return
        self._enforce_last(parts, relation, because, wanted=inner)

    def _enforce_last(
        self,
        parts: Sequence[tuple[Condition, int | None]],
        relation: Relation,
        because: frozenset[FactAt],
        *,
        wanted: bool,
    ) -> None:
        """Let one of these hold (or fail), where all others are known not to."""
        against = Truth.FALSE if wanted else Truth.TRUE
        left = [part for part in parts if self._truth(*part) is not against]
        if len(left) > 1:
            return
        settled = [part for part in parts if part not in left]
        for part in settled[0 if left else 1 :]:
            because |= self._deciding(*part)
        if not left and not settled:
            raise _Contradiction(relation, because)
        condition, who = left[0] if left else settled[0]
        self._enforce(condition, relation, who, because, wanted=wanted)

    def _narrow(
        self,
        leaf: Leaf,
        relation: Relation,
        who: int | None,
        because: frozenset[FactAt],
        *,
        wanted: bool,
    ) -> None:
        about = self._about(leaf, who)
        fact = self.law.vocabulary.facts.get(leaf.fact)
        if fact is None or not is_narrowed(fact) or isinstance(leaf.test, DayOrder):
            if self._truth(leaf, who) is Truth.of(not wanted):
                raise _Contradiction(relation, because | self._deciding(leaf, who))
            return
        before = self.known.get(about)
        if before is None:
            before = self.domains.of(fact)
        after = self.domains.fitting(leaf.test, before, wanted=wanted)
        if after == before:
            return
        reasons = self.reasons.setdefault(about, [])
        if not after:
            raise _Contradiction(relation, because | {about})
        reasons.append(_Reason(relation, because - {about}))
        self.known[about] = after
        self.changed.add(leaf.fact)

    # -- what is known

    def _truth(self, condition: Condition, who: int | None) -> Truth:
        match condition:
            case Leaf():
                return self._leaf_truth(condition, who)
            case All(of):
                return conjunction([self._truth(part, who) for part in of])
            case Any(of):
                return disjunction([self._truth(part, who) for part in of])
            case Nor(of):
                return negation(disjunction([self._truth(part, who) for part in of]))
            case Some(inner):
                return disjunction([self._truth(inner, one) for one in self.recipients])
            case Every(inner):
                return conjunction([self._truth(inner, one) for one in self.recipients])
        assert_never(condition)

    def _leaf_truth(self, leaf: Leaf, who: int | None) -> Truth:
        if leaf.fact == RECIPIENT_COUNT:
            return self._counted(leaf)
        if isinstance(leaf.test, DayOrder):
            return self._day_order(leaf.test, leaf.fact, who)
        about = self._about(leaf, who)
        values = self.known.get(about)
        if values is None:
            told = self.told.get(about)
            return Truth.UNKNOWN if told is None else self._test(leaf, told)
        return self._agreed(leaf.test, values)

    def _day_order(self, test: DayOrder, fact: str, who: int | None) -> Truth:
        """Return how the days that two facts tell stand to each other."""
        first, other = (
            self.told.get((name, who if _is_personal(name) else None))
            for name in (fact, test.other)
        )
        if isinstance(first, date) and isinstance(other, date):
            return Truth.of(test.holds(first, other))
        return Truth.UNKNOWN

    def _agreed(self, test: Test, values: frozenset[Value]) -> Truth:
        """Return whether all values that remain pass a test, or all fail it."""
        passing = self.domains.fitting(test, values, wanted=True)
        if passing == values:
            return Truth.TRUE
        return Truth.UNKNOWN if passing else Truth.FALSE

    def _counted(self, leaf: Leaf) -> Truth:
        people = self.scenario.recipients
        if people is None or not isinstance(leaf.test, OneOf):
            return Truth.UNKNOWN
        return Truth.of(COUNTS[min(len(people), 2)] in leaf.test.options)

    def _test(self, leaf: Leaf, value: Value) -> Truth:
        return evaluate_test(leaf.test, value, self.law.places, self.day)

    def _deciding(self, condition: Condition, who: int | None) -> frozenset[FactAt]:
        """Return the facts that made a condition what it is."""
        if isinstance(condition, Leaf):
            return frozenset(
                (name, who if _is_personal(name) else None) for name in condition.facts
            )
        if isinstance(condition, Some | Every):
            parts: list[tuple[Condition, int | None]] = [
                (condition.of, recipient) for recipient in self.recipients
            ]
        else:
            parts = [(part, who) for part in condition.of]
        truth = self._truth(condition, who)
        needs_all = isinstance(condition, All | Every) is (truth is Truth.TRUE)
        if isinstance(condition, Nor):
            needs_all = truth is Truth.TRUE
        sought = negation(truth) if isinstance(condition, Nor) else truth
        deciding = [part for part in parts if self._truth(*part) is sought]
        chosen = deciding if needs_all else deciding[:1]
        return frozenset().union(*(self._deciding(*part) for part in chosen))

    def _about(self, leaf: Leaf, who: int | None) -> FactAt:
        return leaf.fact, who if _is_personal(leaf.fact) else None

    def _told_values(self, name: str, value: Value) -> frozenset[Value] | None:
        fact = self.law.vocabulary.facts.get(name)
        if fact is None or not is_narrowed(fact):
            return None
        if fact.type is FactType.PLACE:
            return self.domains.within(str(value))
        return frozenset({value})

    # -- what is told of it

    def _told_behind(self, facts: frozenset[FactAt]) -> frozenset[FactAt]:
        """Return the told facts from which some facts follow, themselves where told."""
        found: set[FactAt] = set()
        pending, seen = list(facts), set(facts)
        while pending:
            about = pending.pop()
            if about in self.told:
                found.add(about)
            for reason in self.reasons.get(about, ()):
                fresh = reason.premises - seen
                seen |= fresh
                pending += fresh
        return frozenset(found)

    def _conclusions(self) -> Iterator[Conclusion]:
        for about, reasons in self.reasons.items():
            relations = tuple({reason.relation.id: reason.relation for reason in reasons}.values())
            read = frozenset().union(*(reason.premises for reason in reasons))
            behind = tuple(sorted(self._told_behind(read), key=str))
            premises = tuple(map(self._premise, behind))
            yield Conclusion(*about, self._settled(about), relations, behind, premises)

    def _premise(self, about: FactAt) -> Premise:
        fact, who = about
        return Premise(
            fact, None if who is None else self.scenario.people[who].name, self.told[about]
        )

    def _settled(self, about: FactAt) -> Value | Remaining:
        return settled(self.law.vocabulary.facts[about[0]], self.known[about])

    def _closed_scenario(self) -> Scenario:
        facts = dict(self.scenario.facts)
        people = [dict(person.facts) for person in self.scenario.people]
        for name, who in self.reasons:
            holder = facts if who is None else people[who]
            holder[name] = self._settled((name, who))  # type: ignore[assignment]
        if not any(who is not None for _, who in self.reasons):
            return replace(self.scenario, facts=facts)
        closed = tuple(
            replace(person, facts=told)
            for person, told in zip(self.scenario.people, people, strict=True)
        )
        return replace(self.scenario, facts=facts, recipients=closed)


def _told_facts(scenario: Scenario) -> Iterator[tuple[FactAt, Value]]:
    for name, value in scenario.facts.items():
        yield (name, None), value
    for who, person in enumerate(scenario.people):
        for name, value in person.facts.items():
            yield (name, who), value


def _is_personal(fact: str) -> bool:
    return fact.startswith(f"{RECIPIENT}.")
