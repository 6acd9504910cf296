"""The place a story is at home in, and the same story told of another place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.training.edits import told_facts

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario


def codes(scenario: Scenario, law: Law) -> Iterator[str]:
    """Walk over the places that a scenario names."""
    facts = law.vocabulary.facts
    for (fact, _), value in told_facts(scenario):
        if facts[fact].type is FactType.PLACE and isinstance(value, str) and value != NOWHERE:
            yield value
        elif facts[fact].type is FactType.PLACES and isinstance(value, frozenset):
            yield from sorted(value)


def home(scenario: Scenario, law: Law) -> str:
    """Return the name of the place that a scenario names most often; empty where it names none."""
    counted = Counter(codes(scenario, law))
    return min(counted, key=lambda code: (-counted[code], code), default="")


def siblings(code: str, law: Law, day: date) -> tuple[str, ...]:
    """Return the other places that lie within the same unions on a day."""
    above = law.places.unions_of(code, day) - {code}
    return tuple(
        jurisdiction
        for jurisdiction in law.jurisdictions
        if jurisdiction != code
        and above
        and law.places.unions_of(jurisdiction, day) - {jurisdiction} == above
    )


def moved(scenario: Scenario, before: str, after: str, law: Law) -> Scenario:
    """Tell the same story of another place."""
    facts = law.vocabulary.facts
    for (fact, who), value in list(told_facts(scenario)):
        kind = facts[fact].type
        if kind is FactType.PLACE and value == before:
            scenario = scenario.told(fact, after, who)
        elif kind is FactType.PLACES and isinstance(value, frozenset) and before in value:
            scenario = scenario.told(fact, value - {before} | {after}, who)
    return scenario


def concerns(code: str, jurisdiction: str, scenario: Scenario, law: Law, day: date) -> bool:
    """
    Return whether an answer of one jurisdiction's law is an exercise on the law of a place.

    The law of its parts is, and so is that of the unions it lies in, in a story told of
    the place.
    """
    within = law.places.unions_of
    if code in within(jurisdiction, day):
        return True
    return jurisdiction in within(code, day) and code in codes(scenario, law)
