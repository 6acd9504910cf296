"""All laws sorted by what they say on one question."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.advice import Corpus
from advisor.compare.equivalence_classes import sort_laws
from advisor.compare.question import LawQuestion, tracking_question
from advisor.model.comparisons import LawSurvey
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict

LANDS = ("ZZ", "YY", "XX")


@pytest.fixture
def atlas(lands: Corpus, day: date) -> LawSurvey:
    """Sort the three lands by what they say of a tracked letter to counsel."""
    ground = lands.scenario(
        {
            "scenario": "A hidden pixel in a letter to counsel",
            "facts": {"message": {"direction": "sent"}, "tracking": {"mechanisms": ["pixel"]}},
            "recipients": [{"name": "the recipient", "role": "counsel", "age": 40}],
        }
    )
    question = LawQuestion("May counsel be tracked?", ("track-email",), ground)
    return sort_laws(lands, LANDS, question, as_of=day)


def test_three_classes(atlas: LawSurvey) -> None:
    """Two lands that speak differently and one that is silent are three classes."""
    assert [("ZZ",), ("YY",), ("XX",)] == [one.members for one in atlas.classes]


def test_silence_is_a_class_of_its_own(atlas: LawSurvey) -> None:
    """Nothing found is told as nothing found, and never as allowed."""
    silent = atlas.of("XX")

    assert silent is not None
    assert not silent.own
    assert Outcome.INAPPLICABLE is silent.answer
    assert {Outcome.INAPPLICABLE} == {one.answer for one in silent.replies}
    assert Verdict.CLEAR is not silent.replies[0].verdict


def test_the_question_comes_first(atlas: LawSurvey) -> None:
    """The first probe is the question as it is posed; the others say what is different."""
    first, *others = atlas.probes

    assert "A hidden pixel in a letter to counsel" == first.scenario.title
    assert () == first.changes
    assert all(one.changes or one.derived for one in others)


def test_probes_tell_all_classes_apart(atlas: LawSurvey) -> None:
    """No two classes answer all probes alike."""
    rows = [tuple(reply.answers for reply in one.replies) for one in atlas.classes]

    assert len(rows) == len(set(rows))


def test_own_authority(atlas: LawSurvey) -> None:
    """A class names the instruments that speak in it, its own first."""
    first = atlas.classes[0]

    assert first.own
    assert "zz/opinion-1" == first.policies[0]


def test_equal_laws_are_one_class(lands: Corpus, day: date) -> None:
    """Lands that say the same are of one class, whatever the instruments are called."""
    ground = lands.scenario(
        {"facts": {"message": {"direction": "sent", "colour": "red"}}, "recipients": [{}]}
    )
    question = LawQuestion("Must a copy be kept?", ("keep-records",), ground)
    atlas = sort_laws(lands, LANDS, question, as_of=day)

    assert [("ZZ", "YY"), ("XX",)] == [one.members for one in atlas.classes]


def test_the_question_of_tracking() -> None:
    """The question that is shipped can be put to the law that is shipped."""
    from advisor.advice import load

    question = tracking_question(load(engine="planes"))

    assert "track-email" in question.acts
    assert 1 == len(question.ground.people)
