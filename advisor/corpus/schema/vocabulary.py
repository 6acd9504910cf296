"""The shape of `policies/vocabulary/*.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from advisor.corpus.schema.parts import (
    CitationModel,
    DerivedFactModel,
    FactName,
    NonEmptyText,
    PlaceCodeText,
)
from advisor.model.intake import IntakeTime
from advisor.model.vocabulary import Control, FactType
from advisor.source.base_models import FileModel, Maybe, Text


class JudgmentModel(FileModel):
    """A standard that no fact can settle."""

    factors: Annotated[list[Text], Field(min_length=1)]
    cites: list[CitationModel] = Field(default_factory=list)


class FactModel(FileModel):
    """One thing a scenario may tell."""

    type: Annotated[FactType, Field(strict=False)]
    ask: Text
    help: Maybe[Text] = None
    options: Maybe[Annotated[dict[NonEmptyText, Text], Field(min_length=1)]] = None
    control: Annotated[Control, Field(strict=False)] = Control.FIXED
    judgment: Maybe[JudgmentModel] = None
    lasting: bool = False


IntakeField = Annotated[str, StringConstraints(pattern=r"^(recipients|[a-z]+\.[a-z][a-z0-9_]*)$")]


class IntakeStepModel(FileModel):
    """What an interview asks for in one step."""

    id: NonEmptyText
    ask: Text
    fields: Annotated[list[IntakeField], Field(min_length=1)]
    asked: Annotated[IntakeTime, Field(strict=False)] = IntakeTime.RANKED


class VocabularyModel(FileModel):
    """Facts, derived facts, acts, bearers, places and the steps of an interview."""

    vocabulary: Text
    facts: dict[FactName, FactModel] = Field(default_factory=dict)
    derived: dict[FactName, DerivedFactModel] = Field(default_factory=dict)
    acts: dict[NonEmptyText, Text] = Field(default_factory=dict)
    bearers: dict[NonEmptyText, Text] = Field(default_factory=dict)
    places: dict[PlaceCodeText, Text] = Field(default_factory=dict)
    typed_as: dict[Text, PlaceCodeText] = Field(default_factory=dict)
    steps: list[IntakeStepModel] = Field(default_factory=list)
