"""A wrong that was told is never passed over: in no place is it clear."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.advice import Corpus, load
from advisor.model.conditions import leaves
from advisor.model.opinions import Finding, Opinion, Verdict

DAY = date(2026, 11, 30)
TOLD_BY: dict[str, dict[str, Any]] = {
    "message.reveals_unauthorised": {},
    "message.false_about_services": {},
    "message.improperly_obtained": {"message": {"direction": "received"}},
    "lawyer.threatens_charges": {},
    "lawyer.denies_tracking": {"tracking": {"mechanisms": ["pixel"], "disclosure": "none"}},
    "lawyer.denies_recording": {"lawyer": {"records_conversation": True}},
    "lawyer.conduct_reflects_on_fitness": {},
}
"""Each wrong, with what else a letter must tell so that it can be."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law that ships."""
    return load()


def test_every_wrong_of_the_vocabulary_is_tried(corpus: Corpus) -> None:
    """A wrong that is marked later gets its scenario here."""
    facts = corpus.law.vocabulary.facts
    assert {name for name, fact in facts.items() if fact.is_wrong} == TOLD_BY.keys()


@pytest.mark.parametrize("wrong", TOLD_BY)
def test_a_told_wrong_is_clear_nowhere(corpus: Corpus, wrong: str) -> None:
    """In each place some norm is against it, or may yet be, or the opinion names it as unread."""
    passed_over = []
    for place in _places(corpus):
        opinion = corpus.advise(corpus.scenario(_letter(place, wrong)), as_of=DAY)
        if opinion.verdict is Verdict.CLEAR or not _is_noticed(opinion, wrong):
            passed_over.append((place, opinion.verdict))
    assert passed_over == []


def _places(corpus: Corpus) -> list[str]:
    """Return the places whose law the corpus knows, without those that others lie within."""
    law = corpus.law
    around = {
        union for code in law.jurisdictions for union in law.places.unions_of(code, DAY) - {code}
    }
    return [code for code in law.jurisdictions if code not in around]


def _letter(place: str, wrong: str) -> dict[str, Any]:
    """Return an untracked letter to a client, all of it in one place, but for the wrong."""
    facts: dict[str, dict[str, Any]] = {
        "message": {"direction": "sent", "channel": "email"},
        "lawyer": {"admitted_in": [place]},
        "firm": {"established_in": [place]},
        "matter": {"representing_client": True, "before_tribunal": True, "tribunal": place},
        "tracking": {"mechanisms": []},
    }
    for entity, told in TOLD_BY[wrong].items():
        facts[entity] = facts[entity] | told
    entity, name = wrong.split(".")
    facts[entity] = facts[entity] | {name: True}
    sent = facts["message"]["direction"] == "sent"
    client = {"name": "The client", "role": "client", "located_in": place}
    return {"facts": facts, "recipients": [client] if sent else []}


def _is_noticed(opinion: Opinion, wrong: str) -> bool:
    """Return whether an opinion names a wrong as unread, or has a norm against it."""
    if any(unread.fact == wrong for unread in opinion.coverage.wrongs):
        return True
    return any(
        wrong in _tested(finding) and (finding.outcome.is_against or finding.outcome.is_unfinished)
        for finding in opinion.findings
    )


def _tested(finding: Finding) -> set[str]:
    parts = (finding.norm.when, finding.norm.compliance)
    return {leaf.fact for part in parts if part is not None for leaf in leaves(part)}
