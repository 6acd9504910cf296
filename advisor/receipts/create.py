"""An opinion in, a receipt out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from advisor.facts.scenario_writer import scenario_document
from advisor.model.norms import Outcome
from advisor.receipts.receipt_schema import RECEIPT_SCHEMA, StoredReceipt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.model.opinions import Conflict, Finding, Opinion


def receipt_of(opinion: Opinion, *, redacted: bool = False) -> StoredReceipt:
    """
    Make the receipt of an opinion.

    `redacted` says that the opinion is on a redacted scenario; it leaves nothing out itself.
    Norms that do not apply are not kept.
    """
    receipt = opinion.receipt
    scenario = {
        key: value for key, value in scenario_document(opinion.scenario).items() if key != "as_of"
    }
    return StoredReceipt.model_validate(
        {
            "schema": RECEIPT_SCHEMA,
            "as_of": opinion.as_of.isoformat(),
            "redacted": redacted,
            "scenario": scenario,
            "law": {"corpus": receipt.corpus, "layers": list(receipt.layers)},
            "program": {
                "advisor": receipt.advisor,
                "engine": receipt.engine,
                "checked_by": receipt.checked_by,
            },
            "answer": {
                "verdict": opinion.verdict.value,
                "weight": opinion.weight.value if opinion.weight else None,
                "summary": opinion.summary,
                "relies_on": opinion.relies_on.value if opinion.relies_on else None,
            },
            "governing": [
                {"jurisdiction": one.jurisdiction, "truth": one.truth.value}
                for one in opinion.governing
            ],
            "findings": _findings(opinion.findings),
            "persuasive": _findings(opinion.persuasive),
            "conflicts": [_conflict(one) for one in opinion.conflicts],
        }
    )


def canonical(receipt: StoredReceipt) -> bytes:
    """
    Write a receipt in its one form: keys sorted, two spaces, UTF-8, a newline at the end.

    Two receipts are the same exactly if these bytes are.
    """
    document = receipt.model_dump(mode="json", by_alias=True)
    text = json.dumps(document, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [_finding(one) for one in findings if one.outcome is not Outcome.INAPPLICABLE]


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "norm": one.norm.id,
        "jurisdiction": one.jurisdiction,
        "recipient": one.recipient,
        "statement": one.statement,
        "outcome": one.outcome.value,
        "applies": one.applies.value,
        "weight": one.weight.value,
        "verified": one.verified.value,
        "exception": one.exception,
        "overridden_by": one.overridden_by,
        "missing": [
            missing.fact if missing.recipient is None else f"{missing.fact} of {missing.recipient}"
            for missing in one.missing
        ],
        "citations": [{"cite": c.cite, "pinpoint": c.pinpoint} for c in one.citations],
        "caveats": list(one.caveats),
    }


def _conflict(one: Conflict) -> dict[str, Any]:
    return {
        "forbids": one.forbids.id,
        "allows": one.allows.id,
        "recipient": one.recipient,
        "resolved_by": one.resolved_by,
        "prevails": one.prevails,
    }
