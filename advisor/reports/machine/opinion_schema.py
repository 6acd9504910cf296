"""An opinion as JSON, in the shape that programs rely on."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

TruthWord = Literal["true", "false", "unknown"]
WeightWord = Literal["binding", "advisory", "persuasive"]
VerificationWord = Literal["primary", "primary-excerpt", "secondary", "unverified"]
ProvenanceWord = Literal["observed", "inferred", "asserted"]
KnownWord = Literal["told", "message", "matter", "profile", "confirmed", "assumed", "concluded"]
VerdictWord = Literal["stop", "verify", "unsettled", "ask", "clear"]
ReasonWord = Literal[
    "breach",
    "stand-in",
    "unverified",
    "unread-wrong",
    "unread-place",
    "unread-day",
    "missing",
    "conflict",
    "open-question",
    "advice",
    "elsewhere",
    "nothing-governs",
    "incomplete",
    "unread-topic",
    "allowed",
    "silence",
]
CoverageWord = Literal["read", "model-rule", "nothing"]
ModalityWord = Literal["must", "must_not", "should", "should_not", "may", "need_not", "unsettled"]
OutcomeWord = Literal[
    "met",
    "breached",
    "not-followed",
    "open",
    "available",
    "unsettled",
    "inapplicable",
    "defeated",
    "undetermined",
]


def is_absent(part: object) -> bool:
    """Return whether a part of a document is left out."""
    return part is None or part == []


class DocumentShape(BaseModel):
    """A part of a document for programs: nothing but its fields may stand in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CitationDocument(DocumentShape):
    """
    One place in one authority; `quote` holds words seen verbatim.

    `since_then` is the first day of what came after the text that cites it, or after the
    law of the opinion: it bears out, and nothing rests on it. Where that day was not read, it
    lies between `since_then` and `since_then_by`.
    """

    cite: str
    pinpoint: str = ""
    url: str = ""
    quote: str = ""
    verified: VerificationWord | None = None
    since_then: date | None = Field(default=None, exclude_if=is_absent)
    since_then_by: date | None = Field(default=None, exclude_if=is_absent)


class ProofDocument(DocumentShape):
    """
    One node of an explanation.

    A single fact has `fact`, `test`, `value` and `truth`; a joint of several has `op` and
    `of`; a derived fact has both. `label` names what a node stands for.
    """

    op: Literal["derived", "all", "any", "none", "some", "every"] | None = None
    label: str | None = None
    fact: str | None = None
    test: str | None = None
    value: bool | float | str | list[str] | None = None
    recipient: str | None = None
    truth: TruthWord
    of: list[ProofDocument] | None = None


class ExceptionDocument(DocumentShape):
    """What lifted a norm, and by what authority."""

    means: str
    citations: list[CitationDocument]


class MissingDocument(DocumentShape):
    """A fact that nobody told."""

    fact: str
    recipient: str | None


class BranchDocument(DocumentShape):
    """What one answer to a judgment would make of a finding."""

    fact: str
    value: bool
    outcome: OutcomeWord


class PositionDocument(DocumentShape):
    """What one side says on a question that is left open."""

    says: str
    citations: list[CitationDocument]


class FindingDocument(DocumentShape):
    """One norm's outcome for one recipient, or for the whole message."""

    norm: str
    recipient: str | None
    act: str
    bearer: str
    modality: ModalityWord
    statement: str
    applies: TruthWord
    outcome: OutcomeWord
    jurisdiction: str
    layer: str
    kind: str
    weight: WeightWord
    verified: VerificationWord
    stands_in: bool
    citations: list[CitationDocument]
    because: str
    caveats: list[str]
    exception: ExceptionDocument | None
    overridden_by: str | None
    missing: list[MissingDocument]
    branches: list[BranchDocument]
    positions: list[PositionDocument]
    why: ProofDocument
    complied: ProofDocument | None


class GoverningDocument(DocumentShape):
    """Whether one jurisdiction's law governs, and why."""

    jurisdiction: str
    truth: TruthWord
    because: str
    citations: list[CitationDocument]


class ConflictDocument(DocumentShape):
    """Two norms that cannot both be followed; `prevails` is the one left standing."""

    act: str
    bearer: str
    recipient: str | None
    norms: list[str] = Field(min_length=2, max_length=2)
    resolved_by: str | None
    prevails: str | None
    citations: list[CitationDocument]


class AskDocument(DocumentShape):
    """One question whose answer can still change a governing finding."""

    fact: str
    recipient: str | None
    question: str
    why: str
    settles: float


class CandidateDocument(DocumentShape):
    """The answer that would follow if one jurisdiction, still in question, governed."""

    jurisdiction: str
    verdict: VerdictWord
    weight: WeightWord | None
    norms: list[str]


class KnownFactDocument(DocumentShape):
    """
    One fact that the opinion rests on, and how it is known.

    `told` in the scenario, read off the `message`, from the `matter` or the `profile`; a usual
    value that a person `confirmed` or that was `assumed`; or `concluded` from other facts. `by`
    names the matter, the profile or what else told it, and `because` gives the reason, or what
    a source says that does not count.
    """

    fact: str
    recipient: str | None
    value: bool | float | str | list[str]
    known: KnownWord
    by: str
    because: str


class AssumedFactDocument(DocumentShape):
    """One usual value on which a verdict would rest, and why it is usual."""

    fact: str
    recipient: str | None
    value: bool | float | str | list[str]
    because: str


class UsualDocument(DocumentShape):
    """
    The verdict if the usual held, where that is another one.

    `assumed` are the usual facts on which it would rest; `weight` is what it would weigh.
    """

    verdict: VerdictWord
    weight: WeightWord | None
    assumed: list[AssumedFactDocument]


class PremiseDocument(DocumentShape):
    """A told fact from which something follows."""

    fact: str
    recipient: str | None
    value: bool | float | str | list[str]


class ConclusionDocument(DocumentShape):
    """
    What follows of one fact, by the relations among facts.

    `value` is its value; `null` where several remain, of which `says` tells what they share.
    `by` are the relations, `because` the reason of the first, `follows_from` the told facts.
    """

    fact: str
    recipient: str | None
    value: bool | float | str | list[str] | None
    says: str
    by: list[str]
    because: str
    follows_from: list[PremiseDocument]


class ReceiptDocument(DocumentShape):
    """What an opinion was computed from and by."""

    corpus: str
    advisor: str
    engine: str
    checked_by: str
    layers: list[str]


class LaterLawDocument(DocumentShape):
    """What began to speak on an act only after it was done; it decides nothing."""

    norm: str
    jurisdiction: str
    recipient: str | None
    since: date
    outcome: OutcomeWord
    statement: str
    citations: list[CitationDocument]


class TopicDocument(DocumentShape):
    """
    A topic that the scenario raises, and what was read on it.

    `level` tells whether texts of the `places` were `read`, the model rule stands for them
    (`model-rule`), or `nothing` was.
    """

    topic: str
    name: str
    level: CoverageWord
    places: list[str]


class UnreadFactDocument(DocumentShape):
    """A told fact that no law which was read looks at."""

    fact: str
    recipient: str | None


class CoverageDocument(DocumentShape):
    """What was read on what the scenario tells: topics, told wrongs and places without law."""

    topics: list[TopicDocument]
    wrongs: list[UnreadFactDocument]
    places: list[UnreadFactDocument]


class OpinionDocument(DocumentShape):
    """
    The whole answer to one scenario.

    `sent_on` is there where the law of that day speaks on what was done by sending;
    `sent_within` where only days are told of which that of the message is one (`... to ...`),
    `moved_from` where the message is taken as sent on another day than it was.
    """

    schema_: Literal["advisor/opinion/1"] = Field(default="advisor/opinion/1", alias="schema")
    scenario: str
    as_of: date
    sent_on: date | None = Field(default=None, exclude_if=is_absent)
    sent_within: str | None = Field(default=None, exclude_if=is_absent)
    moved_from: date | None = Field(default=None, exclude_if=is_absent)
    verdict: VerdictWord
    weight: WeightWord | None
    because: ReasonWord
    summary: str
    relies_on: VerificationWord | None
    coverage: CoverageDocument
    facts: list[KnownFactDocument]
    conclusions: list[ConclusionDocument] = Field(default=[], exclude_if=is_absent)
    governing: list[GoverningDocument]
    governing_later: list[GoverningDocument] = Field(default=[], exclude_if=is_absent)
    findings: list[FindingDocument]
    persuasive: list[FindingDocument]
    conflicts: list[ConflictDocument]
    usual: UsualDocument | None = Field(default=None, exclude_if=is_absent)
    asks: list[AskDocument]
    candidates: list[CandidateDocument]
    exposures: list[str]
    left_open: list[str]
    since_then: list[LaterLawDocument] = Field(default=[], exclude_if=is_absent)
    notices: list[str]
    receipt: ReceiptDocument


class MessageOpinionDocument(OpinionDocument):
    """The whole answer to one real message: `provenance` says how each of its facts is known."""

    provenance: dict[str, ProvenanceWord]


def opinion_json_schema() -> dict[str, Any]:
    """Give the JSON Schema of an opinion; only one on a real message has `provenance`."""
    schema = OpinionDocument.model_json_schema(by_alias=True, mode="serialization")
    read = MessageOpinionDocument.model_json_schema(by_alias=True, mode="serialization")
    schema["properties"]["provenance"] = read["properties"]["provenance"]
    return schema
