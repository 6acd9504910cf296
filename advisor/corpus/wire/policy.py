"""The shape of `policies/**/<id>.yaml`."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from advisor.corpus.wire.parts import (
    CitationWire,
    Code,
    Conditions,
    Day,
    DerivedWire,
    FactName,
    KindWord,
    Level,
    Maybe,
    NormName,
    NormRef,
    PeriodWire,
    PolicyId,
    SaidWire,
    Scoped,
    Text,
    Url,
    WeightWord,
    Wire,
    Word,
)


class ReadingWire(Wire):
    """How well, and when, the text of an instrument was read."""

    main: ClassVar[str] = "by"
    by: Level
    on: Maybe[Day] = None


class AuthorityWire(Wire):
    """The instrument a policy comes from."""

    kind: KindWord
    cite: Text
    issuer: Text
    jurisdiction: Code
    verified: ReadingWire
    in_force: Maybe[PeriodWire] = None
    url: Maybe[Url] = None
    note: Maybe[Text] = None
    review_by: Maybe[Day] = None
    at_most: Maybe[WeightWord] = None
    supersedes: list[PolicyId] = Field(default_factory=list)


class ExceptionWire(Wire):
    """A named condition that lifts the norm it stands in."""

    means: Text
    when: Conditions
    cites: list[CitationWire] = Field(default_factory=list)


class OverrideWire(Wire):
    """A norm that this one sets aside where both apply."""

    main: ClassVar[str] = "norm"
    norm: NormRef
    cites: list[CitationWire] = Field(default_factory=list)


class NormWire(Wire):
    """One paragraph of an instrument."""

    id: NormName
    act: Word
    bearer: Word
    must: Maybe[Text] = None
    must_not: Maybe[Text] = None
    should: Maybe[Text] = None
    should_not: Maybe[Text] = None
    may: Maybe[Text] = None
    need_not: Maybe[Text] = None
    unsettled: Maybe[Text] = None
    when: Maybe[Conditions] = None
    met_if: Maybe[Conditions] = None
    breached_if: Maybe[Conditions] = None
    unless: dict[Word, ExceptionWire] = Field(default_factory=dict)
    overrides: list[OverrideWire] = Field(default_factory=list)
    positions: list[SaidWire] = Field(default_factory=list)
    cites: list[CitationWire] = Field(default_factory=list)
    because: Maybe[Text] = None
    caveat: Maybe[Text] = None
    kind: Maybe[KindWord] = None
    verified: Maybe[Level] = None
    in_force: Maybe[PeriodWire] = None
    topics: list[Text] = Field(default_factory=list)


class PolicyWire(Wire):
    """One instrument and the norms that were read in it."""

    policy: PolicyId
    title: Text
    authority: AuthorityWire
    summary: Maybe[Text] = None
    governs_when: Maybe[Scoped] = None
    derived: dict[FactName, DerivedWire] = Field(default_factory=dict)
    norms: list[NormWire] = Field(default_factory=list)
    untranslatable: list[SaidWire] = Field(default_factory=list)
