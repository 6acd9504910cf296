"""Scenarios back to what a file would say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from advisor.diagnostics.lines import NO_BREAKS
from advisor.facts.origins import ORIGINS_KEY, origins_document
from advisor.model.law_clock import SENT_ON
from advisor.model.vocabulary import ENTITIES, RECIPIENT
from advisor.source.scalars import scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.model.scenarios import Recipient, Ruling, Scenario
    from advisor.model.vocabulary import Value


def scenario_document(scenario: Scenario) -> dict[str, Any]:
    """
    Write a scenario as a mapping of plain values, to be saved as YAML or JSON.

    Read again, it is the same scenario.
    """
    document: dict[str, Any] = {}
    if scenario.title:
        document["scenario"] = scenario.title
    if scenario.as_of is not None:
        document["as_of"] = scenario.as_of.isoformat()
    rulings = {(ruling.recipient, ruling.fact): ruling for ruling in scenario.rulings}
    facts = scenario.facts
    if scenario.sent_within is not None:
        facts = {**facts, SENT_ON: str(scenario.sent_within)}
    document["facts"] = _nested(facts, rulings)
    origins = origins_document(scenario.origins, scenario.facts)
    if origins:
        document[ORIGINS_KEY] = origins
    if scenario.recipients is not None:
        document["recipients"] = [_person(one, rulings) for one in scenario.recipients]
    return document


def scenario_text(scenario: Scenario) -> str:
    """
    Write a scenario as a YAML file.

    Text that would be read as a number or a truth value is quoted.

    >>> from advisor.model.scenarios import Scenario
    >>> print(scenario_text(Scenario(title="1e3")), end="")
    scenario: '1e3'
    facts: {}
    """
    return document_text(scenario_document(scenario))


def document_text(document: Mapping[str, Any]) -> str:
    """Write a document of plain values as YAML that is read back as it was."""
    return yaml.dump(dict(document), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=100)


class _Writer(yaml.SafeDumper):
    """Writes what the reader of this package reads back, which is not all of YAML 1.1."""


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if isinstance(scalar(text), str) else "'"
    if any(sign in text for sign in NO_BREAKS):
        style = '"'  # where they are written as escapes
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _text)


def _nested(
    facts: Mapping[str, Value], rulings: Mapping[tuple[str | None, str], Ruling]
) -> dict[str, dict[str, Any]]:
    result: dict[str, dict[str, Any]] = {}
    for entity in ENTITIES:
        inner = {
            name.partition(".")[2]: _told(value, rulings.get((None, name)))
            for name, value in facts.items()
            if name.partition(".")[0] == entity
        }
        if inner:
            result[entity] = inner
    return result


def _person(person: Recipient, rulings: Mapping[tuple[str | None, str], Ruling]) -> dict[str, Any]:
    facts = {
        name.removeprefix(f"{RECIPIENT}."): _told(value, rulings.get((person.name, name)))
        for name, value in person.facts.items()
    }
    origins = origins_document(person.origins, person.facts)
    short = {name.removeprefix(f"{RECIPIENT}."): known for name, known in origins.items()}
    return {"name": person.name, **facts, **({ORIGINS_KEY: short} if short else {})}


def _told(value: Value, ruling: Ruling | None) -> Any:  # noqa: ANN401 - plain values
    if ruling is not None:
        return {
            "value": ruling.value,
            "decided_by": ruling.decided_by,
            "on": ruling.on.isoformat(),
            "because": ruling.because,
            **({"factors": list(ruling.factors)} if ruling.factors else {}),
        }
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
