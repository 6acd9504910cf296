"""Answers cut to what an assistant needs: every citation stays, proofs are given when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.mcp.guidance import RULES
from advisor.model.authorities import Verification
from advisor.reports import labels

if TYPE_CHECKING:
    from advisor.application.results import Document

_PROOFS = ("why", "complied")
_EMPTY: tuple[object, ...] = (None, "", [], {})
_KEPT_EMPTY = ("findings", "questions", "remedies", "options", "norm", "norms")


def brief_opinion(whole: Document, explain: str = "") -> Document:
    """
    Cut an opinion: findings without their proofs, but that of the norm that is asked for.

    What the opinion asks stands as `questions`.
    """
    made = {key: value for key, value in whole.items() if key != "asks"}
    made["findings"] = [_finding(item, explain) for item in whole["findings"]]
    made["persuasive"] = [_finding(item, explain) for item in whole["persuasive"]]
    made["questions"] = whole["asks"]
    return brief_answer(made)


def brief_verdict(entry: Document) -> Document:
    """Cut one entry of a batch to its verdict, what rests on it, and what is asked."""
    whole = entry["opinion"]
    if whole is None:
        return {"index": entry["index"], "errors": entry["errors"]}
    return {
        "index": entry["index"],
        "verdict": whole["verdict"],
        "weight": whole["weight"],
        "summary": whole["summary"],
        "relies_on": whole["relies_on"],
        "findings": [
            {key: item[key] for key in ("statement", "outcome", "recipient", "citations", "read")}
            for item in (_read(item) for item in whole["findings"])
        ],
        "questions": [item["question"] for item in whole["asks"]],
        **({"warnings": whole["warnings"]} if "warnings" in whole else {}),
    }


def comparison(whole: Document) -> Document:
    """Cut a comparison: findings without the proof of how they were kept or broken."""
    made = dict(whole)
    for key in ("contrasts", "separations"):
        if key in whole:
            made[key] = [{**item, "answers": _sides(item["answers"])} for item in whole[key]]
    return brief_answer(made)


def _sides(sides: list[Document]) -> list[Document]:
    return [
        {**side, "findings": [_finding(item, "") for item in side["findings"]]} for side in sides
    ]


def brief_answer(document: Document) -> Document:
    """Put the rules into an answer, and say of each text in words how well it was read."""
    return {"rules": RULES, **_read(document)}


def _finding(document: Document, explain: str) -> Document:
    kept = dict(document) if document["norm"] == explain else _without(document, _PROOFS)
    return {key: value for key, value in kept.items() if value not in _EMPTY or key in _KEPT_EMPTY}


def _without(document: Document, names: tuple[str, ...]) -> Document:
    return {key: value for key, value in document.items() if key not in names}


def _read(part: Document) -> Document:
    """Say beside each level of verification what it means."""
    document: Document = {}
    for key, value in part.items():
        if isinstance(value, dict):
            document[key] = _read(value)
        elif isinstance(value, list):
            document[key] = [_read(item) if isinstance(item, dict) else item for item in value]
        else:
            document[key] = value
        if key in ("verified", "relies_on") and isinstance(value, str):
            document["read"] = labels.VERIFICATIONS[Verification(value)]
    return document
