"""The answers on scenarios as models, so that a program can be written against them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.reports.machine.brief_schema import BriefOpinionDocument
from advisor.reports.machine.opinion_schema import (
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

ToldModel = dict[str, Any]
ControlWord = Literal["ours", "theirs", "fixed"]
TypeWord = Literal["flag", "choice", "choices", "place", "places", "date", "number", "text"]


class ResponseModel(BaseModel):
    """An answer has the keys that are described, and no other."""

    model_config = ConfigDict(extra="forbid")


class WarnedModel(BaseModel):
    """An answer that may tell what should be looked at in what was sent."""

    model_config = ConfigDict(extra="forbid")

    warnings: list[ErrorEntry] = Field(
        default_factory=list, description="What should be looked at; absent where nothing should."
    )


class CheckedDocument(OpinionDocument, WarnedModel):
    """The opinion on a scenario, with what should be looked at in it."""


class BrieflyCheckedDocument(BriefOpinionDocument, WarnedModel):
    """What the opinion on a scenario comes to, with what should be looked at in it."""


class BatchEntry(ResponseModel):
    """One line of a batch: the opinion on the scenario at `index`, or why there is none."""

    index: int
    opinion: CheckedDocument | None
    errors: list[ErrorEntry]


class AnswerOption(ResponseModel):
    """One answer that may be given, with its label."""

    value: bool | str
    label: str


class JudgmentDetails(ResponseModel):
    """What a person weighs who must decide; no fact settles it."""

    factors: list[str]
    citations: list[CitationDocument]
    says: str


class WaitingNorm(ResponseModel):
    """A norm that waits for the answer."""

    norm: str
    jurisdiction: str
    statement: str
    citations: list[CitationDocument]


class Why(ResponseModel):
    """Why a question is asked: in sentences, by norm, and by law that may govern."""

    says: list[str]
    norms: list[WaitingNorm]
    laws: list[str]


class QuestionModel(ResponseModel):
    """What to ask next; the answer belongs into the scenario at `pointer` (RFC 6901)."""

    kind: Literal["fact", "people"]
    fact: str | None
    recipient: str | None
    question: str
    help: str
    type: TypeWord | Literal["people"]
    options: list[AnswerOption]
    judgment: JudgmentDetails | None
    pointer: str
    settles: float | None
    elsewhere: bool
    why: Why


class StepModel(ResponseModel):
    """What is asked in one breath: up to four questions that belong together."""

    id: str
    heading: str
    fields: list[QuestionModel]


class UsualFactModel(ResponseModel):
    """A value that a fact usually has; it belongs into the scenario at `pointer` (RFC 6901)."""

    fact: str
    recipient: str | None
    value: bool | str | float | list[str]
    pointer: str


class UsualOrigin(ResponseModel):
    """How a confirmed fact is known: put it under `origins` of the scenario."""

    known: Literal["confirmed"]
    by: str
    because: str


class UsualLineModel(ResponseModel):
    """Something usual that nobody told, for a person to confirm as a whole."""

    id: str
    says: str
    because: str
    facts: list[UsualFactModel]
    origin: UsualOrigin


class OpenPlace(ResponseModel):
    """A fact on which the result still depends."""

    fact: str
    recipient: str | None
    question: str


class CertificateModel(ResponseModel):
    """Why nothing more is asked, and what the result still depends on, if anything."""

    final: bool
    says: list[str]
    unanswered: list[OpenPlace]
    coarse: list[OpenPlace]
    people_unknown: bool
    unasked_wrongs: list[str]


class InterviewDocument(WarnedModel):
    """The next question, or the certificate that no answer can matter any more."""

    schema_: Literal["advisor/interview/1"] = Field(alias="schema")
    as_of: str
    verdict: VerdictWord
    verdict_is_final: bool
    summary: str
    question: QuestionModel | None
    step: StepModel | None
    confirmation: list[UsualLineModel]
    open_questions: int = Field(description="About so many questions are left: an estimate.")
    certificate: CertificateModel | None
    scenario: ToldModel
    opinion: OpinionDocument | None = None


class BriefFinding(ResponseModel):
    """A finding in brief, with its citations and how well they were read."""

    norm: str
    jurisdiction: str
    recipient: str | None
    outcome: OutcomeWord
    statement: str
    verified: VerificationWord
    citations: list[CitationDocument]


class TakenAlongDocument(ResponseModel):
    """A told fact that a change takes along; without `to` it does not arise any more."""

    fact: str
    recipient: str | None
    from_: Any = Field(alias="from")
    to: Any


class ChangeDocument(ResponseModel):
    """One fact to be told otherwise; `control` says who could change it."""

    fact: str
    recipients: list[str] | None
    from_: Any = Field(alias="from")
    to: Any
    control: ControlWord
    takes_along: list[TakenAlongDocument]


class RemedyDocument(ResponseModel):
    """A set of changes, evaluated again before it is given."""

    changes: list[ChangeDocument]
    verdict: VerdictWord
    leaves_open: list[BriefFinding]
    newly_open: list[BriefFinding]
    newly_against: list[BriefFinding]


class LeftOutRemedies(ResponseModel):
    """How many sets of changes were no remedies when they were answered in full."""

    unconfirmed: int
    worsening: int


class RemediesReceipt(ResponseModel):
    """What remedies were computed from and by."""

    corpus: str
    advisor: str
    engine: str


class AftermathDocument(ResponseModel):
    """A step that is left once a message is sent or received; `elsewhere` calls for nothing."""

    step: str
    do: str
    done: bool
    called_for_by: list[BriefFinding]
    elsewhere: list[BriefFinding]


class RemediesDocument(WarnedModel):
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
    left_out: LeftOutRemedies
    afterwards: list[AftermathDocument]
    message_is_past: bool
    message_is_received: bool
    receipt: RemediesReceipt


class DecidingFinding(FindingDocument):
    """A finding that makes the answer of a law; why that law governs is assumed here."""

    why: ProofDocument | None = None  # type: ignore[assignment] # it is left out


class SideDocument(ResponseModel):
    """What one law says on one act."""

    jurisdiction: str
    answer: OutcomeWord
    findings: list[DecidingFinding]


class ContrastDocument(ResponseModel):
    """One act on which two laws part."""

    act: str
    recipient: str | None
    answers: list[SideDocument]


class SeparationDocument(ContrastDocument):
    """The smallest scenario found in which two laws part on one act."""

    scenario: ToldModel


class VerdictDocument(ResponseModel):
    """One opinion in brief."""

    verdict: VerdictWord
    weight: WeightWord | None
    summary: str


class SeparatedDocument(ResponseModel):
    """Where two laws part, by the smallest scenarios."""

    schema_: Literal["advisor/compare/1"] = Field(alias="schema")
    laws: list[str]
    as_of: str
    tried: int
    separations: list[SeparationDocument]
    agreed: list[str]
    proved: list[str]


class SidesDocument(WarnedModel):
    """One scenario under two laws."""

    schema_: Literal["advisor/compare/1"] = Field(alias="schema")
    laws: list[str]
    as_of: str
    verdicts: list[VerdictDocument]
    contrasts: list[ContrastDocument]
    agreed: list[str]
