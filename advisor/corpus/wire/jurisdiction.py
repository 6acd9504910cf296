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
    Maybe,
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
    from_: Maybe[Day] = Field(None, alias="from")
    until: Maybe[Day] = None
    verified: Level = Verification.UNVERIFIED
    cites: list[CitationWire] = Field(default_factory=list)
    url: Maybe[Url] = None
    differs: Maybe[Text] = None
    when: Maybe[Conditions] = None
    met_if: Maybe[Conditions] = None
    breached_if: Maybe[Conditions] = None
    text: Maybe[Text] = None
    caveat: Maybe[Text] = None


class RefusalWire(Wire):
    """A model norm that a jurisdiction is known not to have adopted."""

    verified: Level
    note: Maybe[Text] = None
    cites: list[CitationWire] = Field(default_factory=list)


class RowWire(Wire):
    """One cell of what is known of the local law."""

    row: Text
    value: Text
    verified: Level
    url: Maybe[Url] = None
    note: Maybe[Text] = None


class JurisdictionWire(Wire):
    """A place where authorities govern."""

    jurisdiction: Code
    name: Text
    within: Codes = Field(default_factory=list)
    members: dict[Code, PeriodWire] = Field(default_factory=dict)
    governs_when: Maybe[Scoped] = None
    members_governed_when: Maybe[Scoped] = None
    exposed_when: Maybe[Scoped] = None
    members_exposed_when: Maybe[Scoped] = None
    adopts: dict[NormRef, AdoptionWire] = Field(default_factory=dict)
    declines: dict[NormRef, RefusalWire] = Field(default_factory=dict)
    profile: dict[Text, list[RowWire]] = Field(default_factory=dict)
    notices: list[SaidWire] = Field(default_factory=list)
