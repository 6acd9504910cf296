"""The scenario that an interview built, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from advisor.corpus import scenario_document
from advisor.model.vocabulary import RECIPIENT

if TYPE_CHECKING:
    from advisor.interview import Interview

UNKNOWN = "unknown"


def kept(interview: Interview) -> str:
    """
    Write the scenario as YAML; what was asked and is not known stands as `unknown`.

    Read again, it is the same scenario.
    """
    document = scenario_document(interview.scenario)
    people = document.get("recipients")
    for name, who in sorted(interview.closed, key=str):
        entity, _, short = name.partition(".")
        if entity != RECIPIENT:
            facts: dict[str, Any] = document["facts"]
            facts.setdefault(entity, {})[short] = UNKNOWN
        elif people and who is not None:
            people[who][short] = UNKNOWN
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)
