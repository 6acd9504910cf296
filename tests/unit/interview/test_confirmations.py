"""What is usual, shown to be confirmed: few lines, none of them assumed."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.advice import Corpus, load
from advisor.application.interview_text import certificate_lines, usual_line
from advisor.cli.conversation.answer_source import ScriptedAnswers
from advisor.cli.conversation.dialogue import Dialogue
from advisor.cli.conversation.prompt_style import PromptStyle
from advisor.interview import Interview, InterviewQuestion
from advisor.interview.answer_parser import Unread
from advisor.interview.confirmations import (
    MOST_LINES,
    ConfirmationStep,
    chosen_lines,
    untold_wrongs,
)
from advisor.model.scenarios import Recipient, Scenario, Source

DAY = date(2026, 11, 10)
LETTER = Scenario(
    facts={
        "message.direction": "sent",
        "message.kind": "one-to-one",
        "matter.representing_client": True,
        "matter.tribunal": "US-IL",
        "tracking.mechanisms": frozenset({"pixel"}),
        "tracking.enabled_by": "deliberate",
        "tracking.disclosure": "in-message",
        "lawyer.admitted_in": frozenset({"US-TX"}),
        "firm.established_in": frozenset({"US-TX"}),
        "matter.predominant_effect": "none",
    },
    recipients=(
        Recipient(
            "Opposing counsel",
            {"recipient.role": "opposing-counsel", "recipient.consented": True},
        ),
    ),
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law."""
    return load(engine="planes")


@pytest.fixture
def reached(corpus: Corpus) -> tuple[Interview, ConfirmationStep]:
    """Come to the page on which usual values are confirmed."""
    interview = Interview(corpus, DAY, LETTER)
    while (step := interview.step) is not None and not isinstance(step, ConfirmationStep):
        interview = interview.skip(step.fields[0])
    assert isinstance(step, ConfirmationStep)
    return interview, step


def test_few_lines_are_shown_and_none_is_assumed(
    reached: tuple[Interview, ConfirmationStep],
) -> None:
    """Of what matters at most seven lines are shown, once; left alone, nothing is told."""
    interview, step = reached
    after = interview.confirm(())

    assert 0 < len(step.lines) <= MOST_LINES
    assert interview.scenario == after.scenario
    assert not isinstance(after.step, ConfirmationStep)
    assert interview == after.back()


def test_what_is_confirmed_is_told_with_its_reason(
    reached: tuple[Interview, ConfirmationStep],
) -> None:
    """A confirmed line tells its facts, by whom it was confirmed and why it is usual."""
    interview, step = reached
    line = step.lines[0]
    after = interview.confirm([line])

    for fact in line.facts:
        origin = after.scenario.origin(*fact.about)
        assert fact.value == after.scenario.value(*fact.about)
        assert (Source.CONFIRMED, line.by.id, line.by.because) == (
            origin.source,
            origin.detail,
            origin.because,
        )


@pytest.mark.parametrize(
    ("typed", "wanted"), [("all", None), ("none", []), ("2, 1", [0, 1]), ("1 1", [0])]
)
def test_lines_are_chosen_by_number(
    reached: tuple[Interview, ConfirmationStep], typed: str, wanted: list[int] | None
) -> None:
    """All, none, or the numbers of some."""
    _, step = reached
    chosen = range(len(step.lines)) if wanted is None else wanted

    assert tuple(step.lines[at] for at in chosen) == chosen_lines(typed, step.lines)


@pytest.mark.parametrize("typed", ["", "99", "perhaps"])
def test_what_is_no_choice_is_refused(
    reached: tuple[Interview, ConfirmationStep], typed: str
) -> None:
    """What names no line confirms nothing."""
    _, step = reached

    with pytest.raises(Unread, match="numbers from 1"):
        chosen_lines(typed, step.lines)


def test_a_conversation_asks_for_confirmation(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prepared answers may confirm what is usual; the lines are read out with their reasons."""
    answers = ScriptedAnswers.of(["usual = all"])
    voice = PromptStyle(80, colour=False, plain=True)
    dialogue = Dialogue(Interview(corpus, DAY, LETTER), voice, answers, DAY, prepared=True)
    dialogue.run()

    said = capsys.readouterr().out
    assert "Is this so, as it usually is?" in said
    assert any(
        origin.source is Source.CONFIRMED for origin in dialogue.interview.scenario.origins.values()
    )


def test_what_cannot_be_is_not_offered(corpus: Corpus) -> None:
    """A newsletter is nothing that a client is represented by, so it is no option then."""
    told = Scenario(facts={"message.direction": "sent", "matter.representing_client": True})
    kind = InterviewQuestion(corpus.law.vocabulary.facts["message.kind"], None, None, 0.0)
    interview = Interview(corpus, DAY, told)

    assert not interview.is_offered(kind, "newsletter")
    assert interview.is_offered(kind, "group")


def test_an_answer_against_an_earlier_one_asks_which_stands(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    """The earlier fact is shown with the reason; the new answer stands where it is chosen."""
    told = Scenario(facts={"message.direction": "sent", "matter.tribunal": "US-IL"})
    interview = Interview(corpus, DAY, told)
    fact = corpus.law.vocabulary.facts["matter.before_tribunal"]
    question = InterviewQuestion(fact, None, None, 0.0)
    voice = PromptStyle(80, colour=False, plain=True)
    for typed, stands in (("", False), ("n", True)):
        dialogue = Dialogue(interview, voice, ScriptedAnswers.of([typed or "x"]), DAY)
        assert stands is dialogue.stands(question, value=False)
        assert stands is (dialogue.interview.scenario.value("matter.tribunal") is None)

    said = capsys.readouterr().out
    assert "That cannot be so together with what you told:" in said
    assert "Illinois (US-IL)" in said


def test_the_last_line_denies_every_untold_wrong(
    reached: tuple[Interview, ConfirmationStep],
) -> None:
    """One line says that none of the wrongs is so; confirmed, each is told as false."""
    interview, step = reached
    *usual, denial = step.lines
    facts = interview.corpus.law.vocabulary.facts
    wrongs = {name for name, fact in facts.items() if fact.is_wrong}
    told = interview.confirm([denial])

    assert denial.denies_wrongs
    assert not any(line.denies_wrongs for line in usual)
    assert {fact.fact for fact in denial.facts} <= wrongs
    assert "lawyer.threatens_charges" in {fact.fact for fact in denial.facts}
    for fact in denial.facts:
        assert told.scenario.value(fact.fact) is False
        assert Source.CONFIRMED is told.scenario.origin(fact.fact).source
    assert usual_line(denial, interview).startswith("None of these is so: Do you ")


def test_a_wrong_that_was_told_or_cannot_be_is_not_denied(corpus: Corpus) -> None:
    """What was answered is left as it is, and what does not arise in sent mail is not shown."""
    threatens = Interview(corpus, DAY, LETTER.told("lawyer.threatens_charges", value=True))
    names = untold_wrongs(corpus.law, threatens.closing)

    assert "lawyer.threatens_charges" not in names
    assert "message.improperly_obtained" not in names
    assert "lawyer.denies_recording" in names


def test_the_certificate_says_of_what_was_asked(
    reached: tuple[Interview, ConfirmationStep],
) -> None:
    """Until somebody denies the wrongs, the certificate holds of what was asked alone."""
    interview, step = reached
    left = "Nobody said that none of these is so:"

    def said(interview: Interview) -> str:
        while (step := interview.step) is not None:
            assert not isinstance(step, ConfirmationStep)
            interview = interview.skip(step.fields[0])
        return " ".join(text for text, _ in certificate_lines(interview))

    assert left in said(interview.confirm([]))
    assert left not in said(interview.confirm([step.lines[-1]]))
