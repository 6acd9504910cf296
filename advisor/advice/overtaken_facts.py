"""Told facts that a change overtakes: they do not arise any more, or cannot be as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.conditions import leaves

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from advisor.engine.protocols import CheckedEngine
    from advisor.model.conclusions import FactAt
    from advisor.model.relations import Relation
    from advisor.model.scenarios import Scenario


def overtaken_facts(
    engine: CheckedEngine, scenario: Scenario, changed: Collection[FactAt], day: date
) -> tuple[FactAt, ...]:
    """
    Return told facts that must be untold for the changed ones to be possible.

    They are what relations say of the changed facts' consequences: where nothing tracks any
    more, no identifier is left. A change that contradicts a told fact in the other
    direction overtakes nothing, and the scenario stays contradictory.
    """
    found: list[FactAt] = []
    while (contradiction := engine.close(scenario, day).contradiction) is not None:
        consequences = _consequences(contradiction.relation)
        overtaken = [
            about
            for about in contradiction.of
            if about[0] in consequences
            and about not in changed
            and scenario.value(*about) is not None
        ]
        if not overtaken:
            break
        for about in overtaken:
            scenario = scenario.told(about[0], None, about[1])
        found += overtaken
    return tuple(found)


def told_differently(before: Scenario, after: Scenario) -> frozenset[FactAt]:
    """Return the facts that one scenario tells otherwise than another of the same people."""
    found: set[FactAt] = set()
    for name, told in after.facts.items():
        if before.facts.get(name) != told:
            found.add((name, None))
    for who, (person, other) in enumerate(zip(before.people, after.people, strict=False)):
        found |= {
            (name, who) for name, told in other.facts.items() if person.facts.get(name) != told
        }
    return frozenset(found)


def _consequences(relation: Relation) -> frozenset[str]:
    return frozenset(relation.mutes) | {leaf.fact for leaf in leaves(relation.then)}
