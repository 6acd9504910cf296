"""The shape of `policies/**/<id>.yaml`."""

from __future__ import annotations

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

    by: Level
    on: Day | None = None


class AuthorityWire(Wire):
    """The instrument a policy comes from."""

    kind: KindWord
    cite: Text
    issuer: Text
    jurisdiction: Code
    verified: ReadingWire
    in_force: PeriodWire | None = None
    url: Url | None = None
    note: Text | None = None
    review_by: Day | None = None
    at_most: WeightWord | None = None
    supersedes: list[PolicyId] = Field(default_factory=list)


class ExceptionWire(Wire):
    """A named condition that lifts the norm it stands in."""

    means: Text
    when: Conditions
    cites: list[CitationWire] = Field(default_factory=list)


class OverrideWire(Wire):
    """A norm that this one sets aside where both apply."""

    norm: NormRef
    cites: list[CitationWire] = Field(default_factory=list)


class NormWire(Wire):
    """One paragraph of an instrument."""

    id: NormName
    act: Word
    bearer: Word
    must: Text | None = None
    must_not: Text | None = None
    should: Text | None = None
    should_not: Text | None = None
    may: Text | None = None
    need_not: Text | None = None
    unsettled: Text | None = None
    when: Conditions | None = None
    met_if: Conditions | None = None
    breached_if: Conditions | None = None
    unless: dict[Word, ExceptionWire] = Field(default_factory=dict)
    overrides: list[OverrideWire] = Field(default_factory=list)
    positions: list[SaidWire] = Field(default_factory=list)
    cites: list[CitationWire] = Field(default_factory=list)
    because: Text | None = None
    caveat: Text | None = None
    kind: KindWord | None = None
    verified: Level | None = None
    in_force: PeriodWire | None = None
    topics: list[Text] = Field(default_factory=list)


class PolicyWire(Wire):
    """One instrument and the norms that were read in it."""

    policy: PolicyId
    title: Text
    authority: AuthorityWire
    summary: Text | None = None
    governs_when: Scoped | None = None
    derived: dict[FactName, DerivedWire] = Field(default_factory=dict)
    norms: list[NormWire] = Field(default_factory=list)
    untranslatable: list[SaidWire] = Field(default_factory=list)
