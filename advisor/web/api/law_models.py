"""The answers on the law and on the server as models, so that programs can rely on them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from advisor.reports.machine.opinion_schema import CitationDocument, CoverageWord, VerificationWord
from advisor.web.api.scenario_models import AnswerOption, ControlWord, ResponseModel, TypeWord


class Dated(ResponseModel):
    """
    When something is in force, from (inclusive) until (exclusive).

    `from_by` and `until_from` are there where a day was not read: it lies between the two.
    """

    from_: str | None = Field(alias="from")
    from_by: str | None
    until: str | None
    until_from: str | None
    ever_in_force: bool


class NormBrief(ResponseModel):
    """One norm as a sentence, with its citations and how well they were read."""

    norm: str
    statement: str
    act: str
    bearer: str
    modality: str
    jurisdiction: str
    kind: str
    layer: str
    verified: VerificationWord
    citations: list[CitationDocument]


class NormsDocument(ResponseModel):
    """A page of the norms that fit; `total` counts all of them."""

    schema_: Literal["advisor/norms/1"] = Field(alias="schema")
    total: int
    offset: int
    norms: list[NormBrief]


class TestDocument(ResponseModel):
    """One test of a condition, or several joined; `asks` is the question behind it."""

    test: str
    asks: str
    of: list[TestDocument]


class CompliedDocument(ResponseModel):
    """When a norm is met, or breached."""

    means: Literal["met", "breached"]
    when: list[TestDocument]


class ExceptionShape(ResponseModel):
    """What lifts a norm."""

    name: str
    means: str
    when: list[TestDocument]
    citations: list[CitationDocument]


class OverrideShape(ResponseModel):
    """A norm that this one sets aside."""

    norm: str
    citations: list[CitationDocument]


class PositionShape(ResponseModel):
    """What one side says on an open question."""

    says: str
    citations: list[CitationDocument]


class AdoptionShape(Dated):
    """Where a model norm was made law, or is known not to have been."""

    jurisdiction: str
    adopted: bool
    cite: str
    quote: str
    verified: VerificationWord
    says: str


class InstrumentShape(Dated):
    """The instrument a norm stands in."""

    title: str
    issuer: str
    verified_on: str | None


class NormDocument(NormBrief):
    """Everything behind one norm."""

    because: str
    caveat: str
    instrument: InstrumentShape
    applies_when: list[TestDocument]
    complied: CompliedDocument | None
    exceptions: list[ExceptionShape]
    overrides: list[OverrideShape]
    positions: list[PositionShape]
    adoptions: list[AdoptionShape]
    topics: list[str]


class AuthorityDocument(Dated):
    """One authority: what it is, when it is in force, how well it was read."""

    cite: str
    kind: str
    jurisdiction: str
    verified: VerificationWord
    verified_on: str | None
    review_by: str | None
    review_is_due: bool
    unverified_norms: list[str]
    unverified_places: list[str]
    url: str
    source: str
    layer: str | None


class AuthoritiesDocument(ResponseModel):
    """The table of authorities."""

    schema_: Literal["advisor/authorities/1"] = Field(alias="schema")
    total: int
    authorities: list[AuthorityDocument]


class PolicyDocument(Dated):
    """One instrument, with the names of its norms and what it says that none encodes."""

    policy: str
    title: str
    summary: str
    cite: str
    kind: str
    issuer: str
    jurisdiction: str
    verified: VerificationWord
    verified_on: str | None
    url: str
    note: str
    layer: str
    norms: list[str]
    not_encoded: list[str]


class SubjectShape(ResponseModel):
    """A topic, or a wrong that may be told."""

    subject: str
    name: str
    is_wrong: bool


class SubjectLevels(ResponseModel):
    """By what a subject is covered: by own law, by that of unions, and the better of the two."""

    subject: str
    level: CoverageWord
    own: CoverageWord
    union: CoverageWord


class CoveredSubject(SubjectLevels):
    """A subject with the norms that look at it, as `norm@jurisdiction`."""

    norms: list[str]


class PlaceShape(ResponseModel):
    """A place with the unions in which it lies on the day."""

    place: str
    name: str
    unions: list[str]


class CoveredPlace(PlaceShape):
    """What was read for a place, in brief."""

    subjects: list[CoveredSubject]


class CoverageSurveyDocument(ResponseModel):
    """What was read, by place and subject."""

    schema_: Literal["advisor/coverage/1"] = Field(alias="schema")
    as_of: str
    subjects: list[SubjectShape]
    places: list[CoveredPlace]


class CoveringNormShape(ResponseModel):
    """A norm that looks at a subject; of a stand-in, where its local text is to be found."""

    norm: str
    jurisdiction: str
    stands_in: bool
    verified: VerificationWord
    citation: CitationDocument
    url: str
    note: str


class UnreadModelShape(ResponseModel):
    """A model norm of which the local form was not read, or that a place declined."""

    norm: str
    citation: CitationDocument
    is_declined: bool
    note: str


class SubjectInFull(SubjectLevels):
    """A subject with each norm that looks at it, and what to look for."""

    name: str
    is_wrong: bool
    own_norms: list[CoveringNormShape]
    union_norms: list[CoveringNormShape]
    unread: list[UnreadModelShape]


class PlaceCoverageDocument(PlaceShape):
    """What was read for one place, in full."""

    schema_: Literal["advisor/place-coverage/1"] = Field(alias="schema")
    as_of: str
    subjects: list[SubjectInFull]


class WordsPlace(ResponseModel):
    """Words of a description, and where they stand: `text[start:end]`."""

    words: str
    start: int
    end: int


class OfferedFactDocument(WordsPlace):
    """A fact to confirm; `recipient` is the number of the one whom it is about, from 0."""

    fact: str
    recipient: int | None
    value: bool | int | float | str | list[str]
    says: str
    ask: str
    basis: Literal["stated", "implied", "asked"]


class PassedWordsDocument(WordsPlace):
    """Words that were understood and are no fact about the message, with the reason."""

    fact: str
    because: str


class DescriptionDocument(ResponseModel):
    """What a text offers, what of it is no fact, what was not understood."""

    schema_: Literal["advisor/description/1"] = Field(alias="schema")
    offered: list[OfferedFactDocument]
    set_aside: list[PassedWordsDocument]
    not_understood: list[WordsPlace]
    scenario: dict[str, Any]


class FactDocument(ResponseModel):
    """One fact that a scenario may tell."""

    fact: str
    question: str
    help: str
    type: TypeWord
    options: list[AnswerOption]
    control: ControlWord
    judgment: list[str] | None


class FactsDocument(ResponseModel):
    """The vocabulary of a scenario."""

    schema_: Literal["advisor/facts/1"] = Field(alias="schema")
    total: int
    facts: list[FactDocument]


class HealthDocument(ResponseModel):
    """That the law is loaded; `warning` says what is not as it was meant to be."""

    status: Literal["ok"]
    policies: int
    jurisdictions: int
    warning: str | None


class VersionDocument(ResponseModel):
    """What is at work."""

    advisor: str
    corpus: str
    layers: list[str]
    engine: str
    checked_by: str
    python: str
    libraries: dict[str, str | None]


class MeaningDocument(ResponseModel):
    """What the code of a problem means."""

    code: str
    means: str
