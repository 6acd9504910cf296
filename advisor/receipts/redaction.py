"""A scenario without the names of people and without free text, leading to the same findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from advisor.model.scenarios import Origin
from advisor.model.vocabulary import FactType
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.model.scenarios import Ruling, Scenario
    from advisor.model.vocabulary import Value, Vocabulary

WITHHELD = "withheld"
"""What stands where somebody's name or reasons stood."""


def redacted(scenario: Scenario, vocabulary: Vocabulary) -> Scenario:
    """
    Leave out who people are and what was written freely.

    The title goes, recipients are numbered, facts of free text go, and of a judgment
    stay its answer, its day and those factors that the authority itself lists; of how a
    fact is known the word stays, and no name of a matter. No norm tests any of what goes,
    so every finding stays.
    """
    names: dict[str, str] = {}
    people = None
    if scenario.recipients is not None:
        people = tuple(
            replace(
                person,
                name=names.setdefault(person.name, f"recipient {number}"),
                facts=_untold(person.facts, vocabulary),
                spans={},
                origins=_unnamed(person.origins),
            )
            for number, person in enumerate(scenario.recipients, start=1)
        )
    return replace(
        scenario,
        title="",
        facts=_untold(scenario.facts, vocabulary),
        recipients=people,
        rulings=tuple(_ruling(ruling, names, vocabulary) for ruling in scenario.rulings),
        spans={},
        origins=_unnamed(scenario.origins),
    )


def _unnamed(origins: Mapping[str, Origin]) -> dict[str, Origin]:
    return {name: Origin(origin.source) for name, origin in origins.items()}


def _untold(facts: Mapping[str, Value], vocabulary: Vocabulary) -> dict[str, Value]:
    return {
        name: value
        for name, value in facts.items()
        if name in vocabulary.facts and vocabulary.facts[name].type is not FactType.TEXT
    }


def _ruling(ruling: Ruling, names: Mapping[str, str], vocabulary: Vocabulary) -> Ruling:
    fact = vocabulary.facts.get(ruling.fact)
    listed = fact.judgment.factors if fact is not None and fact.judgment is not None else ()
    return replace(
        ruling,
        decided_by=WITHHELD,
        because=WITHHELD,
        factors=tuple(factor for factor in ruling.factors if factor in listed),
        recipient=None if ruling.recipient is None else names.get(ruling.recipient),
    )
