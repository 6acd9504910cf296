"""Nobody is asked what only another could know: where people are based, not where they read."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.advice import Corpus, load
from advisor.interview import Interview, InterviewQuestion
from advisor.interview.confirmations import ConfirmationStep
from advisor.model.opinions import Verdict
from advisor.model.scenarios import Recipient, Scenario, Source
from benchmarks.stories import story_teller
from benchmarks.talks import hold

DAY = date(2026, 11, 10)
LOCATED, BASED = "recipient.located_in", "recipient.based_in"
ANSWERS = {"recipient.role": "opposing-counsel", BASED: "DE"}
LETTER = Scenario(
    facts={
        "message.direction": "sent",
        "message.kind": "one-to-one",
        "matter.representing_client": True,
        "tracking.mechanisms": frozenset({"pixel"}),
        "tracking.enabled_by": "deliberate",
        "lawyer.admitted_in": frozenset({"US-IL"}),
        "firm.established_in": frozenset({"US-IL"}),
    },
    recipients=(Recipient("Otto"),),
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law."""
    return load(engine="planes")


def _asked_until_confirmation(interview: Interview) -> tuple[Interview, dict[str, str]]:
    """Answer who Otto is and where, skip the rest; return the questions that were put."""
    put: dict[str, str] = {}
    while (step := interview.step) is not None and not isinstance(step, ConfirmationStep):
        for field in step.fields:
            assert isinstance(field, InterviewQuestion)
            put[field.fact.name] = field.fact.ask
            told = ANSWERS.get(field.fact.name)
            interview = interview.answer(field, told) if told else interview.skip(field)
    return interview, put


def test_where_people_are_based_is_asked_in_place_of_where_they_read(corpus: Corpus) -> None:
    """The question can be answered; its reasons are those of the place in which she reads."""
    interview = Interview(corpus, DAY, LETTER.told("matter.tribunal", "none"))
    assert interview.step is not None
    assert not isinstance(interview.step, ConfirmationStep)
    asked = [one for one in interview.step.fields if isinstance(one, InterviewQuestion)]
    (based,) = (one for one in asked if one.fact.name == BASED)

    assert "Where is this recipient based?" == based.fact.ask
    assert (BASED, 0) == based.place
    assert interview.why(based)


def test_that_people_read_where_they_are_based_is_a_line_to_confirm(corpus: Corpus) -> None:
    """Confirmed, it is told with its reason, and the law of the place may govern."""
    interview, put = _asked_until_confirmation(Interview(corpus, DAY, LETTER))
    step = interview.step
    assert isinstance(step, ConfirmationStep)
    lines = [line for line in step.lines if line.by.id == "reads-where-based"]

    assert BASED in put
    assert LOCATED not in put
    assert [((LOCATED, 0), "DE")] == [(fact.about, fact.value) for fact in lines[0].facts]
    told = interview.confirm(lines)
    origin = told.scenario.origin(LOCATED, 0)
    assert "DE" == told.scenario.value(LOCATED, 0)
    assert (Source.CONFIRMED, "reads-where-based") == (origin.source, origin.detail)


def test_who_does_not_confirm_it_is_asked_where_they_read(corpus: Corpus) -> None:
    """Nothing is assumed: then the place itself is asked for, and nothing else in its place."""
    interview, _ = _asked_until_confirmation(Interview(corpus, DAY, LETTER))
    interview = interview.confirm(())

    left = {question.place for question in interview.remaining}
    assert (LOCATED, 0) in left
    assert (BASED, 0) not in left


def test_told_where_they_read_nobody_asks_where_they_are_based(corpus: Corpus) -> None:
    """It would settle nothing."""
    told = LETTER.told(LOCATED, "US-IL", 0)
    _, put = _asked_until_confirmation(Interview(corpus, DAY, told))

    assert BASED not in put
    assert LOCATED not in put


def test_all_told_but_where_she_is_takes_one_step() -> None:
    """An everyday letter asks; it is clear on the usual facts, which are confirmed at once."""
    corpus = load(cases=True, engine="planes")
    letter = Scenario(
        facts={
            "message.direction": "sent",
            "message.kind": "one-to-one",
            "tracking.mechanisms": frozenset[str](),
            "lawyer.admitted_in": frozenset({"US-IL"}),
            "firm.established_in": frozenset({"US-IL"}),
            "matter.tribunal": "US-IL",
        },
        recipients=(Recipient("Opposing counsel", {"recipient.role": "opposing-counsel"}),),
    )
    whole = story_teller(corpus).complete(letter, DAY)
    told = whole.told(LOCATED, None, 0).told(BASED, None, 0)
    opinion = corpus.with_usual(corpus.advise(told, as_of=DAY))
    talk = hold(Interview(corpus, DAY, told), whole)

    assert Verdict.ASK is opinion.verdict
    assert opinion.usual is not None
    assert Verdict.CLEAR is opinion.usual.verdict
    assert ["people-of-a-case-read-at-its-seat"] == [fact.by.id for fact in opinion.usual.assumed]
    assert [("people-of-a-case-read-at-its-seat",)] == talk.order
    assert "clear" == talk.verdict
