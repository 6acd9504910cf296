"""The shapes of what is told once: the profile of a lawyer and a firm, and the matters."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from advisor.facts.scenario_schema import Told
from advisor.source.base_models import FileModel, Maybe, Text

ProfileFacts = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "profile-facts"})]
MatterFacts = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "matter-facts"})]
MatterPerson = Annotated[dict[str, Any], WithJsonSchema({"x-shape": "matter-person"})]


TextOrNumber = Text | float
"""A number that stands for a name: it is read as it is written."""


class ProfileModel(FileModel):
    """What is true of a lawyer and a firm from message to message."""

    profile: Text
    facts: Told[ProfileFacts] = None


class ClueModel(FileModel):
    """What tells that a message belongs to a matter: all of these together."""

    address: Maybe[Text] = None
    domain: Maybe[Text] = None
    subject_tag: Maybe[TextOrNumber] = None
    client_number: Maybe[TextOrNumber] = None
    folder: Maybe[TextOrNumber] = None
    header: Maybe[Annotated[dict[str, TextOrNumber], Field(min_length=1)]] = None


class MatterModel(FileModel):
    """One matter: its clues, any of which will do, and what is true of all its mail."""

    matter: Text
    match: Annotated[list[ClueModel], Field(min_length=1)]
    facts: Told[MatterFacts] = None
    recipients: Told[list[MatterPerson]] = None


class MattersModel(FileModel):
    """The matters of a firm."""

    matters: list[MatterModel]
