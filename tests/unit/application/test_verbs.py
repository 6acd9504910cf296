"""The verbs as values: documents of plain values, or the diagnostics that stand in their place."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from unit.lands import DAY, SENT, law_of_the_lands

from advisor.advice import Corpus
from advisor.application.authorities import authorities_document, policy_document
from advisor.application.compare import compare
from advisor.application.interview import ask_next
from advisor.application.norms import norm, norms
from advisor.application.opinions import batch, check_scenario
from advisor.application.remedies import fix_document
from advisor.application.results import RefusedRequest, Reply
from advisor.application.versions import health, version
from advisor.application.vocabulary import facts_document

VERBS: dict[str, Callable[[Corpus], Reply]] = {
    "check": lambda corpus: check_scenario(corpus, SENT, today=DAY),
    "ask": lambda corpus: ask_next(corpus, {}, today=DAY, opinion=True),
    "fix": lambda corpus: fix_document(corpus, SENT, today=DAY),
    "compare": lambda corpus: compare(corpus, ("ZZ", "YY"), today=DAY),
    "compare on": lambda corpus: compare(corpus, ("ZZ", "YY"), today=DAY, scenario=SENT),
    "norms": norms,
    "norm": lambda corpus: norm(corpus, "zz/rules#no-tracking"),
    "authorities": lambda corpus: authorities_document(corpus, today=DAY),
    "policy": lambda corpus: policy_document(corpus, "zz/rules"),
    "facts": facts_document,
    "version": version,
    "health": health,
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load a law of two small lands."""
    return law_of_the_lands()


def codes(reply: Reply) -> list[str]:
    """Return the names of the problems of a refusal."""
    assert isinstance(reply, RefusedRequest)
    return [one.code for one in reply.diagnostics]


def document(reply: Reply) -> dict[str, Any]:
    """Return the document of an answer."""
    assert not isinstance(reply, RefusedRequest), reply
    return reply


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_an_answer_is_plain_values(corpus: Corpus, verb: str) -> None:
    """Every document can be written as JSON and is the same when read again."""
    made = document(VERBS[verb](corpus))

    assert made == json.loads(json.dumps(made, allow_nan=False))


def test_the_day_is_the_one_that_was_asked_for(corpus: Corpus) -> None:
    """The day asked for comes first, then the scenario's own, then today."""
    told = {**SENT, "as_of": "2025-01-01"}

    assert "2026-03-02" == document(check_scenario(corpus, SENT, today=DAY))["as_of"]
    assert "2025-01-01" == document(check_scenario(corpus, told, today=DAY))["as_of"]
    assert (
        "2024-05-05"
        == document(check_scenario(corpus, told, today=DAY, as_of="2024-05-05"))["as_of"]
    )
    assert ["future-as-of"] == codes(check_scenario(corpus, told, today=DAY, as_of="2026-03-03"))
    assert ["bad-date"] == codes(check_scenario(corpus, told, today=DAY, as_of="yesterday"))
    assert ["bad-date"] == codes(check_scenario(corpus, told, today=DAY, as_of=20240505))


@pytest.mark.parametrize("told", [None, [], "sent", 3, True])
def test_what_is_no_scenario_is_refused(corpus: Corpus, told: object) -> None:
    """Anything but a mapping is refused by every verb that takes a scenario."""
    for verb in (check_scenario, ask_next, fix_document):
        assert ["wrong-type"] == codes(verb(corpus, told, today=DAY))


def test_a_batch_answers_each(corpus: Corpus) -> None:
    """The entries are in order, and are made as they are asked for."""
    entries = batch(corpus, [SENT, None, {}], today=DAY)

    assert "stop" == next(entries)["opinion"]["verdict"]
    assert ["wrong-type"] == [one["code"] for one in next(entries)["errors"]]
    assert "ask" == next(entries)["opinion"]["verdict"]


def test_what_is_unknown_is_not_asked_again(corpus: Corpus) -> None:
    """An answer `unknown` closes its question, and the certificate names it."""
    first = document(ask_next(corpus, SENT | {"facts": {}}, today=DAY))
    entity, name = first["question"]["fact"].split(".")
    told = {**SENT, "facts": {**SENT["facts"], entity: {name: "unknown"}}}
    then = document(ask_next(corpus, told, today=DAY))

    assert first["question"]["fact"] != (then["question"] or {}).get("fact")
    assert "unknown" == then["scenario"]["facts"][entity][name]


def test_a_settled_scenario_has_a_certificate(corpus: Corpus) -> None:
    """Where no answer can matter there is no question, and the result is final."""
    found = document(ask_next(corpus, SENT, today=DAY))

    assert found["question"] is None
    assert found["certificate"]["final"]
    assert 0 == found["open_questions"]


def test_every_question_can_be_asked_of_a_person(corpus: Corpus) -> None:
    """A question says what may be answered, where it goes, and who waits for it."""
    question = document(ask_next(corpus, {}, today=DAY))["question"]

    assert question["question"].endswith("?")
    assert question["pointer"].startswith("/")
    assert question["why"]["says"]
    assert question["why"]["norms"] or question["why"]["laws"]
    assert all(one["citations"] for one in question["why"]["norms"])


def test_names_that_mean_nothing_are_no_empty_lists(corpus: Corpus) -> None:
    """A list narrowed by a name that means nothing is refused, with what was meant."""
    misspelt = norms(corpus, policy="zz/rule")

    assert ["unknown-policy"] == codes(misspelt)
    assert isinstance(misspelt, RefusedRequest)
    assert "did you mean `zz/rules`?" == misspelt.diagnostics[0].fix
    assert ["unknown-jurisdiction", "unknown-act"] == codes(
        norms(corpus, jurisdiction="XX", act="fly")
    )
    assert ["unknown-jurisdiction"] == codes(
        authorities_document(corpus, today=DAY, jurisdiction="XX")
    )
    assert ["unknown-name"] == codes(policy_document(corpus, "zz"))
    assert ["unknown-name"] == codes(norm(corpus, "no-tracking"))
    assert ["unknown-jurisdiction"] * 2 == codes(compare(corpus, ("XX", "XY"), today=DAY))
    assert ["bad-value"] == codes(compare(corpus, ("ZZ",), today=DAY))


def test_norms_are_found_by_place_and_words(corpus: Corpus) -> None:
    """The law of a place is its own and what it adopted; a page of it counts the whole."""
    own = document(norms(corpus, jurisdiction="zz"))
    page = document(norms(corpus, limit=1, offset=1))

    assert {"ZZ"} == {one["jurisdiction"] for one in own["norms"]}
    assert 1 == len(page["norms"]) < page["total"]
    assert document(norms(corpus, text="CONSENT track"))["norms"]
    assert 0 == document(norms(corpus, text="nowhere-said"))["total"]
    assert all(one["citations"] for one in own["norms"])


def test_too_many_people_are_refused_before_they_are_answered(corpus: Corpus) -> None:
    """Each person has findings of their own, so a crowd is not answered at once."""
    crowd = {**SENT, "recipients": [{"name": str(one)} for one in range(201)]}

    assert ["too-many"] == codes(check_scenario(corpus, crowd, today=DAY))
