"""The shape of `policies/vocabulary/*.yaml`."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, StringConstraints, WithJsonSchema

from advisor.corpus.schema.parts import (
    CitationModel,
    ConditionMapping,
    DerivedFactModel,
    FactName,
    NonEmptyText,
    PlaceCodeText,
)
from advisor.model.heard import CueKind
from advisor.model.intake import IntakeTime
from advisor.model.law_clock import ActTime
from advisor.model.vocabulary import Control, FactType, MessageSide
from advisor.source.base_models import FileModel, Maybe, Text


class JudgmentModel(FileModel):
    """A standard that no fact can settle."""

    factors: Annotated[list[Text], Field(min_length=1)]
    cites: list[CitationModel] = Field(default_factory=list)


class CureModel(FileModel):
    """How a remedy may change a fact."""

    to: Maybe[Annotated[list[bool | NonEmptyText], Field(min_length=1)]] = None
    narrow: bool = False
    together: dict[NonEmptyText, Annotated[list[NonEmptyText], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    after_sending: Maybe[bool] = None


class FactModel(FileModel):
    """One thing a scenario may tell."""

    type: Annotated[FactType, Field(strict=False)]
    ask: Text
    help: Maybe[Text] = None
    options: Maybe[Annotated[dict[NonEmptyText, Text], Field(min_length=1)]] = None
    control: Annotated[Control, Field(strict=False)] = Control.FIXED
    cure: Maybe[CureModel] = None
    judgment: Maybe[JudgmentModel] = None
    lasting: bool = False
    wrong: bool = False
    known_by: Maybe[FactName] = None
    says: Maybe[Annotated[dict[NonEmptyText, Text], Field(min_length=1)]] = None
    tell_client: bool = False
    ask_client: Maybe[Text] = None


class ActModel(FileModel):
    """What norms can be about, and when it is done."""

    main: ClassVar[str] = "says"

    says: Text
    done: Annotated[ActTime, Field(strict=False)]


ActEntry = Annotated[
    Text | ActModel,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["says", "done"],
                    "properties": {
                        "says": {
                            "type": "string",
                            "minLength": 1,
                            "description": "What is done, after *to*.",
                        },
                        "done": {
                            "enum": [time.value for time in ActTime],
                            "description": "When it is done.",
                        },
                    },
                },
            ]
        }
    ),
]

IntakeField = Annotated[str, StringConstraints(pattern=r"^(recipients|[a-z]+\.[a-z][a-z0-9_]*)$")]


class IntakeStepModel(FileModel):
    """What an interview asks for in one step."""

    id: NonEmptyText
    ask: Text
    fields: Annotated[list[IntakeField], Field(min_length=1)]
    asked: Annotated[IntakeTime, Field(strict=False)] = IntakeTime.RANKED


RelationMapping = Annotated[
    dict[str, Any], Field(min_length=1), WithJsonSchema({"x-shape": "relation"})
]


class RelationModel(FileModel):
    """What is true of every possible scenario, by the meaning of the words."""

    id: NonEmptyText
    if_: RelationMapping = Field(alias="if")
    then: Maybe[RelationMapping] = None
    never: Maybe[RelationMapping] = None
    mute: Maybe[Annotated[list[FactName], Field(min_length=1)]] = None
    because: Text


class UsualValueModel(FileModel):
    """What any colleague would assume, and say so."""

    id: NonEmptyText
    if_: RelationMapping = Field(alias="if")
    usually: Annotated[dict[FactName, Any], Field(min_length=1), WithJsonSchema({"type": "object"})]
    stratum: Annotated[int, Field(ge=1, le=9)] = 1
    because: Text


class TopicModel(FileModel):
    """A subject that law should have been read on where a scenario raises it."""

    id: NonEmptyText
    name: Text
    raised_by: ConditionMapping


class AftermathStepModel(FileModel):
    """What can still be done once a message is sent or received."""

    id: NonEmptyText
    do: Text
    to_client: Maybe[Text] = None
    if_: ConditionMapping = Field(alias="if")
    acts: Annotated[list[NonEmptyText], Field(min_length=1)]


Phrases = Annotated[list[Text], Field(min_length=1)]


class HeardValueModel(FileModel):
    """The phrases that tell a value in a description, and those from which it follows."""

    value: Maybe[bool | Text] = None
    says: list[Text] = Field(default_factory=list)
    implies: list[Text] = Field(default_factory=list)
    follows: dict[FactName, Annotated[list[bool | Text], Field(min_length=1)]] = Field(
        default_factory=dict
    )


class VocabularyModel(FileModel):
    """Facts, acts, bearers, places, the steps of an interview, relations, what is usual."""

    vocabulary: Text
    facts: dict[FactName, FactModel] = Field(default_factory=dict)
    derived: dict[FactName, DerivedFactModel] = Field(default_factory=dict)
    acts: dict[NonEmptyText, ActEntry] = Field(default_factory=dict)
    bearers: dict[NonEmptyText, Text] = Field(default_factory=dict)
    sides: dict[Annotated[MessageSide, Field(strict=False)], list[NonEmptyText]] = Field(
        default_factory=dict
    )
    places: dict[PlaceCodeText, Text] = Field(default_factory=dict)
    typed_as: dict[Text, PlaceCodeText] = Field(default_factory=dict)
    steps: list[IntakeStepModel] = Field(default_factory=list)
    relations: list[RelationModel] = Field(default_factory=list)
    usual: list[UsualValueModel] = Field(default_factory=list)
    topics: list[TopicModel] = Field(default_factory=list)
    afterwards: list[AftermathStepModel] = Field(default_factory=list)
    heard_as: dict[FactName, Annotated[list[HeardValueModel], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    roles: dict[NonEmptyText, Phrases] = Field(default_factory=dict)
    towns: dict[Text, PlaceCodeText] = Field(default_factory=dict)
    cues: dict[Annotated[CueKind, Field(strict=False)], Phrases] = Field(default_factory=dict)
