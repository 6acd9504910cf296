"""Scenarios closed under the relations of a law: found by both closures, which must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.diagnostics import EngineFailure
from advisor.engine.bitset.layout import LaneLayout
from advisor.engine.closure.domains import FactDomains
from advisor.engine.closure.lane_closure import MESSAGE_DATE, LaneClosure, RelationIndex, ToldLanes
from advisor.engine.closure.reference_closure import close_by_reference
from advisor.model.conclusions import ClosedScenario
from advisor.model.vocabulary import RECIPIENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from advisor.model.conclusions import FactAt, Remaining
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

_MOST_DAYS = 16


class ScenarioCloser:
    """Finds what follows from scenarios under one law; safe to use from many threads."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._days: dict[date, tuple[FactDomains, RelationIndex]] = {}

    @property
    def relates(self) -> bool:
        """Return whether the law has any relation at all."""
        return bool(self._law.vocabulary.relations)

    def index(self, day: date) -> RelationIndex:
        """Return the relations made ready for a day; those of the last days are kept."""
        return self._on(day)[1]

    def close(self, scenario: Scenario, day: date) -> ClosedScenario:
        """
        Return a scenario with all that follows from it.

        Raises `EngineFailure` where the two closures differ.
        """
        if not self.relates:
            return ClosedScenario(scenario, scenario)
        domains, index = self._on(day)
        closed = close_by_reference(domains, scenario)
        _hold(closed, index, day)
        return closed

    def _on(self, day: date) -> tuple[FactDomains, RelationIndex]:
        kept = self._days.get(day)
        if kept is None:
            domains = FactDomains(self._law, day)
            kept = domains, RelationIndex(domains)
            if len(self._days) >= _MOST_DAYS:
                self._days.clear()
            self._days[day] = kept
        return kept


def told_lanes(scenario: Scenario, day: date, lanes: LaneLayout) -> Iterator[ToldLanes]:
    """Return what a scenario tells, in all of the lanes; the date of the message is the day."""
    for name, value in scenario.facts.items():
        yield ToldLanes(name, value, lanes.ones)
    if MESSAGE_DATE not in scenario.facts:
        yield ToldLanes(MESSAGE_DATE, day, lanes.ones)
    for who, person in enumerate(scenario.people):
        for name, value in person.facts.items():
            yield ToldLanes(name, value, lanes.firsts << who)


def _hold(closed: ClosedScenario, index: RelationIndex, day: date) -> None:
    """Hold what the reference concludes to what the lanes conclude."""
    told = closed.told
    lanes = LaneLayout(1, len(told.people))
    closing = LaneClosure(
        index, lanes, told_lanes(told, day, lanes), people_told=told.recipients is not None
    )
    closing.run()
    if bool(closing.contradictory) is not bool(closed.contradiction):
        raise EngineFailure("no opinion can be given: two closures differ on whether facts agree")
    if closed.contradiction:
        return
    known: dict[FactAt, Value | Remaining] = {
        (item.fact, who): item.known
        for item in closing.narrowed()
        for who in _places(item.fact, item.lanes, lanes)
    }
    muted = {
        (fact, who)
        for fact, plane in closing.muted.items()
        for who in _places(fact, plane, lanes)
        if told.value(fact, who) is None
    }
    found = {(item.fact, item.who): item.known for item in closed.conclusions}
    if known != found or muted != closed.muted:
        facts = {fact for (fact, _), _ in known.items() ^ found.items()}
        raise EngineFailure(
            "no opinion can be given: two closures differ on "
            f"{', '.join(sorted(facts)) or 'what does not arise'}"
        )


def _places(fact: str, plane: int, lanes: LaneLayout) -> list[int | None]:
    """Return of whom something is so, or the message."""
    if not fact.startswith(f"{RECIPIENT}."):
        return [None] if plane else []
    return [who for who in range(lanes.recipients) if plane >> who & 1]
