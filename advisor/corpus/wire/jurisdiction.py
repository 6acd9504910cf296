"""The shape of `jurisdictions/**/<code>.yaml`."""

from __future__ import annotations

from pydantic import Field

from advisor.corpus.wire.parts import (
    CitationWire,
    Code,
    Codes,
    Conditions,
    Day,
    Level,
    NormRef,
    PeriodWire,
    SaidWire,
    Scoped,
    Text,
    Url,
    Wire,
)
from advisor.model.authorities import Verification


class AdoptionWire(Wire):
    """A model norm as it was made law in one jurisdiction."""

    as_: Text = Field(alias="as")
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    verified: Level = Verification.UNVERIFIED
    cites: list[CitationWire] = Field(default_factory=list)
    url: Url | None = None
    differs: Text | None = None
    when: Conditions | None = None
    met_if: Conditions | None = None
    breached_if: Conditions | None = None
    text: Text | None = None
    caveat: Text | None = None


class RefusalWire(Wire):
    """A model norm that a jurisdiction is known not to have adopted."""

    verified: Level
    note: Text | None = None
    cites: list[CitationWire] = Field(default_factory=list)


class RowWire(Wire):
    """One cell of what is known of the local law."""

    row: Text
    value: Text
    verified: Level
    url: Url | None = None
    note: Text | None = None


class JurisdictionWire(Wire):
    """A place where authorities govern."""

    jurisdiction: Code
    name: Text
    within: Codes = Field(default_factory=list)
    members: dict[Code, PeriodWire] = Field(default_factory=dict)
    governs_when: Scoped | None = None
    members_governed_when: Scoped | None = None
    adopts: dict[NormRef, AdoptionWire] = Field(default_factory=dict)
    declines: dict[NormRef, RefusalWire] = Field(default_factory=dict)
    profile: dict[Text, list[RowWire]] = Field(default_factory=dict)
    notices: list[SaidWire] = Field(default_factory=list)
