"""The answers as models, so that a program can be written against them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.reports.document import (
    CitationDocument,
    FindingDocument,
    OpinionDocument,
    OutcomeWord,
    ProofDocument,
    VerdictWord,
    VerificationWord,
    WeightWord,
)
from advisor.web.api.problems import ErrorEntry

Told = dict[str, Any]
ControlWord = Literal["ours", "theirs", "fixed"]
TypeWord = Literal["flag", "choice", "choices", "place", "places", "date", "number", "text"]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class BatchEntry(_Answer):
    """One line of a batch: the opinion on the scenario at `index`, or why there is none."""

    index: int
    opinion: OpinionDocument | None
    errors: list[ErrorEntry]


class Option(_Answer):
    """One answer that may be given, with its label."""

    value: bool | str
    label: str


class Judgment(_Answer):
    """What a person weighs who must decide; no fact settles it."""

    factors: list[str]
    citations: list[CitationDocument]
    says: str


class WaitingNorm(_Answer):
    """A norm that waits for the answer."""

    norm: str
    jurisdiction: str
    statement: str
    citations: list[CitationDocument]


class Why(_Answer):
    """Why a question is asked: in sentences, by norm, and by law that may govern."""

    says: list[str]
    norms: list[WaitingNorm]
    laws: list[str]


class Question(_Answer):
    """What to ask next; the answer belongs into the scenario at `pointer` (RFC 6901)."""

    kind: Literal["fact", "people"]
    fact: str | None
    recipient: str | None
    question: str
    help: str
    type: TypeWord | Literal["people"]
    options: list[Option]
    judgment: Judgment | None
    pointer: str
    settles: float | None
    elsewhere: bool
    why: Why


class OpenPlace(_Answer):
    """A fact on which the result still depends."""

    fact: str
    recipient: str | None
    question: str


class Certificate(_Answer):
    """Why nothing more is asked, and what the result still depends on, if anything."""

    final: bool
    says: list[str]
    unanswered: list[OpenPlace]
    coarse: list[OpenPlace]
    people_unknown: bool


class InterviewDocument(_Answer):
    """The next question, or the certificate that no answer can matter any more."""

    schema_: Literal["advisor/interview/1"] = Field(alias="schema")
    as_of: str
    verdict: VerdictWord
    verdict_is_final: bool
    summary: str
    question: Question | None
    open_questions: int
    certificate: Certificate | None
    scenario: Told
    opinion: OpinionDocument | None = None


class BriefFinding(_Answer):
    """A finding in brief, with its citations and how well they were read."""

    norm: str
    jurisdiction: str
    recipient: str | None
    outcome: OutcomeWord
    statement: str
    verified: VerificationWord
    citations: list[CitationDocument]


class ChangeDocument(_Answer):
    """One fact to be told otherwise; `control` says who could change it."""

    fact: str
    recipients: list[str] | None
    from_: Any = Field(alias="from")
    to: Any
    control: ControlWord


class RemedyDocument(_Answer):
    """A set of changes, evaluated again before it is given."""

    changes: list[ChangeDocument]
    verdict: VerdictWord
    leaves_open: list[BriefFinding]
    newly_open: list[BriefFinding]


class RemediesReceipt(_Answer):
    """What remedies were computed from and by."""

    corpus: str
    advisor: str
    engine: str


class RemediesDocument(_Answer):
    """The smallest changes after which nothing that governs is breached."""

    schema_: Literal["advisor/remedies/1"] = Field(alias="schema")
    scenario: str
    as_of: str
    verdict: VerdictWord
    breached: list[BriefFinding]
    incurable: list[BriefFinding]
    remedies: list[RemedyDocument]
    found: int
    complete_up_to: int | None
    message_is_past: bool
    receipt: RemediesReceipt


class DecidingFinding(FindingDocument):
    """A finding that makes the answer of a law; why that law governs is assumed here."""

    why: ProofDocument | None = None  # type: ignore[assignment] # it is left out


class SideDocument(_Answer):
    """What one law says on one act."""

    jurisdiction: str
    answer: OutcomeWord
    findings: list[DecidingFinding]


class ContrastDocument(_Answer):
    """One act on which two laws part."""

    act: str
    recipient: str | None
    answers: list[SideDocument]


class SeparationDocument(ContrastDocument):
    """The smallest scenario found in which two laws part on one act."""

    scenario: Told


class VerdictDocument(_Answer):
    """One opinion in brief."""

    verdict: VerdictWord
    weight: WeightWord | None
    summary: str


class SeparatedDocument(_Answer):
    """Where two laws part, by the smallest scenarios."""

    schema_: Literal["advisor/compare/1"] = Field(alias="schema")
    laws: list[str]
    as_of: str
    tried: int
    separations: list[SeparationDocument]
    agreed: list[str]


class SidesDocument(_Answer):
    """One scenario under two laws."""

    schema_: Literal["advisor/compare/1"] = Field(alias="schema")
    laws: list[str]
    as_of: str
    verdicts: list[VerdictDocument]
    contrasts: list[ContrastDocument]
    agreed: list[str]


class Dated(_Answer):
    """When something is in force, from (inclusive) until (exclusive)."""

    from_: str | None = Field(alias="from")
    until: str | None
    ever_in_force: bool


class NormBrief(_Answer):
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


class NormsDocument(_Answer):
    """A page of the norms that fit; `total` counts all of them."""

    schema_: Literal["advisor/norms/1"] = Field(alias="schema")
    total: int
    offset: int
    norms: list[NormBrief]


class TestDocument(_Answer):
    """One test of a condition, or several joined; `asks` is the question behind it."""

    test: str
    asks: str
    of: list[TestDocument]


class CompliedDocument(_Answer):
    """When a norm is met, or breached."""

    means: Literal["met", "breached"]
    when: list[TestDocument]


class ExceptionShape(_Answer):
    """What lifts a norm."""

    name: str
    means: str
    when: list[TestDocument]
    citations: list[CitationDocument]


class OverrideShape(_Answer):
    """A norm that this one sets aside."""

    norm: str
    citations: list[CitationDocument]


class PositionShape(_Answer):
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


class AuthoritiesDocument(_Answer):
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


class FactDocument(_Answer):
    """One fact that a scenario may tell."""

    fact: str
    question: str
    help: str
    type: TypeWord
    options: list[Option]
    control: ControlWord
    judgment: list[str] | None


class FactsDocument(_Answer):
    """The vocabulary of a scenario."""

    schema_: Literal["advisor/facts/1"] = Field(alias="schema")
    total: int
    facts: list[FactDocument]


class HealthDocument(_Answer):
    """That the law is loaded; `warning` says what is not as it was meant to be."""

    status: Literal["ok"]
    policies: int
    jurisdictions: int
    warning: str | None


class VersionDocument(_Answer):
    """What is at work."""

    advisor: str
    corpus: str
    layers: list[str]
    engine: str
    checked_by: str
    python: str
    libraries: dict[str, str | None]


class MeaningDocument(_Answer):
    """What the code of a problem means."""

    code: str
    means: str
