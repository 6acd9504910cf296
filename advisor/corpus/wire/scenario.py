"""The shape of a scenario, in a file of its own or in a case."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from advisor.corpus.wire.parts import Day, Text, Wire

Facts = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "facts"})]
RecipientFacts = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "recipient"})]


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
    as_of: Day | None = None
    facts: Facts | None = None
    recipients: list[RecipientFacts] | None = None
