"""The scenario between two pages: carried whole, changed as asked, and never trusted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from advisor.advice import Corpus, load
from advisor.corpus import scenario_from
from advisor.model.scenarios import Ruling, Scenario
from advisor.web.error_pages import RequestRefused
from advisor.web.state import (
    MOST_RECIPIENTS_SHOWN,
    CarriedState,
    Naming,
    begun,
    parse_asked_fact,
    unpack_state,
)

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law."""
    return load(engine="reference")


def state(corpus: Corpus, people: int = 2) -> CarriedState:
    """Begin from a scenario."""
    told, problems = scenario_from(
        {
            "scenario": "1e3",
            "as_of": DAY.isoformat(),
            "facts": {"message": {"direction": "sent"}, "tracking": {"mechanisms": ["pixel"]}},
            "recipients": [{"name": f"P{at}", "role": "client"} for at in range(people)],
        },
        corpus.law,
    )
    assert told is not None, problems
    return begun(told, corpus)


def test_it_is_carried_whole(corpus: Corpus) -> None:
    """Packed and unpacked, nothing is lost: titles, judgments, questions left, and their order."""
    ruling = Ruling("lawyer.reasonable_efforts", True, "A. Partner", DAY, "because")  # noqa: FBT003 - the answer
    before = (
        state(corpus)
        .told(("lawyer.reasonable_efforts", None), True, ruling)  # noqa: FBT003 - the answer
        .unknown(("recipient.consented", 1))
    )
    before = replace(before, origins={"message.direction": "observed"})

    after = unpack_state(before.packed(), corpus, DAY)

    assert before.scenario == after.scenario
    assert before.unanswered == after.unanswered
    assert before.trail == after.trail
    assert before.origins == after.origins
    assert before.file() == after.file()


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"naming": "sideways"}',
        '{"scenario": {"facts": {"message": {"direction": "sideways"}}}}',
        '{"scenario": {"facts": {"no.such": 1}}}',
        '{"trail": [["message.direction"]]}',
        '{"trail": 3}',
        '{"scenario": "text"}',
        "[" * 3_000,
    ],
)
def test_it_is_not_trusted(corpus: Corpus, text: str) -> None:
    """What was changed on the way is refused, and breaks nothing."""
    with pytest.raises(RequestRefused):
        unpack_state(text, corpus, DAY)


def test_a_day_to_come_is_refused(corpus: Corpus) -> None:
    """Nobody knows the law of tomorrow, whatever a form carries."""
    with pytest.raises(RequestRefused):
        unpack_state(json.dumps({"scenario": {"as_of": "2030-01-01", "facts": {}}}), corpus, DAY)


def test_back_goes_step_by_step(corpus: Corpus) -> None:
    """The last answer is taken back first, whichever it was about."""
    told = state(corpus).told(("recipient.consented", 0), False)  # noqa: FBT003 - the answer

    once = told.back()

    assert None is once.scenario.value("recipient.consented", 0)
    assert "client" == once.scenario.value("recipient.role", 0)
    assert None is once.back().scenario.value("recipient.role", 1)


def test_a_person_is_taken_out_with_all_that_was_told(corpus: Corpus) -> None:
    """What was left open about the others stays with them."""
    before = state(corpus, 3).unknown(("recipient.consented", 0)).unknown(("recipient.age", 2))

    after = before.removed(0)

    assert ["P1", "P2"] == [one.name for one in after.scenario.people]
    assert frozenset({("recipient.age", 1)}) == after.unanswered
    assert all(who in (None, 0, 1) for _, who in after.trail)


def test_names_are_each_their_own(corpus: Corpus) -> None:
    """An empty name, one in use and one too many are refused with the reason."""
    begun_ = state(corpus)
    for name in ("", "p1"):
        with pytest.raises(ValueError, match="name"):
            begun_.named(name)
    crowd = state(corpus, MOST_RECIPIENTS_SHOWN)
    with pytest.raises(ValueError, match="no more than"):
        crowd.named("one more")


def test_nobody_is_not_unknown(corpus: Corpus) -> None:
    """No recipients, and recipients nobody knows, are two things."""
    assert () == CarriedState().everyone().scenario.recipients
    unknown = replace(CarriedState(Scenario(as_of=DAY)), naming=Naming.UNKNOWN)
    assert None is unknown.interview(corpus, DAY).scenario.recipients


@pytest.mark.parametrize("text", ["no.such", "recipient.role@9", "recipient.role@x", ""])
def test_buttons_are_not_trusted(corpus: Corpus, text: str) -> None:
    """A button that means no question is refused."""
    with pytest.raises(RequestRefused):
        parse_asked_fact(text, state(corpus), corpus.law)
