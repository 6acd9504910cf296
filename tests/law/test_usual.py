"""No usual value is applied in silence: a verdict that rests on one says that it assumed it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.advice import Corpus, load
from advisor.advice.adviser import Adviser
from advisor.advice.usual_outlook import find_usual_outlook
from advisor.model.usual import UsualOutlook
from advisor.values import replace

DAY = date(2026, 3, 2)
COUNSEL = {"name": "Counsel", "role": "opposing-counsel"}
SENT = {"message": {"direction": "sent", "kind": "one-to-one"}}
NEWS = {"message": {"direction": "sent", "kind": "newsletter"}}
SCENARIOS: dict[str, dict[str, Any]] = {
    "a pixel in a case": {
        "facts": {
            **SENT,
            "tracking": {"mechanisms": ["pixel"], "enabled_by": "deliberate"},
            "lawyer": {"admitted_in": ["US-IL"]},
            "matter": {"before_tribunal": True},
        },
        "recipients": [{**COUNSEL, "consented": False}],
    },
    "a newsletter abroad": {
        "facts": {
            **NEWS,
            "tracking": {"mechanisms": ["pixel"], "disclosure": "policy-only"},
            "lawyer": {"admitted_in": ["US-NY"]},
        },
        "recipients": [{"name": "Reader", "role": "subscriber", "located_in": "DE"}],
    },
    "everything in one place but its effect": {
        "facts": {
            **SENT,
            "tracking": {"mechanisms": ["pixel"], "disclosure": "none", "vendor_used": False},
            "lawyer": {"admitted_in": ["US-IL"], "knows_of_tracking": True},
            "firm": {"established_in": ["US-IL"]},
            "matter": {"before_tribunal": False, "conduct_in": "US-IL"},
        },
        "recipients": [{**COUNSEL, "located_in": "US-IL", "consented": False}],
    },
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law that ships."""
    return load()


def _without(corpus: Corpus, name: str) -> Adviser:
    """Return what advises by the same law without one usual value."""
    vocabulary = corpus.law.vocabulary
    kept = tuple(rule for rule in vocabulary.usual if rule.id != name)
    law = replace(corpus.law, vocabulary=replace(vocabulary, usual=kept))
    return Adviser(law, corpus.engine, corpus.receipt)


def _said(outlook: UsualOutlook | None) -> object:
    return None if outlook is None else (outlook.verdict, outlook.weight)


def _assumed(outlook: UsualOutlook | None) -> set[str]:
    return set() if outlook is None else {fact.by.id for fact in outlook.assumed}


@pytest.mark.parametrize("name", SCENARIOS)
def test_without_a_usual_value_only_what_said_so_changes(corpus: Corpus, name: str) -> None:
    """The verdict never moves, and that on the usual facts only where it named the value."""
    scenario = corpus.scenario(SCENARIOS[name])
    opinion = corpus.advise(scenario, as_of=DAY)
    before = corpus.with_usual(opinion).usual
    assert before is not None, "a scenario that shows nothing"
    applied = {fact.by.id for fact in corpus.usual(scenario, DAY).facts}
    silent = []
    for rule in sorted(applied):
        adviser = _without(corpus, rule)
        assert adviser.advise(scenario, DAY).verdict is opinion.verdict
        after = find_usual_outlook(adviser, lambda: corpus.prospects, opinion)
        if _said(after) != _said(before) and rule not in _assumed(before):
            silent.append((rule, _said(after)))
    assert silent == []


def test_nothing_usual_is_a_judgment_or_a_consent_given(corpus: Corpus) -> None:
    """What a person must judge, and what somebody must have agreed to, nobody assumes."""
    vocabulary = corpus.law.vocabulary
    for rule in vocabulary.usual:
        for fact, value in rule.values.items():
            assert vocabulary.facts[fact].judgment is None, (rule.id, fact)
            if "consent" in fact or "agreed" in fact or "authorised" in fact:
                assert value is False, (rule.id, fact)
