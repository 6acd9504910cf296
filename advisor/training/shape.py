"""The shape of a session file."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.model.sittings import Learner, Response, Sitting, Stint
from advisor.model.training import Difficulty, Kind, Topic, Wanted

SCHEMA: Literal["advisor/session/1"] = "advisor/session/1"
_MOST = 10_000

Word = Annotated[str, Field(max_length=300)]
Letter = Annotated[str, Field(pattern=r"^[A-H]$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WantedPart(_Part):
    """Which exercises were asked for."""

    seed: Word
    topic: Topic | None = None
    jurisdiction: Word | None = None
    difficulty: Difficulty | None = None
    kind: Kind | None = None


class LearnerPart(_Part):
    """Who sits."""

    name: Word = ""
    bar_id: Word = ""


class StintPart(_Part):
    """A time without a pause."""

    start: datetime
    end: datetime


class ResponsePart(_Part):
    """One answer."""

    exercise: Word
    kind: Kind
    topic: Topic
    difficulty: Difficulty
    jurisdiction: Word
    chosen: Letter
    right: Letter
    confidence: Annotated[float, Field(ge=0, le=1)]
    options: Annotated[int, Field(ge=2, le=8)]
    at: datetime
    question: Annotated[str, Field(max_length=2000)] = ""


class SittingDocument(_Part):
    """A whole session file."""

    form: Annotated[Literal["advisor/session/1"], Field(alias="schema")] = SCHEMA
    wanted: WantedPart
    count: Annotated[int, Field(ge=1, le=_MOST)]
    corpus: Word
    learner: LearnerPart = LearnerPart()
    stints: Annotated[tuple[StintPart, ...], Field(max_length=_MOST)] = ()
    responses: Annotated[tuple[ResponsePart, ...], Field(max_length=_MOST)] = ()

    def sitting(self) -> Sitting:
        """Give what the file says."""
        return Sitting(
            wanted=Wanted(**dict(self.wanted)),
            count=self.count,
            corpus=self.corpus,
            learner=Learner(**dict(self.learner)),
            stints=tuple(Stint(one.start, one.end) for one in self.stints),
            responses=tuple(Response(**dict(one)) for one in self.responses),
        )


def document(sitting: Sitting) -> SittingDocument:
    """Give a sitting the shape of its file."""
    wanted, learner = sitting.wanted, sitting.learner
    return SittingDocument(
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
