"""Which fact that nobody told keeps most verdicts open."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.model.audits import Unknown
from advisor.model.scenarios import Recipient, Ruling, Scenario
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.audit.scenario_dedup import ScenarioClasses
    from advisor.model.vocabulary import Value

_MOST_ANSWERED = 400
_SETS = (FactType.CHOICES, FactType.PLACES)


@dataclass(frozen=True)
class TopUnknowns:
    """The facts that verdicts wait for, and of how many messages that was found out."""

    unknowns: tuple[Unknown, ...]
    looked_at: int


def top_unknowns(
    kinds: Mapping[tuple[date, date | None, str], int], corpus: Corpus, telling: ScenarioClasses
) -> TopUnknowns:
    """
    Ask of each kind of message what its verdict waits for, the most frequent kinds first.

    `kinds` are counted by the day asked about, the day of sending and what was told.
    """
    merged: Counter[tuple[date, date, str]] = Counter()
    for (day, sent, facts), count in kinds.items():
        since = telling.turns.start(sent or day)
        merged[day, since, _once(facts)] += count
    waits: Counter[str] = Counter()
    best: Counter[str] = Counter()
    looked_at = 0
    for (day, since, facts), count in merged.most_common(_MOST_ANSWERED):
        scenario = _scenario(json.loads(facts), since, corpus)
        asks = corpus.advise(scenario, as_of=day).asks
        looked_at += count
        for name in {question.fact.name for question in asks}:
            waits[name] += count
        if asks:
            best[asks[0].fact.name] += count
    facts_of = corpus.law.vocabulary.facts
    found = [Unknown(facts_of[name], count, best[name]) for name, count in waits.items()]
    found.sort(key=lambda one: (-one.messages, -one.first, one.fact.order))
    return TopUnknowns(tuple(found), looked_at)


def _once(facts: str) -> str:
    """Leave out recipients of whom the same was told as of another."""
    told = json.loads(facts)
    people = {json.dumps(item, sort_keys=True) for item in told.get("recipients", [{}])}
    return json.dumps(
        {"facts": told["facts"], "recipients": [json.loads(person) for person in sorted(people)]},
        sort_keys=True,
    )


def _scenario(told: Mapping[str, Any], sent: date, corpus: Corpus) -> Scenario:
    known = corpus.law.vocabulary.facts
    facts: dict[str, Value] = {name: _value(item, name, corpus) for name, item in
                               told["facts"].items()}  # fmt: skip
    if "message.date" in known:
        facts["message.date"] = sent
    people = tuple(
        Recipient(
            f"{RECIPIENT} {at + 1}",
            {name: _value(value, name, corpus) for name, value in item.items()},
        )
        for at, item in enumerate(told["recipients"])
    )
    rulings = [
        _ruling(name, bool(value), sent, person.name if person else None)
        for person in (None, *people)
        for name, value in (person.facts if person else facts).items()
        if known[name].judgment is not None
    ]
    return Scenario(facts=facts, recipients=people, rulings=tuple(rulings))


def _ruling(fact: str, value: bool, on: date, recipient: str | None) -> Ruling:  # noqa: FBT001
    return Ruling(fact, value, "-", on, "-", recipient=recipient)


def _value(told: Any, name: str, corpus: Corpus) -> Value:  # noqa: ANN401 - a JSON value
    kind = corpus.law.vocabulary.facts[name].type
    if kind in _SETS:
        return frozenset(told)
    value: Value = date.fromisoformat(told) if kind is FactType.DATE else told
    return value
