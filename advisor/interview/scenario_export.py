"""The scenario that an interview built, as a file to go on from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from advisor.facts.scenario_writer import document_text, scenario_document
from advisor.interview.interviews import Interview
from advisor.model.vocabulary import RECIPIENT

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.interview.questions import AskedFact
    from advisor.model.scenarios import Scenario

UNKNOWN_VALUE = "unknown"


def kept_scenario(interview: Interview) -> str:
    """
    Write the scenario as YAML; what was asked and is not known stands as `unknown`.

    Read again, it is the same scenario.
    """
    return document_text(kept_document(interview.scenario, interview.closed))


def kept_document(scenario: Scenario, closed: frozenset[AskedFact]) -> dict[str, Any]:
    """Write a scenario as plain values, with the questions that got no answer as `unknown`."""
    document = scenario_document(scenario)
    people = document.get("recipients")
    for name, who in sorted(closed, key=str):
        entity, _, short = name.partition(".")
        if entity != RECIPIENT:
            facts: dict[str, Any] = document["facts"]
            facts.setdefault(entity, {})[short] = UNKNOWN_VALUE
        elif people and who is not None:
            people[who][short] = UNKNOWN_VALUE
    return document


def continued(corpus: Corpus, scenario: Scenario, as_of: date) -> Interview:
    """Go on from a scenario; what its file says is unknown was asked before, and is not again."""
    known = corpus.law.vocabulary.facts
    unknown: set[AskedFact] = {
        (name, None) for name in scenario.spans if name not in scenario.facts
    }
    for who, person in enumerate(scenario.recipients or ()):
        unknown |= {(name, who) for name in person.spans if name not in person.facts}
    unanswered = frozenset(place for place in unknown if place[0] in known)
    return Interview(corpus, as_of, scenario, unanswered=unanswered)
