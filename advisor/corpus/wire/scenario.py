"""The shape of a scenario, in a file of its own or in a case."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema

from advisor.corpus.scalars import UNKNOWN
from advisor.corpus.wire.parts import Day, Text, Wire

Facts = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "facts"})]
RecipientFacts = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "recipient"})]


def _told(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    return None if value == UNKNOWN else value


T = TypeVar("T")
Known = Annotated[T | None, BeforeValidator(_told)]
"""What may be left out, or be said not to be known."""


class RulingWire(Wire):
    """A person's answer to a judgment."""

    value: bool
    decided_by: Text
    on: Day
    because: Text
    factors: list[Text] = Field(default_factory=list)


class ScenarioWire(Wire):
    """What is told about one email on one day."""

    scenario: str | None = None
    as_of: Known[Day] = None
    facts: Known[Facts] = None
    recipients: Known[list[RecipientFacts]] = None
