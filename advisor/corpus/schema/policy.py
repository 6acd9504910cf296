"""The shape of `policies/**/<id>.yaml`."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from advisor.corpus.schema.parts import (
    CitationModel,
    ConditionMapping,
    DerivedFactModel,
    FactName,
    KindWord,
    Level,
    NonEmptyText,
    NormName,
    NormRef,
    PeriodModel,
    PlaceCodeText,
    PolicyId,
    SaidModel,
    Scoped,
    Url,
    WeightText,
)
from advisor.source.base_models import DateValue, FileModel, Maybe, Text


class ReadingModel(FileModel):
    """How well, and when, the text of an instrument was read."""

    main: ClassVar[str] = "by"
    by: Level
    on: Maybe[DateValue] = None


class AuthorityModel(FileModel):
    """The instrument a policy comes from."""

    kind: KindWord
    cite: Text
    issuer: Text
    jurisdiction: PlaceCodeText
    verified: ReadingModel
    in_force: Maybe[PeriodModel] = None
    url: Maybe[Url] = None
    note: Maybe[Text] = None
    review_by: Maybe[DateValue] = None
    at_most: Maybe[WeightText] = None
    supersedes: list[PolicyId] = Field(default_factory=list)


class ExceptionModel(FileModel):
    """A named condition that lifts the norm it stands in."""

    means: Text
    when: ConditionMapping
    cites: list[CitationModel] = Field(default_factory=list)


class OverrideModel(FileModel):
    """A norm that this one sets aside where both apply."""

    main: ClassVar[str] = "norm"
    norm: NormRef
    cites: list[CitationModel] = Field(default_factory=list)


class NormModel(FileModel):
    """One paragraph of an instrument."""

    id: NormName
    act: NonEmptyText
    bearer: NonEmptyText
    must: Maybe[Text] = None
    must_not: Maybe[Text] = None
    should: Maybe[Text] = None
    should_not: Maybe[Text] = None
    may: Maybe[Text] = None
    need_not: Maybe[Text] = None
    unsettled: Maybe[Text] = None
    when: Maybe[ConditionMapping] = None
    met_if: Maybe[ConditionMapping] = None
    breached_if: Maybe[ConditionMapping] = None
    unless: dict[NonEmptyText, ExceptionModel] = Field(default_factory=dict)
    overrides: list[OverrideModel] = Field(default_factory=list)
    positions: list[SaidModel] = Field(default_factory=list)
    cites: list[CitationModel] = Field(default_factory=list)
    because: Maybe[Text] = None
    caveat: Maybe[Text] = None
    kind: Maybe[KindWord] = None
    verified: Maybe[Level] = None
    in_force: Maybe[PeriodModel] = None
    topics: list[Text] = Field(default_factory=list)


class PolicyModel(FileModel):
    """One instrument and the norms that were read in it."""

    policy: PolicyId
    title: Text
    authority: AuthorityModel
    summary: Maybe[Text] = None
    governs_when: Maybe[Scoped] = None
    derived: dict[FactName, DerivedFactModel] = Field(default_factory=dict)
    norms: list[NormModel] = Field(default_factory=list)
    untranslatable: list[SaidModel] = Field(default_factory=list)
