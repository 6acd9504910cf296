"""When the interview stops, no further answer matters."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from properties.drawn import answer, corpora, told
from properties.strategies import Chooser, days, scenarios

from advisor.advice import Corpus
from advisor.interview import Interview, RecipientsQuestion
from advisor.interview.questions import AskedField
from advisor.model.norms import Outcome
from advisor.model.opinions import Opinion, Reason
from advisor.model.scenarios import Scenario
from advisor.model.truth import Truth

MOST_PEOPLE = 2
COMPLETIONS = 3
NOTHING = frozenset[tuple[str, int | None]]()
EXAMPLES = min(settings().max_examples * 4, 400)  # each draws a law, and holds an interview


def outcomes(opinion: Opinion) -> dict[tuple[str, str | None], Outcome]:
    """Return what became of every governing finding, leaving aside what does not apply."""
    return {
        (one.id, one.recipient): one.outcome
        for one in opinion.findings
        if one.outcome is not Outcome.INAPPLICABLE
    }


def is_said_again(before: Opinion, after: Opinion) -> bool:
    """
    Return whether the word is the same, or something was told since that nobody has read on.

    A certificate is of what was asked: a wrong, a topic or a place told afterwards is owned
    as not read (policy language, section 8), and makes no other word.
    """
    unread = (Reason.UNREAD_WRONG, Reason.UNREAD_PLACE, Reason.UNREAD_TOPIC)
    return before.verdict is after.verdict or after.because in unread


def held(choose: Chooser, interview: Interview, *, everything: bool) -> Interview:
    """Answer every question, some of them with *I don't know* unless `everything` is told."""
    for _ in range(100):
        question = interview.question
        if question is None:
            return interview
        interview = stepped(choose, interview, question, everything=everything)
    raise AssertionError("the interview does not end")


def stepped(
    choose: Chooser, interview: Interview, question: AskedField, *, everything: bool
) -> Interview:
    """Answer one question, or leave it, where not everything is to be told."""
    if isinstance(question, RecipientsQuestion):
        more = len(question.named) < MOST_PEOPLE and choose.below(2)
        return interview.add(f"P{len(question.named)}") if more else interview.no_more()
    if everything or choose.below(4):
        return interview.answer(question, answer(choose, question.fact.name))
    return interview.skip(question)


@settings(max_examples=EXAMPLES)
@given(corpora(), scenarios(), days, st.data())
def test_when_it_stops_no_governing_finding_moves(
    corpus: Corpus, scenario: Scenario, day: date, data: st.DataObject
) -> None:
    """Complete the remaining facts at random, and neither a finding nor the verdict moves."""
    choose = Chooser(data.draw)
    ended = held(choose, Interview(corpus, day, scenario), everything=True)
    before = corpus.advise(ended.scenario, as_of=day)
    for _ in range(COMPLETIONS):
        after = corpus.advise(told(choose, ended.scenario, kept=NOTHING), as_of=day)
        if ended.certificate.is_final:
            assert outcomes(before) == outcomes(after)
            assert is_said_again(before, after)
        else:
            assert settled(before) == settled(after)


@settings(max_examples=EXAMPLES)
@given(corpora(), scenarios(), days, st.data())
def test_what_nobody_knows_stays_open_and_nothing_else_moves(
    corpus: Corpus, scenario: Scenario, day: date, data: st.DataObject
) -> None:
    """With some questions left unanswered, the other answers still move nothing."""
    choose = Chooser(data.draw)
    ended = held(choose, Interview(corpus, day, scenario), everything=False)
    before = corpus.advise(ended.scenario, as_of=day)
    after = corpus.advise(told(choose, ended.scenario, kept=ended.closed), as_of=day)
    assert settled(before) == settled(after)
    if ended.certificate.is_final:
        assert outcomes(before) == outcomes(after)


@settings(max_examples=EXAMPLES)
@given(corpora(), scenarios(), days, st.data())
def test_a_word_that_is_final_stays(
    corpus: Corpus, scenario: Scenario, day: date, data: st.DataObject
) -> None:
    """Wherever the interview says so, no completion gives the verdict another word."""
    choose = Chooser(data.draw)
    interview = Interview(corpus, day, scenario)
    for _ in range(100):
        if interview.verdict_is_final:
            for _ in range(COMPLETIONS):
                after = corpus.advise(told(choose, interview.scenario, kept=NOTHING), as_of=day)
                assert is_said_again(interview.opinion, after)
            return
        if interview.question is None:
            return
        interview = stepped(choose, interview, interview.question, everything=True)


@settings(max_examples=EXAMPLES)
@given(corpora(), scenarios(), days, st.data())
def test_no_question_is_put_twice(
    corpus: Corpus, scenario: Scenario, day: date, data: st.DataObject
) -> None:
    """A fact that was told or that nobody knows is not asked for again; `back` undoes either."""
    choose = Chooser(data.draw)
    interview, seen = Interview(corpus, day, scenario), set()
    while (question := interview.question) is not None:
        if isinstance(question, RecipientsQuestion):
            interview = interview.no_more()
            continue
        assert question.place not in seen
        assert interview.scenario.value(*question.place) is None
        seen.add(question.place)
        after = (
            interview.skip(question)
            if choose.below(2)
            else interview.answer(question, answer(choose, question.fact.name))
        )
        assert interview.scenario == after.back().scenario
        assert question == after.back().question
        interview = after


def settled(opinion: Opinion) -> dict[tuple[str, str | None], Outcome]:
    """Return the outcomes of the findings that are settled, of law that surely governs."""
    unsettled = (Outcome.UNDETERMINED, Outcome.OPEN)
    sure = {(one.id, one.recipient) for one in opinion.findings if one.governs is Truth.TRUE}
    return {
        key: outcome
        for key, outcome in outcomes(opinion).items()
        if outcome not in unsettled and key in sure
    }
