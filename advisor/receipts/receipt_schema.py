"""The shape of a receipt: what was told, what it was answered from and by, and the answer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

RECEIPT_SCHEMA = "advisor/receipt/1"
DIGEST = "digest"
"""The key of a receipt under which the digest of all the rest stands."""
PLAIN, KEYED = "sha256:", "hmac-sha256:"
"""How a digest begins: one that everybody can make, and one that takes the key."""

ReceiptDay = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
ReceiptTruth = Literal["true", "false", "unknown"]
ReceiptWeight = Literal["binding", "advisory", "persuasive"]
ReceiptVerification = Literal["primary", "primary-excerpt", "secondary", "unverified"]
ReceiptVerdict = Literal["stop", "verify", "unsettled", "ask", "clear"]
ReceiptOutcome = Literal[
    "met",
    "breached",
    "not-followed",
    "open",
    "available",
    "unsettled",
    "defeated",
    "undetermined",
]


class Shape(BaseModel):
    """A mapping in a receipt: no key that is not declared, nothing converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LawDocument(Shape):
    """Which law was asked: the hash over its files, and the folders it came from."""

    corpus: str
    layers: list[str]


class ProgramDocument(Shape):
    """Which program answered, with which engine, checked by which."""

    advisor: str
    engine: str
    checked_by: str


class AnswerDocument(Shape):
    """The verdict with its weight, its sentence and the weakest reading it rests on."""

    verdict: ReceiptVerdict
    weight: ReceiptWeight | None
    summary: str
    relies_on: ReceiptVerification | None


class PlaceDocument(Shape):
    """Whether one jurisdiction's law governs."""

    jurisdiction: str
    truth: ReceiptTruth


class ReceiptCitation(Shape):
    """One place in one authority."""

    cite: str
    pinpoint: str


class ReceiptFinding(Shape):
    """What became of one norm, for one recipient or the whole message."""

    norm: str
    jurisdiction: str
    recipient: str | None
    statement: str
    outcome: ReceiptOutcome
    applies: ReceiptTruth
    weight: ReceiptWeight
    verified: ReceiptVerification
    exception: str | None
    overridden_by: str | None
    missing: list[str]
    citations: list[ReceiptCitation]
    caveats: list[str]


class ReceiptConflict(Shape):
    """Two norms that stand against each other, and the one that prevails if any does."""

    forbids: str
    allows: str
    recipient: str | None
    resolved_by: str | None
    prevails: str | None


class StoredReceipt(Shape):
    """
    An opinion kept: enough to reach it again, and to tell what has changed since.

    `sent_on` is the day whose law spoke on what was done by sending, where it was another
    than `as_of`; without it the law of `as_of` spoke on all. `scenario` is what was told, as
    a scenario file tells it. In a `redacted` receipt people are numbered and free text is
    left out.
    """

    schema_: Literal["advisor/receipt/1"] = Field(alias="schema")
    as_of: ReceiptDay
    sent_on: ReceiptDay | None = None
    redacted: bool
    scenario: dict[str, Any]
    law: LawDocument
    program: ProgramDocument
    answer: AnswerDocument
    governing: list[PlaceDocument]
    findings: list[ReceiptFinding]
    persuasive: list[ReceiptFinding]
    conflicts: list[ReceiptConflict]


def receipt_json_schema() -> dict[str, Any]:
    """Give the JSON Schema of a receipt."""
    shape = StoredReceipt.model_json_schema(by_alias=True)
    digest = {
        "type": "string",
        "pattern": f"^({PLAIN}|{KEYED})[0-9a-f]{{64}}$",
        "description": "Of the receipt without this key, written with its keys sorted and two "
        "spaces; with `hmac`, under the key of whoever kept it.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": RECEIPT_SCHEMA,
        **shape,
        "properties": {**shape["properties"], DIGEST: digest},
        "required": [*shape["required"], DIGEST],
    }
