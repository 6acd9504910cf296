"""The answers on the law and on the server as models, so that programs can rely on them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from advisor.reports.machine.opinion_schema import CitationDocument, VerificationWord
from advisor.web.api.scenario_models import AnswerOption, ControlWord, ResponseModel, TypeWord


class Dated(ResponseModel):
    """When something is in force, from (inclusive) until (exclusive)."""

    from_: str | None = Field(alias="from")
    until: str | None
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
