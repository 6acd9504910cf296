"""What a learner answered, when, and how sure they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.training import ExerciseRequest
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from datetime import datetime

    from advisor.model.training import Difficulty, Exercise, ExerciseKind, Topic

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Response:
    """
    One answer: the letter chosen and how sure the learner was of it, from 0 to 1.

    What the exercise was is kept beside it, so that a score needs nothing else.
    """

    exercise: str
    kind: ExerciseKind
    topic: Topic
    difficulty: Difficulty
    jurisdiction: str
    chosen: str
    right: str
    confidence: float
    options: int
    at: datetime
    question: str = ""

    @property
    def is_right(self) -> bool:
        """Return whether the answer was right."""
        return self.chosen == self.right


@dataclass(frozen=True, slots=True)
class TrainingStint:
    """A time spent on the exercises without leaving."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Learner:
    """Who sits; both may be untold."""

    name: str = ""
    bar_id: str = ""


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """
    A set of exercises and how far somebody has come with it.

    `wanted`, `count` and `corpus` (the hash of the law) make the set again.
    """

    wanted: ExerciseRequest
    count: int
    corpus: str
    learner: Learner = Learner()
    stints: tuple[TrainingStint, ...] = ()
    responses: tuple[Response, ...] = ()

    @property
    def is_done(self) -> bool:
        """Return whether every exercise was answered."""
        return len(self.responses) >= self.count

    @property
    def minutes(self) -> int:
        """Return the time spent, pauses between stints omitted, in whole minutes, rounded down."""
        seconds = sum((stint.end - stint.start).total_seconds() for stint in self.stints)
        return int(seconds) // _MINUTE

    def begun(self, now: datetime) -> TrainingRecord:
        """Start a stint."""
        return replace(self, stints=(*self.stints, TrainingStint(now, now)))

    def until(self, now: datetime) -> TrainingRecord:
        """Let the stint that runs last until now."""
        if not self.stints:
            return self.begun(now)
        last = replace(self.stints[-1], end=max(now, self.stints[-1].start))
        return replace(self, stints=(*self.stints[:-1], last))

    def answered(
        self, exercise: Exercise, chosen: str, confidence: float, now: datetime
    ) -> TrainingRecord:
        """Add an answer; an exercise is answered once, and what was answered stays."""
        if any(response.exercise == exercise.id for response in self.responses):
            return self
        found = respond(exercise, chosen, confidence, now)
        return replace(self.until(now), responses=(*self.responses, found))


def respond(exercise: Exercise, chosen: str, confidence: float, now: datetime) -> Response:
    """Put down one answer to an exercise."""
    return Response(
        exercise=exercise.id,
        kind=exercise.kind,
        topic=exercise.topic,
        difficulty=exercise.difficulty,
        jurisdiction=exercise.jurisdiction,
        chosen=chosen,
        right=exercise.right,
        confidence=confidence,
        options=len(exercise.choices),
        at=now,
        question=exercise.question,
    )
