"""The shape of a session file."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.model.training import Difficulty, ExerciseKind, ExerciseRequest, Topic
from advisor.model.training_session import Learner, Response, TrainingRecord, TrainingStint

SESSION_SCHEMA: Literal["advisor/session/1"] = "advisor/session/1"
_MOST = 10_000

SessionWord = Annotated[str, Field(max_length=300)]
ChoiceLetter = Annotated[str, Field(pattern=r"^[A-H]$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WantedPart(_Part):
    """Which exercises were asked for."""

    seed: SessionWord
    topic: Topic | None = None
    jurisdiction: SessionWord | None = None
    difficulty: Difficulty | None = None
    kind: ExerciseKind | None = None


class LearnerPart(_Part):
    """Who sits."""

    name: SessionWord = ""
    bar_id: SessionWord = ""


class StintPart(_Part):
    """A time without a pause."""

    start: datetime
    end: datetime


class ResponsePart(_Part):
    """One answer."""

    exercise: SessionWord
    kind: ExerciseKind
    topic: Topic
    difficulty: Difficulty
    jurisdiction: SessionWord
    chosen: ChoiceLetter
    right: ChoiceLetter
    confidence: Annotated[float, Field(ge=0, le=1)]
    options: Annotated[int, Field(ge=2, le=8)]
    at: datetime
    question: Annotated[str, Field(max_length=2000)] = ""


class TrainingSessionDocument(_Part):
    """A whole session file."""

    form: Annotated[Literal["advisor/session/1"], Field(alias="schema")] = SESSION_SCHEMA
    wanted: WantedPart
    count: Annotated[int, Field(ge=1, le=_MOST)]
    corpus: SessionWord
    learner: LearnerPart = LearnerPart()
    stints: Annotated[tuple[StintPart, ...], Field(max_length=_MOST)] = ()
    responses: Annotated[tuple[ResponsePart, ...], Field(max_length=_MOST)] = ()

    def sitting(self) -> TrainingRecord:
        """Give what the file says."""
        return TrainingRecord(
            wanted=ExerciseRequest(**dict(self.wanted)),
            count=self.count,
            corpus=self.corpus,
            learner=Learner(**dict(self.learner)),
            stints=tuple(TrainingStint(one.start, one.end) for one in self.stints),
            responses=tuple(Response(**dict(one)) for one in self.responses),
        )


def session_document(sitting: TrainingRecord) -> TrainingSessionDocument:
    """Give a sitting the shape of its file."""
    wanted, learner = sitting.wanted, sitting.learner
    return TrainingSessionDocument(
        wanted=WantedPart(
            seed=wanted.seed,
            topic=wanted.topic,
            jurisdiction=wanted.jurisdiction,
            difficulty=wanted.difficulty,
            kind=wanted.kind,
        ),
        count=sitting.count,
        corpus=sitting.corpus,
        learner=LearnerPart(name=learner.name, bar_id=learner.bar_id),
        stints=tuple(StintPart(start=one.start, end=one.end) for one in sitting.stints),
        responses=tuple(
            ResponsePart(
                exercise=one.exercise,
                kind=one.kind,
                topic=one.topic,
                difficulty=one.difficulty,
                jurisdiction=one.jurisdiction,
                chosen=one.chosen,
                right=one.right,
                confidence=one.confidence,
                options=one.options,
                at=one.at,
                question=one.question,
            )
            for one in sitting.responses
        ),
    )
