"""The shape of a file that tells a thread of messages and consents."""

from __future__ import annotations

from pydantic import Field

from advisor.facts.scenario_schema import Facts, RecipientFacts, Told
from advisor.source.base_models import DateValue, FileModel, Text


class ThreadEventModel(FileModel):
    """One message, consent or withdrawal, on its day."""

    on: DateValue
    message: Text | None = None
    consent: Text | None = None
    withdrawal: Text | None = None
    facts: Told[Facts] = None
    recipients: Told[list[RecipientFacts]] = None


class ThreadModel(FileModel):
    """What is so of every message, and what happened, in order."""

    thread: Text
    facts: Told[Facts] = None
    recipients: Told[list[RecipientFacts]] = None
    events: list[ThreadEventModel] = Field(min_length=1)
