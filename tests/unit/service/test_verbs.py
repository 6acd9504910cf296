"""The verbs as values: documents of plain values, or the diagnostics that stand in their place."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from unit.lands import DAY, SENT, law_of_the_lands

from advisor.advice import Corpus
from advisor.service.authorities import authorities, policy
from advisor.service.comparisons import compare
from advisor.service.cures import fix
from advisor.service.interviews import ask
from advisor.service.norms import norm, norms
from advisor.service.opinions import batch, check
from advisor.service.replies import Refused, Reply
from advisor.service.versions import health, version
from advisor.service.vocabulary import facts

VERBS: dict[str, Callable[[Corpus], Reply]] = {
    "check": lambda corpus: check(corpus, SENT, today=DAY),
    "ask": lambda corpus: ask(corpus, {}, today=DAY, opinion=True),
    "fix": lambda corpus: fix(corpus, SENT, today=DAY),
    "compare": lambda corpus: compare(corpus, ("ZZ", "YY"), today=DAY),
    "compare on": lambda corpus: compare(corpus, ("ZZ", "YY"), today=DAY, scenario=SENT),
    "norms": norms,
    "norm": lambda corpus: norm(corpus, "zz/rules#no-tracking"),
    "authorities": lambda corpus: authorities(corpus, today=DAY),
    "policy": lambda corpus: policy(corpus, "zz/rules"),
    "facts": facts,
    "version": version,
    "health": health,
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load a law of two small lands."""
    return law_of_the_lands()


def codes(reply: Reply) -> list[str]:
    """Name the problems of a refusal."""
    assert isinstance(reply, Refused)
    return [one.code for one in reply.diagnostics]


def document(reply: Reply) -> dict[str, Any]:
    """Give the document of an answer."""
    assert not isinstance(reply, Refused), reply
    return reply


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_an_answer_is_plain_values(corpus: Corpus, verb: str) -> None:
    """Every document can be written as JSON and is the same when read again."""
    made = document(VERBS[verb](corpus))

    assert made == json.loads(json.dumps(made, allow_nan=False))


def test_the_day_is_the_one_that_was_asked_for(corpus: Corpus) -> None:
    """The day asked for comes first, then the scenario's own, then today."""
    told = {**SENT, "as_of": "2025-01-01"}

    assert "2026-03-02" == document(check(corpus, SENT, today=DAY))["as_of"]
    assert "2025-01-01" == document(check(corpus, told, today=DAY))["as_of"]
    assert "2024-05-05" == document(check(corpus, told, today=DAY, as_of="2024-05-05"))["as_of"]
    assert ["future-as-of"] == codes(check(corpus, told, today=DAY, as_of="2026-03-03"))
    assert ["bad-date"] == codes(check(corpus, told, today=DAY, as_of="yesterday"))
    assert ["bad-date"] == codes(check(corpus, told, today=DAY, as_of=20240505))


@pytest.mark.parametrize("told", [None, [], "sent", 3, True])
def test_what_is_no_scenario_is_refused(corpus: Corpus, told: object) -> None:
    """Anything but a mapping is refused by every verb that takes a scenario."""
    for verb in (check, ask, fix):
        assert ["wrong-type"] == codes(verb(corpus, told, today=DAY))


def test_a_batch_answers_each(corpus: Corpus) -> None:
    """The entries are in order, and are made as they are asked for."""
    entries = batch(corpus, [SENT, None, {}], today=DAY)

    assert "stop" == next(entries)["opinion"]["verdict"]
    assert ["wrong-type"] == [one["code"] for one in next(entries)["errors"]]
    assert "ask" == next(entries)["opinion"]["verdict"]


def test_what_is_unknown_is_not_asked_again(corpus: Corpus) -> None:
    """An answer `unknown` closes its question, and the certificate names it."""
    first = document(ask(corpus, SENT | {"facts": {}}, today=DAY))
    entity, name = first["question"]["fact"].split(".")
    told = {**SENT, "facts": {**SENT["facts"], entity: {name: "unknown"}}}
    then = document(ask(corpus, told, today=DAY))

    assert first["question"]["fact"] != (then["question"] or {}).get("fact")
    assert "unknown" == then["scenario"]["facts"][entity][name]


def test_a_settled_scenario_has_a_certificate(corpus: Corpus) -> None:
    """Where no answer can matter there is no question, and the result is final."""
    found = document(ask(corpus, SENT, today=DAY))

    assert found["question"] is None
    assert found["certificate"]["final"]
    assert 0 == found["open_questions"]


def test_every_question_can_be_asked_of_a_person(corpus: Corpus) -> None:
    """A question says what may be answered, where it goes, and who waits for it."""
    question = document(ask(corpus, {}, today=DAY))["question"]

    assert question["question"].endswith("?")
    assert question["pointer"].startswith("/")
    assert question["why"]["says"]
    assert question["why"]["norms"] or question["why"]["laws"]
    assert all(one["citations"] for one in question["why"]["norms"])


def test_names_that_mean_nothing_are_no_empty_lists(corpus: Corpus) -> None:
    """A list narrowed by a name that means nothing is refused, with what was meant."""
    misspelt = norms(corpus, policy="zz/rule")

    assert ["unknown-policy"] == codes(misspelt)
    assert isinstance(misspelt, Refused)
    assert "did you mean `zz/rules`?" == misspelt.diagnostics[0].fix
    assert ["unknown-jurisdiction", "unknown-act"] == codes(
        norms(corpus, jurisdiction="XX", act="fly")
    )
    assert ["unknown-jurisdiction"] == codes(authorities(corpus, today=DAY, jurisdiction="XX"))
    assert ["unknown-name"] == codes(policy(corpus, "zz"))
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

    assert ["too-many"] == codes(check(corpus, crowd, today=DAY))
