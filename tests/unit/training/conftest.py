"""The bundled law with its cases, and a few exercises of every kind drawn from it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice

import pytest

from advisor.advice import Corpus, load
from advisor.model.training import Difficulty, Exercise, ExerciseKind, ExerciseRequest, Topic
from advisor.model.training_session import Response
from advisor.training import draw_exercises

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def taught() -> Corpus:
    """Load the law with its cases."""
    return load(cases=True)


@pytest.fixture(scope="session")
def pairs(taught: Corpus) -> tuple[Exercise, ...]:
    """Draw some pairs."""
    return tuple(
        islice(draw_exercises(taught, ExerciseRequest(seed="tests", kind=ExerciseKind.PAIR)), 8)
    )


@pytest.fixture(scope="session")
def drawn(taught: Corpus, pairs: tuple[Exercise, ...]) -> tuple[Exercise, ...]:
    """Draw pairs and written cases."""
    cases = islice(draw_exercises(taught, ExerciseRequest(seed="tests", kind=ExerciseKind.CASE)), 5)
    return (*pairs, *cases)


def response(
    *, right: bool, confidence: float, topic: Topic = Topic.SENDING, options: int = 4
) -> Response:
    """Make an answer of which only this matters."""
    return Response(
        exercise="e",
        kind=ExerciseKind.PAIR,
        topic=topic,
        difficulty=Difficulty.EASY,
        jurisdiction="US-IL",
        chosen="A" if right else "B",
        right="A",
        confidence=confidence,
        options=options,
        at=NOON,
    )
