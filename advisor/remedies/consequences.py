"""What follows from changes by the meaning of the words: facts that go along, facts that clash."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.engine.closure.domains import affirms
from advisor.model.conclusions import Remaining
from advisor.model.vocabulary import RECIPIENT, Control
from advisor.remedies.changes import TakenAlong
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from advisor.engine.protocols import CheckedEngine
    from advisor.model.conclusions import ClosedScenario, FactAt
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value
    from advisor.remedies.change_options import ChangeableFact, ChangeOptions

Change: TypeAlias = "tuple[ChangeableFact, Value]"
"""A place with the value that it gets."""

ChangeSet: TypeAlias = "frozenset[Change]"


@dataclass(frozen=True)
class Consequences:
    """
    Finds what changes of one scenario bring with them under the relations among facts.

    A change takes along what was told and does not arise any more, and what is then denied:
    where nothing reports back, nobody knows of a tracking. Raises `EngineFailure`.
    """

    engine: CheckedEngine
    options: ChangeOptions
    _taken: dict[Change, tuple[TakenAlong, ...]] = field(default_factory=dict)
    _closed: dict[ChangeSet, ClosedScenario] = field(default_factory=dict)

    def taken(self, change: Change) -> tuple[TakenAlong, ...]:
        """Return the told facts that a change takes along."""
        kept = self._taken.get(change)
        if kept is None:
            along = sorted(
                self._taken_along(change), key=lambda one: (one.fact.order, one.who or 0)
            )
            kept = self._taken[change] = tuple(along)
        return kept

    def gone(self, changes: ChangeSet) -> frozenset[FactAt]:
        """Return where facts are told no more after some changes."""
        return frozenset(
            (taken.fact.name, taken.who) for change in changes for taken in self.taken(change)
        )

    def variant(self, changes: ChangeSet) -> dict[FactAt, Value | None]:
        """Return what changes tell otherwise, with all that they take along."""
        return {**dict.fromkeys(self.gone(changes)), **dict(changes)}

    def closed(self, changes: ChangeSet) -> ClosedScenario:
        """Return the changed scenario with all that follows from it."""
        kept = self._closed.get(changes)
        if kept is None:
            scenario = self.options.scenario
            for (fact, who), value in self.variant(changes).items():
                scenario = scenario.told(fact, value, who)
            kept = self._closed[changes] = self.engine.close(scenario, self.options.as_of)
        return kept

    @cached_property
    def takers(self) -> Mapping[FactAt, tuple[Change, ...]]:
        """Return for each told fact the changes that take it along."""
        found: dict[FactAt, list[Change]] = {}
        for place in self._related_places():
            for value in self.options.values(place):
                for taken in self.taken((place, value)):
                    found.setdefault((taken.fact.name, taken.who), []).append((place, value))
        return {place: tuple(changes) for place, changes in found.items()}

    def may_move(self, place: FactAt) -> bool:
        """Return whether any change gives a told fact another value, or ends it."""
        return self.options.may_change(place[0]) or place in self.takers

    def _related_places(self) -> Iterator[ChangeableFact]:
        law = self.options.law
        related = frozenset().union(*(one.facts for one in law.vocabulary.relations))
        for name in sorted(related & law.vocabulary.facts.keys()):
            if self.options.may_change(name):
                yield from self.options.places(name)

    def _taken_along(self, change: Change) -> Iterator[TakenAlong]:
        if not self.options.law.vocabulary.relations:
            return
        closed = self.engine.close(self._alone(change), self.options.as_of)
        if closed.contradiction is not None:
            return
        scenario = self.options.scenario
        after: dict[FactAt, Value | None] = dict.fromkeys(closed.muted)
        for conclusion in closed.conclusions:
            if not isinstance(conclusion.known, Remaining) and not affirms(conclusion.known):
                after[conclusion.fact, conclusion.who] = conclusion.known
        for (name, who), value in after.items():
            told = scenario.value(name, who)
            if told is not None and affirms(told) and self._may_go(name, told, value):
                fact = self.options.law.vocabulary.facts[name]
                person = None if who is None else scenario.people[who].name
                yield TakenAlong(fact, who, person, told, value)

    def _alone(self, change: Change) -> Scenario:
        """Return the scenario with nothing told but one change."""
        scenario = self.options.scenario
        people = scenario.recipients
        if people is not None:
            people = tuple(replace(person, facts={}, origins={}) for person in people)
        (fact, who), value = change
        return replace(scenario, facts={}, origins={}, recipients=people).told(fact, value, who)

    def _may_go(self, name: str, told: Value, after: Value | None) -> bool:
        """Return whether what was told of a fact may go: neither past nor who somebody is."""
        fact = self.options.law.vocabulary.facts[name]
        if self.options.is_over(fact):
            return False
        if after is None:
            return True
        if fact.control is Control.FIXED:
            return fact.entity != RECIPIENT
        return fact.cure.allows(told, after)
