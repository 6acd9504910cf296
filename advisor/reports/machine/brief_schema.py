"""The shape of an opinion for who needs its outcome and not its proofs."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from advisor.reports.machine.opinion_schema import (
    DocumentShape,
    OutcomeWord,
    ReasonWord,
    VerdictWord,
    VerificationWord,
    WeightWord,
    is_absent,
)


class BriefFindingDocument(DocumentShape):
    """
    What is found of one act: the weightiest finding, and who says the same.

    `norms` are the ids of all of them, for the verbs that explain a norm.
    """

    act: str
    outcome: OutcomeWord
    statement: str
    recipients: list[str] = Field(default=[], exclude_if=is_absent)
    weight: WeightWord
    verified: VerificationWord
    authority: str
    likewise: list[str] = Field(default=[], exclude_if=is_absent)
    norms: list[str]


class BriefQuestionDocument(DocumentShape):
    """A question on which the answer hangs, and what may be answered."""

    fact: str
    recipients: list[str] = Field(default=[], exclude_if=is_absent)
    question: str
    options: list[str] = Field(default=[], exclude_if=is_absent)


class BriefOpinionDocument(DocumentShape):
    """
    What an opinion comes to: the findings that carry its verdict, what to do, what is open.

    `more_acts`, `more_questions` count what the full opinion tells besides; `notes` are what
    must not be overlooked: conflicts that nothing settles, what was not read, law that is
    not encoded.
    """

    schema_: Literal["advisor/opinion-brief/1"] = Field(
        default="advisor/opinion-brief/1", alias="schema"
    )
    scenario: str
    as_of: date
    sent_on: date | None = Field(default=None, exclude_if=is_absent)
    sent_within: str | None = Field(default=None, exclude_if=is_absent)
    verdict: VerdictWord
    weight: WeightWord | None
    because: ReasonWord
    summary: str
    usual: str | None = Field(default=None, exclude_if=is_absent)
    governing: list[str]
    findings: list[BriefFindingDocument]
    more_acts: int = 0
    now: list[str]
    questions: list[BriefQuestionDocument]
    more_questions: int = 0
    coverage: str
    notes: list[str]
    disclaimer: str
    corpus: str
    advisor: str


def brief_opinion_schema() -> dict[str, Any]:
    """Give the JSON Schema of a brief opinion."""
    return BriefOpinionDocument.model_json_schema(by_alias=True, mode="serialization")
