"""A class is never taught what a gap says, and no turn to a place that nobody read."""

from __future__ import annotations

from random import Random

import pytest

from advisor.advice import Corpus
from advisor.model.opinions import Finding, Verdict
from advisor.model.training import Exercise, ExerciseAnswer
from advisor.training import case_exercises
from advisor.training.answer_oracle import AnswerOracle, Focus
from advisor.training.unread import rests_on_a_gap
from advisor.values import replace as changed

GAPS = {
    "passing the live tracker on lets the opponent see the client read in Porto": "unverified",
    "counsel knows of the tracker and forwards the mail unchanged to a client in hiding": "model",
    "a vendor that protects client information, and the client was not asked": "unverified",
    "before 5 February 2026 the older text applied": "unverified",
    "tracking that opposing counsel was told of and agreed to": "beyond the words",
}
"""Written cases whose answer advice may give, with why no class may be taught it."""


@pytest.mark.parametrize("name", GAPS)
def test_no_gap_is_served(taught: Corpus, name: str) -> None:
    """An answer on a text that nobody verified, or beyond its words, makes no exercise."""
    case = next(one for one in taught.law.cases if one.name == name)

    assert case.teach is not None
    made = case_exercises.case_exercise(AnswerOracle(taught), case, Random(1))  # noqa: S311 - an order, no secret
    assert made is None


def test_what_is_drawn_rests_on_no_gap(drawn: tuple[Exercise, ...]) -> None:
    """No right answer and no twin rests on a model, a doubt, an unread place or a caveat."""
    for one in drawn:
        halves = [(one.opinion, one.right_choice.answer, one.deciding)]
        if one.twin is not None:
            halves.append((one.twin.opinion, one.twin.answer, one.twin.deciding))
        for opinion, answer, deciding in halves:
            assert answer.ruling is not Verdict.VERIFY
            assert not answer.doubted
            assert not [it for it in deciding if it.stands_in or it.day_unread]
            assert not [it for it in deciding if "beyond the words" in " ".join(it.caveats)]
            assert deciding or not opinion.coverage.places


def test_each_gap_is_seen(drawn: tuple[Exercise, ...]) -> None:
    """Each kind of gap is one by itself, where nothing else is."""
    one = next(it for it in drawn if it.deciding and it.act)
    focus = Focus(one.act, one.recipient, one.bearer)
    answer, found = one.right_choice.answer, one.deciding[0]

    def is_gap(answer: ExerciseAnswer, finding: Finding) -> bool:
        return rests_on_a_gap(one.opinion, focus, answer, (finding,))

    assert not is_gap(answer, found)
    assert is_gap(changed(answer, doubted=True), found)
    assert is_gap(changed(answer, ruling=Verdict.VERIFY), found)
    assert is_gap(answer, changed(found, stands_in=True))
    assert is_gap(answer, changed(found, day_unread=True))
    assert is_gap(answer, changed(found, caveats=("This goes one step beyond the words seen.",)))
