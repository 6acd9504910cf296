"""An audit as SARIF, written as it goes, since it may have very many results."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from advisor.model.norms import Outcome
from advisor.printable import printable
from advisor.reports import labels
from advisor.reports.audit import sentences
from advisor.reports.machine.sarif import SARIF_SCHEMA, sarif_level, uri
from advisor.reports.web_address import is_web_address
from advisor.version import VERSION

if TYPE_CHECKING:
    from advisor.model.audits import Audit, Rule

SarifRow = Mapping[str, Any]


def audit_sarif(audit: Audit, findings: Iterable[SarifRow]) -> Iterator[str]:
    """
    Write a run, piece by piece: one result for each finding that is breached or open.

    `findings` are rows of the table of findings; those of law that only persuades, and those
    that other law set aside, become no result.
    """
    rules = {(one.norm, one.jurisdiction): one for one in audit.rules if one.governing}
    yield f'{{"$schema": "{SARIF_SCHEMA}", "version": "2.1.0", "runs": [\n'
    yield '{"columnKind": "unicodeCodePoints", "results": ['
    lead = "\n"
    for row in findings:
        outcome = Outcome(row["outcome"])
        if (
            sarif_level(outcome) is not None
            and row["source"] == "governing"
            and not row["set_aside"]
        ):
            rule = rules[row["norm"], row["jurisdiction"]]
            yield lead + json.dumps(_result(row, outcome, rule), ensure_ascii=False)
            lead = ",\n"
    named = {one.norm: one for one in rules.values()}
    driver = {"name": "advisor", "version": VERSION, "rules": [*map(_rule, named.values())]}
    yield f'\n], "tool": {json.dumps({"driver": driver}, ensure_ascii=False)}}}]}}\n'


def _result(row: SarifRow, outcome: Outcome, rule: Rule) -> dict[str, Any]:
    word = labels.outcome_word(outcome)
    where = f" Recipient {row['recipient'] + 1}." if row["recipient"] is not None else ""
    text = f"{word.capitalize()}: {rule.sentence}{where} {sentences.cite_norm(rule)}"
    return {
        "ruleId": rule.norm,
        "level": sarif_level(outcome),
        "message": {"text": printable(text)},
        "locations": [_location(row["message"])],
        "partialFingerprints": {"finding/v1": _print(row)},
    }


def _location(message: str) -> dict[str, Any]:
    path, mark, number = message.rpartition("#")
    if not (mark and number.isdecimal()):
        path = message
    return {
        "physicalLocation": {"artifactLocation": {"uri": uri(path).replace("#", "%23")}},
        "logicalLocations": [{"fullyQualifiedName": printable(message), "kind": "message"}],
    }


def _print(row: SarifRow) -> str:
    parts = (row["message"], row["norm"], row["jurisdiction"], str(row["recipient"]))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _rule(rule: Rule) -> dict[str, Any]:
    result: dict[str, Any] = {
        "id": rule.norm,
        "shortDescription": {"text": printable(sentences.cite_norm(rule))},
        "fullDescription": {"text": printable(rule.sentence)},
    }
    if rule.citation is not None and is_web_address(rule.citation.url):
        result["helpUri"] = rule.citation.url
    return result
