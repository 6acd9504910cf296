"""What a score says, and what it is too honest to say."""

from __future__ import annotations

import pytest
from unit.training.conftest import response

from advisor.model.training import Topic
from advisor.reports.training.pages import verdict_on
from advisor.training import scored


def test_brier_by_hand() -> None:
    """The Brier score is the mean square of confidence less outcome."""
    given = [response(right=True, confidence=0.8), response(right=False, confidence=0.6)]

    score = scored(given)

    assert score.brier == pytest.approx((0.04 + 0.36) / 2)
    assert (score.count, score.right, score.share) == (2, 1, 0.5)
    assert score.bias == pytest.approx(0.2)


def test_guessing_earns_what_it_says() -> None:
    """Somebody who guesses among four and says so earns the Brier score of guessing."""
    given = [response(right=at == 0, confidence=0.25) for at in range(4)]

    score = scored(given)

    assert score.brier == pytest.approx(score.guessing)


def test_bins_hold_every_answer_once() -> None:
    """Each answer lies in one bin, the bounds included once."""
    given = [response(right=True, confidence=sure / 100) for sure in range(25, 101)]

    score = scored(given)

    assert sum(one.count for one in score.bins) == len(given)
    assert all(one.start <= one.confidence <= one.end for one in score.bins)


def test_few_answers_say_little() -> None:
    """With few answers the page says that it cannot judge anybody's calibration."""
    score = scored([response(right=False, confidence=0.99)] * 3)

    assert "little can be said" in verdict_on(score)


def test_too_sure_is_told() -> None:
    """Whoever was sure and mostly wrong is told so."""
    score = scored([response(right=at < 4, confidence=0.95) for at in range(20)])

    assert "surer than you were right" in verdict_on(score)


def test_chance_explains_small_misses() -> None:
    """A miss that chance explains is not held against the learner."""
    score = scored([response(right=at < 8, confidence=0.85) for at in range(10)])

    assert "within what chance explains" in verdict_on(score)


def test_topics_apart() -> None:
    """Each topic has a score of its own, and together they are all."""
    given = [
        response(right=True, confidence=0.9, topic=Topic.CONSENT),
        response(right=False, confidence=0.9, topic=Topic.TIME),
    ]

    by_topic = scored(given).by_topic

    assert by_topic is not None
    assert {topic: one.right for topic, one in by_topic.items()} == {
        Topic.CONSENT: 1,
        Topic.TIME: 0,
    }


def test_nothing_answered() -> None:
    """A score of nothing is no division by nothing."""
    score = scored([])

    assert (score.count, score.share, score.brier) == (0, 0.0, 0.0)
