"""What ought to have been read on is raised by what was told, and by little of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.advice import Corpus, load
from advisor.engine.reference import FactView, evaluate
from advisor.model.conditions import Is, Nor, leaves
from advisor.model.truth import Truth

DAY = date(2026, 3, 2)
LETTER: dict[str, Any] = {
    "message": {"direction": "sent", "channel": "email", "kind": "one-to-one"},
    "matter": {"representing_client": True, "before_tribunal": True, "is_civil": True},
    "tracking": {"mechanisms": []},
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law that ships."""
    return load()


def _raised(corpus: Corpus, facts: dict[str, Any], *recipients: dict[str, Any]) -> list[str]:
    told = corpus.scenario({"facts": facts, "recipients": list(recipients)})
    view = FactView(corpus.law, told, DAY)
    return [
        topic.id
        for topic in corpus.law.vocabulary.topics
        if evaluate(topic.raised_by, view, 0) is Truth.TRUE
    ]


@pytest.mark.parametrize("role", ["client", "co-counsel", "opposing-counsel"])
def test_a_plain_letter_raises_no_topic_but_what_is_in_it(corpus: Corpus, role: str) -> None:
    """Who is written to every day, and without a tracker, is no subject of its own."""
    reader = {"name": "Reader", "role": role}
    assert _raised(corpus, LETTER, reader) == []
    message = LETTER["message"] | {"carries_client_information": True}
    assert _raised(corpus, LETTER | {"message": message}, reader) == ["client-information"]


def test_a_topic_is_raised_by_what_is_so_and_never_by_sending_alone(corpus: Corpus) -> None:
    """A `false`, or that a message is sent, tells of nothing that law should look at."""
    derived = corpus.law.vocabulary.derived
    for topic in corpus.law.vocabulary.topics:
        assert not isinstance(topic.raised_by, Nor), topic.id
        for leaf in leaves(topic.raised_by):
            assert leaf.test != Is(value=False), (topic.id, leaf.fact)
            assert leaf.fact != "message.direction", topic.id
            assert leaf.fact not in derived, (topic.id, leaf.fact)


@pytest.mark.parametrize(
    ("facts", "recipient", "topic"),
    [
        ({}, {"role": "represented-person"}, "represented-persons"),
        ({}, {"role": "judge-or-court"}, "judges"),
        ({}, {"age": 15}, "children"),
        ({"message": {"inadvertently_sent": True}}, {}, "misdirected-mail"),
        ({"message": {"read_by_own_client": True}}, {}, "leaked-mail"),
        ({"message": {"hidden_data": True}}, {}, "hidden-data"),
        ({"message": {"kind": "marketing"}}, {}, "marketing-mail"),
        ({"tracking": {"mechanisms": ["pixel"]}}, {}, "tracking"),
        ({"tracking": {"detected": True}}, {}, "received-trackers"),
        ({}, {"consent_withdrawn": True}, "withdrawal"),
    ],
)
def test_a_value_raises_its_topic(
    corpus: Corpus, facts: dict[str, Any], recipient: dict[str, Any], topic: str
) -> None:
    """Told as so it raises the topic; a letter of which nobody told it does not."""
    assert topic in _raised(corpus, facts, {"name": "Reader", **recipient})
    assert topic not in _raised(corpus, LETTER, {"name": "Reader", "role": "client"})


def test_a_letter_to_a_judge_that_the_other_side_reads_is_no_subject(corpus: Corpus) -> None:
    """What is asked of letters to judges is whether the other side hears of them."""
    judge = {"name": "Chambers", "role": "judge-or-court"}
    counsel = {"name": "Counsel", "role": "opposing-counsel"}
    facts = LETTER | {"message": {"direction": "sent", "channel": "email", "kind": "group"}}
    assert _raised(corpus, facts, judge) == ["judges"]
    assert _raised(corpus, facts, judge, counsel) == []


def test_a_wrong_is_asked_for_as_one(corpus: Corpus) -> None:
    """Nobody has to name the rule: its own words say that a yes is a wrong."""
    wrongs = {name for name, fact in corpus.law.vocabulary.facts.items() if fact.is_wrong}
    assert {"message.reveals_unauthorised", "lawyer.denies_tracking"} <= wrongs
    assert not wrongs & {"lawyer.reads_hidden_data", "tracking.reused", "recipient.objected"}
