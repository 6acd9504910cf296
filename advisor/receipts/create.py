"""An opinion in, a receipt out."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from advisor.facts.scenario_writer import scenario_document
from advisor.model.norms import Outcome
from advisor.receipts.receipt_schema import DIGEST, KEYED, PLAIN, RECEIPT_SCHEMA, StoredReceipt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
            "sent_on": opinion.sent_on.isoformat() if opinion.sent_on else None,
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
                {"jurisdiction": item.jurisdiction, "truth": item.truth.value}
                for item in opinion.governing
            ],
            "findings": _findings(opinion.findings),
            "persuasive": _findings(opinion.persuasive),
            "conflicts": [_conflict(conflict) for conflict in opinion.conflicts],
        }
    )


def canonical(receipt: StoredReceipt, key: bytes = b"") -> bytes:
    """
    Write a receipt in its one form: keys sorted, two spaces, UTF-8, a newline at the end.

    It holds a digest of all the rest, under a `key` where there is one. Two receipts are the
    same exactly if these bytes are.
    """
    document = receipt.model_dump(mode="json", by_alias=True)
    if document["sent_on"] is None:  # as it was written before there were two days
        del document["sent_on"]
    return _written({**document, DIGEST: receipt_digest(document, key)})


def receipt_digest(document: Mapping[str, Any], key: bytes = b"") -> str:
    """Return the digest of a receipt, whatever its own says; under a key only its holder can."""
    body = _written({name: value for name, value in document.items() if name != DIGEST})
    if key:
        return f"{KEYED}{hmac.new(key, body, sha256).hexdigest()}"
    return f"{PLAIN}{sha256(body).hexdigest()}"


def _written(document: Mapping[str, Any]) -> bytes:
    text = json.dumps(document, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        _finding(finding) for finding in findings if finding.outcome is not Outcome.INAPPLICABLE
    ]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "norm": finding.norm.id,
        "jurisdiction": finding.jurisdiction,
        "recipient": finding.recipient,
        "statement": finding.statement,
        "outcome": finding.outcome.value,
        "applies": finding.applies.value,
        "weight": finding.weight.value,
        "verified": finding.verified.value,
        "exception": finding.exception,
        "overridden_by": finding.overridden_by,
        "missing": [
            missing.fact if missing.recipient is None else f"{missing.fact} of {missing.recipient}"
            for missing in finding.missing
        ],
        "citations": [{"cite": c.cite, "pinpoint": c.pinpoint} for c in finding.citations],
        "caveats": list(finding.caveats),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "forbids": conflict.forbids.id,
        "allows": conflict.allows.id,
        "recipient": conflict.recipient,
        "resolved_by": conflict.resolved_by,
        "prevails": conflict.prevails,
    }
