"""The shape of a scenario, in a file of its own or in a case."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from advisor.facts.value_parser import parse_flag
from advisor.source.base_models import DateValue, FileModel, Text
from advisor.source.scalars import UNKNOWN_WORD

Facts = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "facts"})]
RecipientFacts = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "recipient"})]
FactOrigins = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "origins"})]


def _told(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    return None if value == UNKNOWN_WORD else value


def _flag(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    truth = parse_flag(value) if isinstance(value, str) else None
    return value if truth is None else truth


ToldValue = TypeVar("ToldValue")
Told = Annotated[ToldValue | None, BeforeValidator(_told)]
"""What may be left out, or be said not to be known."""


class RulingModel(FileModel):
    """A person's answer to a judgment."""

    value: Annotated[bool, BeforeValidator(_flag)]
    decided_by: Text
    on: DateValue
    because: Text
    factors: list[Text] = Field(default_factory=list)


class ScenarioModel(FileModel):
    """What is told about one email on one day."""

    scenario: str | None = None
    as_of: Told[DateValue] = None
    facts: Told[Facts] = None
    recipients: Told[list[RecipientFacts]] = None
    origins: Told[FactOrigins] = None
