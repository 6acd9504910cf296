"""The shape of `jurisdictions/**/<code>.yaml`."""

from __future__ import annotations

from pydantic import Field

from advisor.corpus.schema.parts import (
    CitationModel,
    ConditionMapping,
    Level,
    MembershipModel,
    NormRef,
    PlaceCodes,
    PlaceCodeText,
    SaidModel,
    Scoped,
    Url,
)
from advisor.model.authorities import Verification
from advisor.source.base_models import DaySpanValue, FileModel, Maybe, Text


class AdoptionModel(FileModel):
    """A model norm as it was made law in one jurisdiction."""

    as_: Text = Field(alias="as")
    from_: Maybe[DaySpanValue] = Field(None, alias="from")
    by: Maybe[DaySpanValue] = None
    day_unread: bool = False
    until: Maybe[DaySpanValue] = None
    verified: Level = Verification.UNVERIFIED
    cites: list[CitationModel] = Field(default_factory=list)
    quote: Maybe[Text] = None
    url: Maybe[Url] = None
    differs: Maybe[Text] = None
    when: Maybe[ConditionMapping] = None
    met_if: Maybe[ConditionMapping] = None
    breached_if: Maybe[ConditionMapping] = None
    text: Maybe[Text] = None
    caveat: Maybe[Text] = None


class StandInModel(FileModel):
    """A model norm that stands for a local text which was not read."""

    as_: Maybe[Text] = Field(None, alias="as")
    from_: Maybe[DaySpanValue] = Field(None, alias="from")
    until: Maybe[DaySpanValue] = None
    verified: Level
    cites: list[CitationModel] = Field(default_factory=list)
    url: Maybe[Url] = None
    note: Text


class RefusalModel(FileModel):
    """A model norm that a jurisdiction is known not to have adopted."""

    verified: Level
    instead: Maybe[Text] = None
    note: Maybe[Text] = None
    cites: list[CitationModel] = Field(default_factory=list)


class RowModel(FileModel):
    """One cell of what is known of the local law."""

    row: Text
    value: Text
    verified: Level
    url: Maybe[Url] = None
    note: Maybe[Text] = None


class JurisdictionModel(FileModel):
    """A place where authorities govern."""

    jurisdiction: PlaceCodeText
    name: Text
    within: PlaceCodes = Field(default_factory=list)
    members: dict[PlaceCodeText, MembershipModel] = Field(default_factory=dict)
    governs_when: Maybe[Scoped] = None
    members_governed_when: Maybe[Scoped] = None
    exposed_when: Maybe[Scoped] = None
    members_exposed_when: Maybe[Scoped] = None
    adopts: dict[NormRef, AdoptionModel] = Field(default_factory=dict)
    stands_for: dict[NormRef, StandInModel] = Field(default_factory=dict)
    declines: dict[NormRef, RefusalModel] = Field(default_factory=dict)
    paragraphs: dict[Text, Text] = Field(default_factory=dict)
    profile: dict[Text, list[RowModel]] = Field(default_factory=dict)
    notices: list[SaidModel] = Field(default_factory=list)
