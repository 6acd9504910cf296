"""What follows from changes by the meaning of the words: facts that go along, facts that clash."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.diagnostics import EngineFailure
from advisor.engine.bitset.layout import LaneLayout
from advisor.engine.closure.domains import affirms
from advisor.engine.closure.lane_closure import MESSAGE_DATE, LaneClosure, ToldLanes
from advisor.model.conclusions import Remaining
from advisor.model.vocabulary import RECIPIENT, Control
from advisor.remedies.changes import TakenAlong
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
            self._taken.update(self._taken_in_lanes([change]))
            kept = self._taken[change]
        return kept

    def confirm(self, change: Change) -> None:
        """Raise `EngineFailure` where two closures do not find what a change takes along."""
        if self._in_order(self._taken_along(change)) != self.taken(change):
            raise EngineFailure(
                f"no remedy can be given: two closures differ on what a change of "
                f"`{change[0][0]}` takes along"
            )

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
        changes = [
            (place, value)
            for place in self._related_places()
            for value in self.options.values(place)
        ]
        self._taken.update(
            self._taken_in_lanes([change for change in changes if change not in self._taken])
        )
        for change in changes:
            for taken in self.taken(change):
                found.setdefault((taken.fact.name, taken.who), []).append(change)
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

    def _taken_in_lanes(
        self, changes: Sequence[Change]
    ) -> Iterator[tuple[Change, tuple[TakenAlong, ...]]]:
        """Return the told facts that each of these takes along, all closed at once."""
        dated = [change for change in changes if change[0][0] == MESSAGE_DATE]
        yield from ((change, self._in_order(self._taken_along(change))) for change in dated)
        others = [change for change in changes if change[0][0] != MESSAGE_DATE]
        if not self.engine.closer.relates or not others:
            yield from ((change, ()) for change in others)
            return
        lanes, closing = self._closed_alone(others)
        after: list[dict[FactAt, Value | None]] = [{} for _ in others]
        affirmed = self._affirmed()
        for name, plane in closing.muted.items():
            for place in affirmed.get(name, ()):
                for at in _scenarios(plane & ~closing.contradictory, lanes, place[1]):
                    after[at][place] = None
        for item in closing.narrowed():
            if not isinstance(item.known, Remaining) and not affirms(item.known):
                for place in affirmed.get(item.fact, ()):
                    for at in _scenarios(item.lanes, lanes, place[1]):
                        after[at][place] = item.known
        for change, gone in zip(others, after, strict=True):
            gone.pop(change[0], None)
            yield change, self._in_order(self._going(gone))

    def _closed_alone(self, changes: Sequence[Change]) -> tuple[LaneLayout, LaneClosure]:
        """Close as many scenarios as there are changes, nothing told in each but one of them."""
        scenario = self.options.scenario
        day = self.options.as_of
        lanes = LaneLayout(len(changes), len(scenario.people))
        told = [ToldLanes(MESSAGE_DATE, day, lanes.ones)]
        for at, ((fact, who), value) in enumerate(changes):
            where = lanes.of_message([at]) if who is None else lanes.of_recipient([at], who)
            told.append(ToldLanes(fact, value, where))
        closing = LaneClosure(
            self.engine.closer.index(day), lanes, told, people_told=scenario.recipients is not None
        )
        closing.run()
        return lanes, closing

    def _affirmed(self) -> Mapping[str, Sequence[FactAt]]:
        """Return by name where facts are told that say more than that there is nothing."""
        scenario = self.options.scenario
        found: dict[str, list[FactAt]] = {}
        for name, value in scenario.facts.items():
            if affirms(value):
                found.setdefault(name, []).append((name, None))
        for who, person in enumerate(scenario.people):
            for name, value in person.facts.items():
                if affirms(value):
                    found.setdefault(name, []).append((name, who))
        return found

    def _taken_along(self, change: Change) -> Iterator[TakenAlong]:
        if not self.options.law.vocabulary.relations:
            return
        closed = self.engine.close(self._alone(change), self.options.as_of)
        if closed.contradiction is not None:
            return
        after: dict[FactAt, Value | None] = dict.fromkeys(closed.muted)
        for conclusion in closed.conclusions:
            if not isinstance(conclusion.known, Remaining) and not affirms(conclusion.known):
                after[conclusion.fact, conclusion.who] = conclusion.known
        yield from self._going(after)

    def _going(self, after: Mapping[FactAt, Value | None]) -> Iterator[TakenAlong]:
        """Return the told facts among these that may go, with what they then are."""
        scenario = self.options.scenario
        for (name, who), value in after.items():
            told = scenario.value(name, who)
            if told is not None and affirms(told) and self._may_go(name, told, value):
                fact = self.options.law.vocabulary.facts[name]
                person = None if who is None else scenario.people[who].name
                yield TakenAlong(fact, who, person, told, value)

    def _in_order(self, taken: Iterable[TakenAlong]) -> tuple[TakenAlong, ...]:
        return tuple(sorted(taken, key=lambda one: (one.fact.order, one.who or 0)))

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


def _scenarios(plane: int, lanes: LaneLayout, who: int | None) -> Iterator[int]:
    """Return the numbers of the scenarios in a plane, by the lane of one recipient."""
    left = plane >> (who or 0) & lanes.firsts
    while left:
        low = left & -left
        left ^= low
        yield (low.bit_length() - 1) // lanes.each
