"""Facts of a weaker source laid under those of a scenario: what is told there stays."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from advisor.i18n import and_list, message
from advisor.model.scenarios import TOLD, Source
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from advisor.diagnostics import Span
    from advisor.model.scenarios import Origin, Recipient, Scenario
    from advisor.model.vocabulary import Value

_NOWHERE: Mapping[str, Span] = MappingProxyType({})


def lay_under(
    scenario: Scenario,
    facts: Mapping[str, Value],
    origin: Origin,
    spans: Mapping[str, Span] = _NOWHERE,
) -> Scenario:
    """
    Return a scenario with what it does not tell itself filled from a weaker source.

    What it says is not known stays unknown. A fact that it tells otherwise keeps its value,
    and its origin says what the weaker source has. `spans` are the places of its facts.
    """
    told, origins = _layered(scenario.facts, scenario.spans, scenario.origins, facts, origin)
    places = {name: at for name, at in spans.items() if origins.get(name) is origin}
    return replace(scenario, facts=told, origins=origins, spans={**places, **scenario.spans})


def lay_under_recipient(person: Recipient, facts: Mapping[str, Value], origin: Origin) -> Recipient:
    """Return a recipient with what is not told of them filled from a weaker source."""
    told, origins = _layered(person.facts, person.spans, person.origins, facts, origin)
    return replace(person, facts=told, origins=origins)


def _layered(
    told: Mapping[str, Value],
    named: Collection[str],
    origins: Mapping[str, Origin],
    facts: Mapping[str, Value],
    origin: Origin,
) -> tuple[Mapping[str, Value], Mapping[str, Origin]]:
    if not facts:
        return told, origins
    filled, known = dict(told), dict(origins)
    for name, value in facts.items():
        if name not in told:
            if name not in named:
                filled[name], known[name] = value, origin
        elif told[name] != value:
            known[name] = overruling(origins.get(name, TOLD), value, origin)
    return filled, known


def overruling(stronger: Origin, value: Value, weaker: Origin) -> Origin:
    """Return the origin of a fact that counts although a weaker source says otherwise."""
    said = message(
        "{source} says {value}", source=source_text(weaker), value=told_value_text(value)
    )
    because = and_list([stronger.because, said]) if stronger.because else said
    return replace(stronger, because=because)


def source_text(origin: Origin) -> str:
    """
    Return the name of a source in the middle of a sentence.

    >>> from advisor.model.scenarios import Origin, Source
    >>> source_text(Origin(Source.MATTER, "Smith v. Jones"))
    'the matter Smith v. Jones'
    """
    match origin.source:
        case Source.TOLD:
            return origin.detail or message("the scenario", context="source")
        case Source.MESSAGE:
            return message("the message", context="source")
        case Source.MATTER:
            return message("the matter {name}", context="source", name=origin.detail)
        case Source.PROFILE:
            return message("the profile {name}", context="source", name=origin.detail)
        case Source.CONFIRMED | Source.ASSUMED:
            return message("what is usual", context="source")


def told_value_text(value: Value) -> str:
    """
    Return a told value as a file would have it, in one line.

    >>> told_value_text(frozenset({"US-NY", "US-IL"})), told_value_text(True)
    ('US-IL, US-NY', 'yes')
    """
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or message("none", context="answer")
    if isinstance(value, bool):
        return message("yes", context="answer") if value else message("no", context="answer")
    return value.isoformat() if isinstance(value, date) else str(value)
