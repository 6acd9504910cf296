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
    made["findings"] = [_finding(one, explain) for one in whole["findings"]]
    made["persuasive"] = [_finding(one, explain) for one in whole["persuasive"]]
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
            {key: one[key] for key in ("statement", "outcome", "recipient", "citations", "read")}
            for one in (_read(it) for it in whole["findings"])
        ],
        "questions": [one["question"] for one in whole["asks"]],
    }


def comparison(whole: Document) -> Document:
    """Cut a comparison: findings without the proof of how they were kept or broken."""
    made = dict(whole)
    for key in ("contrasts", "separations"):
        if key in whole:
            made[key] = [{**one, "answers": _sides(one["answers"])} for one in whole[key]]
    return brief_answer(made)


def _sides(sides: list[Document]) -> list[Document]:
    return [{**side, "findings": [_finding(one, "") for one in side["findings"]]} for side in sides]


def brief_answer(document: Document) -> Document:
    """Put the rules into an answer, and say of each text in words how well it was read."""
    return {"rules": RULES, **_read(document)}


def _finding(one: Document, explain: str) -> Document:
    kept = dict(one) if one["norm"] == explain else _without(one, _PROOFS)
    return {key: value for key, value in kept.items() if value not in _EMPTY or key in _KEPT_EMPTY}


def _without(one: Document, names: tuple[str, ...]) -> Document:
    return {key: value for key, value in one.items() if key not in names}


def _read(part: Document) -> Document:
    """Say beside each level of verification what it means."""
    found: Document = {}
    for key, value in part.items():
        if isinstance(value, dict):
            found[key] = _read(value)
        elif isinstance(value, list):
            found[key] = [_read(one) if isinstance(one, dict) else one for one in value]
        else:
            found[key] = value
        if key in ("verified", "relies_on") and isinstance(value, str):
            found["read"] = labels.VERIFICATIONS[Verification(value)]
    return found
