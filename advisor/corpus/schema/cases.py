"""The shapes of `policies/**/<id>.cases.yaml`, beside a policy and beside a vocabulary."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from advisor.corpus.schema.parts import FactName, NonEmptyText, PlaceCodeText, PolicyId
from advisor.corpus.schema.vocabulary import RelationMapping
from advisor.facts.scenario_schema import Facts, RecipientFacts, Told
from advisor.model.cases import OUTCOME_WORDS
from advisor.model.opinions import Verdict
from advisor.model.training import Topic
from advisor.source.base_models import DateValue, FileModel, Maybe, Text


def _outcome(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    words = list(value.values()) if isinstance(value, dict) else [value]
    if not words or not all(isinstance(word, str) and word in OUTCOME_WORDS for word in words):
        raise PydanticCustomError("no_outcome", "not an outcome")
    return value


Expected = Annotated[
    Any,
    BeforeValidator(_outcome),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(OUTCOME_WORDS)},
                {"type": "object", "additionalProperties": {"enum": list(OUTCOME_WORDS)}},
            ]
        }
    ),
]
FindingKey = Annotated[str, Field(pattern=r"^[^#\s]+#[^#\s@]+(@[A-Z0-9-]+)?$")]


class ExpectationModel(FileModel):
    """What a case expects of the opinion."""

    verdict: Maybe[Annotated[Verdict, Field(strict=False)]] = None
    weight: Maybe[Literal["binding", "advisory", "persuasive"]] = None
    governing: dict[PlaceCodeText, Literal["true", "false", "unknown"]] = Field(
        default_factory=dict
    )
    findings: dict[FindingKey, Expected] = Field(default_factory=dict)
    persuasive: dict[FindingKey, Expected] = Field(default_factory=dict)
    conflicts: list[Annotated[list[FindingKey], Field(min_length=2, max_length=2)]] = Field(
        default_factory=list
    )
    asks: list[Text] = Field(default_factory=list)
    notices: list[Text] = Field(default_factory=list)


class TeachingModel(FileModel):
    """The situation as a story, the question to put to a class and the point to make."""

    situation: Maybe[Text] = None
    question: Text
    point: Text
    topic: Maybe[Annotated[Topic, Field(strict=False)]] = None
    norm: Maybe[FindingKey] = None


class CaseModel(FileModel):
    """A scenario with the answers its author expects."""

    name: Text
    as_of: DateValue
    facts: Told[Facts] = None
    recipients: Told[list[RecipientFacts]] = None
    expect: ExpectationModel
    golden: Maybe[Text] = None
    teach: Maybe[TeachingModel] = None


class CasesModel(FileModel):
    """The cases of one policy."""

    policy: PolicyId
    cases: Annotated[list[CaseModel], Field(min_length=1)]


class RelationCaseModel(FileModel):
    """A scenario, and what the relations among facts make of it."""

    name: Text
    as_of: Maybe[DateValue] = None
    facts: Told[Facts] = None
    recipients: Told[list[RecipientFacts]] = None
    concludes: Maybe[RelationMapping] = None
    mutes: Maybe[Annotated[list[FactName], Field(min_length=1)]] = None
    contradicts: Maybe[NonEmptyText] = None


class RelationCasesModel(FileModel):
    """The cases of the relations of one vocabulary."""

    vocabulary: Text
    cases: Annotated[list[RelationCaseModel], Field(min_length=1)]
