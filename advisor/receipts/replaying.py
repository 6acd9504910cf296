"""A receipt asked again: the same, or what has changed, norm by norm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from advisor.corpus import scenario_from
from advisor.diagnostics import InvalidScenario
from advisor.receipts.making import canonical, receipt_of
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.receipts.shape import FindingDocument, ReceiptDocument

NOTHING = "nothing"
"""What stands on the side where a finding, or a word of the answer, is missing."""


class State(Enum):
    """How a receipt fared: the same bytes, the same answer, or another answer."""

    IDENTICAL = "identical"
    SAME = "same"
    CHANGED = "changed"


class Part(Enum):
    """What a change is about; the first four make it another answer."""

    ANSWER = "answer"
    GOVERNING = "governing"
    FINDING = "finding"
    CONFLICT = "conflict"
    PERSUASIVE = "persuasive"
    WORDS = "words"
    MADE = "made"

    @property
    def is_answer(self) -> bool:
        """Tell whether such a change makes it another answer."""
        return self in (Part.ANSWER, Part.GOVERNING, Part.FINDING, Part.CONFLICT)


@dataclass(frozen=True, slots=True)
class Change:
    """
    One thing that is not as it was.

    `about` names it: a norm with its jurisdiction, a jurisdiction, or a word of the
    receipt; `recipient` whom it concerns.
    """

    part: Part
    about: str
    what: str
    before: str
    after: str
    recipient: str | None = None


@dataclass(frozen=True)
class Replay:
    """One receipt with the receipt of the same facts asked today."""

    receipt: ReceiptDocument
    again: ReceiptDocument
    changes: tuple[Change, ...]

    @property
    def state(self) -> State:
        """Tell how the receipt fared."""
        if any(change.part.is_answer for change in self.changes):
            return State.CHANGED
        same = canonical(self.receipt) == canonical(self.again)
        return State.IDENTICAL if same else State.SAME


def replay(corpus: Corpus, receipt: ReceiptDocument) -> Replay:
    """
    Ask a receipt's facts again, by the law that is loaded, on the receipt's day.

    Raises `InvalidScenario` where the law no longer knows the facts that were told, and
    `EngineFailure` where no answer can be had.
    """
    scenario, problems = scenario_from(receipt.scenario, corpus.law)
    if scenario is None:
        raise InvalidScenario(problems)
    opinion = corpus.advise(scenario, as_of=date.fromisoformat(receipt.as_of))
    again = receipt_of(opinion, redacted=receipt.redacted)
    return Replay(receipt, again, tuple(_changes(receipt, again)))


def _changes(old: ReceiptDocument, new: ReceiptDocument) -> Iterator[Change]:
    for name in ("verdict", "weight", "relies_on"):
        before, after = getattr(old.answer, name), getattr(new.answer, name)
        if before != after:
            what = name.replace("_", " ")
            yield Change(Part.ANSWER, "answer", what, before or NOTHING, after or NOTHING)
    yield from _governing(old, new)
    yield from _findings(old.findings, new.findings, Part.FINDING)
    yield from _conflicts(old, new)
    yield from _findings(old.persuasive, new.persuasive, Part.PERSUASIVE)
    yield from _made(old, new)


def _governing(old: ReceiptDocument, new: ReceiptDocument) -> Iterator[Change]:
    before = {one.jurisdiction: one.truth for one in old.governing}
    after = {one.jurisdiction: one.truth for one in new.governing}
    for code in dict.fromkeys((*before, *after)):
        was, now = before.get(code, "false"), after.get(code, "false")
        if was != now:
            yield Change(Part.GOVERNING, code, "governs", was, now)


def _findings(
    old: Sequence[FindingDocument], new: Sequence[FindingDocument], part: Part
) -> Iterator[Change]:
    before = {_key(one): one for one in old}
    after = {_key(one): one for one in new}
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        about, recipient = f"{key[0]}@{key[1]}", key[2]
        if was is None or now is None:
            outcomes = (was.outcome if was else NOTHING, now.outcome if now else NOTHING)
            yield Change(part, about, "outcome", *outcomes, recipient)
            continue
        for name in ("outcome", "applies", "weight", "verified", "overridden_by", "exception"):
            one, other = getattr(was, name), getattr(now, name)
            if one != other:
                what = name.replace("_", " ")
                yield Change(part, about, what, one or NOTHING, other or NOTHING, recipient)
        yield from _words(was, now, about)


def _key(finding: FindingDocument) -> tuple[str, str, str | None]:
    return finding.norm, finding.jurisdiction, finding.recipient


def _words(was: FindingDocument, now: FindingDocument, about: str) -> Iterator[Change]:
    """Tell what is said otherwise although the finding is the same."""
    for name in ("statement", "citations", "caveats", "missing"):
        one, other = _said(was, name), _said(now, name)
        if one != other:
            yield Change(Part.WORDS, about, name, one or NOTHING, other or NOTHING, was.recipient)


def _said(finding: FindingDocument, name: str) -> str:
    match name:
        case "statement":
            return finding.statement
        case "citations":
            return "; ".join(
                f"{one.cite}, {one.pinpoint}" if one.pinpoint else one.cite
                for one in finding.citations
            )
        case "caveats":
            return " ".join(finding.caveats)
        case _:
            return ", ".join(finding.missing)


def _conflicts(old: ReceiptDocument, new: ReceiptDocument) -> Iterator[Change]:
    before = {(one.forbids, one.allows, one.recipient): one for one in old.conflicts}
    after = {(one.forbids, one.allows, one.recipient): one for one in new.conflicts}
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        settled = (_settled(was), _settled(now))
        if settled[0] != settled[1]:
            about = f"{key[0]} against {key[1]}"
            yield Change(Part.CONFLICT, about, "settled by", *settled, key[2])


def _settled(conflict: object) -> str:
    if conflict is None:
        return NOTHING
    return getattr(conflict, "resolved_by", None) or "unresolved"


def _made(old: ReceiptDocument, new: ReceiptDocument) -> Iterator[Change]:
    pairs = (
        ("law", old.law.corpus, new.law.corpus),
        ("layers", ", ".join(old.law.layers), ", ".join(new.law.layers)),
        ("program", old.program.advisor, new.program.advisor),
        ("engine", old.program.engine, new.program.engine),
        ("checked by", old.program.checked_by, new.program.checked_by),
    )
    for what, before, after in pairs:
        if before != after:
            yield Change(Part.MADE, "made", what, before or NOTHING, after or NOTHING)
    if old.answer.summary != new.answer.summary:
        before, after = old.answer.summary, new.answer.summary
        yield Change(Part.WORDS, "answer", "summary", before, after)
