"""Exercises, scores and sheets in another language: every word of ours, none of the law's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from unit.i18n.conftest import Brackets
from unit.i18n.tracing import Traces, frame_words, law_words
from unit.training.conftest import NOON, response

from advisor.advice import Corpus
from advisor.i18n import Language, language
from advisor.model.training import Exercise, ExerciseRequest
from advisor.model.training_session import Learner, TrainingRecord
from advisor.reports.document import ReportDocument
from advisor.reports.render import MARKDOWN, TEXT, render
from advisor.reports.training.handouts import answer_key, handout
from advisor.reports.training.pages import exercise_page, reveal_page, score_page
from advisor.reports.training.score_sheets import attendance_sheet, score_sheet
from advisor.training import scored
from advisor.values import replace

_BRACKETED = re.compile("\u27e6[^\u27e6\u27e7]*\u27e7")


@pytest.fixture(scope="module")
def brackets() -> Language:
    """Return a language in which every word of ours stands in brackets."""
    return Language("x-brackets", Brackets())


def written(document: ReportDocument, tongue: Language) -> str:
    """Write a document as text and as Markdown."""
    document = document._replace(language=tongue)
    return "\n".join(render(document, form).decode() for form in (TEXT, MARKDOWN))


def a_record() -> TrainingRecord:
    """Return a session of a learner whose name begins with x."""
    record = TrainingRecord(ExerciseRequest(), 3, "xhash", Learner("xname", "xbar"))
    answers = tuple(response(right=at % 2 == 0, confidence=0.5 + at / 10) for at in range(3))
    return replace(record.begun(NOON).until(NOON + timedelta(minutes=5)), responses=answers)


def test_no_score_escapes(brackets: Language) -> None:
    """What a learner is told of a score, and what is put on paper of it, is in brackets."""
    few = scored(tuple(response(right=at % 3 > 0, confidence=0.9) for at in range(40)))
    record = a_record()
    documents = (
        score_page(few),
        score_page(scored(())),
        score_sheet([(record, few), (record, scored(()))]),
        attendance_sheet([record]),
    )

    for document in documents:
        bare = _BRACKETED.sub("\x00", written(document, brackets).replace("\\", ""))
        words = [word for word in re.findall(r"[A-Za-z]{2,}", bare) if word[0] not in "xX"]
        assert [] == words


def test_no_exercise_escapes(
    drawn: tuple[Exercise, ...], taught: Corpus, brackets: Language
) -> None:
    """The frame of exercises, answers and reasons is in brackets, in every kind of exercise."""
    law, frames = law_words(taught.law), frame_words()
    for number, exercise in enumerate((drawn[0], drawn[-1]), 1):
        told = response(right=True, confidence=0.8)
        said = "\n".join(
            written(document, brackets)
            for document in (
                exercise_page(exercise, taught.law, number=number, of=2),
                reveal_page(exercise, taught.law, told),
                handout([exercise], taught.law, label="xlabel"),
                answer_key([exercise], taught.law, label="xlabel"),
            )
        )
        traces = Traces(law, (exercise, taught.law.cases), frames)
        letters = {"A", "B", "C", "D", "E"}
        strays = {word for word in traces.untraced(" ".join(said.split("\n"))) if len(word) > 2}
        known = " ".join(traces.whole)
        assert set() == {
            word
            for word in strays - letters
            if word.casefold() in frames and word.casefold() not in known
        }


def test_a_score_in_german() -> None:
    """Shares, decimals and counts are as German has them."""
    few = scored(tuple(response(right=at % 3 > 0, confidence=0.9) for at in range(40)))

    said = " ".join(written(score_page(few), language("de")).split())

    assert "26 von 40 richtig" in said
    assert "mittlere Sicherheit 90 %" in said
    assert re.search(r"Brier-Wert 0,\d\d \(0 ist vollkommen", said)
