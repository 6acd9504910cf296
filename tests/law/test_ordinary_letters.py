"""An ordinary letter is seldom to be verified, and then says what was not read."""

from __future__ import annotations

import pytest

from advisor import Verdict, load
from benchmarks.verify import (
    GOAL,
    ROLES,
    AnsweredLetter,
    answer_letter,
    letter_places,
    verify_share,
)

MOST_ASKED = 1 / 50


@pytest.fixture(scope="module")
def letters() -> list[AnsweredLetter]:
    """Answer a letter to each kind of person in each place."""
    corpus = load(engine="reference")
    return [answer_letter(corpus, code, role) for code in letter_places(corpus) for role in ROLES]


def test_few_have_to_be_verified(letters: list[AnsweredLetter]) -> None:
    """At most one in twenty; and hardly one hides behind a question, or is stopped."""
    open_letters = [one for one in letters if one.opinion.verdict is Verdict.ASK]
    assert verify_share(letters) <= GOAL
    assert len(open_letters) <= MOST_ASKED * len(letters)
    assert [] == [
        (one.place, one.role, one.opinion.summary)
        for one in letters
        if one.opinion.verdict is Verdict.STOP
    ]


def test_each_says_what_and_where(letters: list[AnsweredLetter]) -> None:
    """Who has to verify is told the fact or topic, and the place whose law to look into."""
    assert [] == [
        (one.place, one.role, one.opinion.summary)
        for one in letters
        if one.is_to_verify and not one.names_its_gap
    ]
