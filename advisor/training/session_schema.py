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
            stints=tuple(TrainingStint(stint.start, stint.end) for stint in self.stints),
            responses=tuple(Response(**dict(response)) for response in self.responses),
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
        stints=tuple(StintPart(start=stint.start, end=stint.end) for stint in sitting.stints),
        responses=tuple(
            ResponsePart(
                exercise=response.exercise,
                kind=response.kind,
                topic=response.topic,
                difficulty=response.difficulty,
                jurisdiction=response.jurisdiction,
                chosen=response.chosen,
                right=response.right,
                confidence=response.confidence,
                options=response.options,
                at=response.at,
                question=response.question,
            )
            for response in sitting.responses
        ),
    )
