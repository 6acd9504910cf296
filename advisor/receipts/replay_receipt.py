"""A receipt asked again: the same, or what has changed, norm by norm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from advisor.corpus import scenario_from
from advisor.diagnostics import InvalidScenario
from advisor.receipts.create import canonical, receipt_of
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.receipts.receipt_schema import ReceiptFinding, StoredReceipt

NOTHING_SAID = "nothing"
"""What stands on the side where a finding, or a word of the answer, is missing."""


class ReplayState(Enum):
    """How a receipt fared: the same bytes, the same answer, or another answer."""

    IDENTICAL = "identical"
    SAME = "same"
    CHANGED = "changed"


class ChangedPart(Enum):
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
        """Return whether such a change makes it another answer."""
        return self in (
            ChangedPart.ANSWER,
            ChangedPart.GOVERNING,
            ChangedPart.FINDING,
            ChangedPart.CONFLICT,
        )


@dataclass(frozen=True, slots=True)
class ReplayChange:
    """
    One thing that is not as it was.

    `about` names it: a norm with its jurisdiction, a jurisdiction, or a word of the
    receipt; `recipient` whom it concerns.
    """

    part: ChangedPart
    about: str
    what: str
    before: str
    after: str
    recipient: str | None = None


@dataclass(frozen=True)
class Replay:
    """One receipt with the receipt of the same facts asked today."""

    receipt: StoredReceipt
    again: StoredReceipt
    changes: tuple[ReplayChange, ...]

    @property
    def state(self) -> ReplayState:
        """Return how the receipt fared."""
        if any(change.part.is_answer for change in self.changes):
            return ReplayState.CHANGED
        same = canonical(self.receipt) == canonical(self.again)
        return ReplayState.IDENTICAL if same else ReplayState.SAME


def replay(corpus: Corpus, receipt: StoredReceipt) -> Replay:
    """
    Ask a receipt's facts again, by the law that is loaded, on the receipt's days.

    Raises `InvalidScenario` where the law no longer knows the facts that were told, and
    `EngineFailure` where no answer can be had.
    """
    scenario, problems = scenario_from(receipt.scenario, corpus.law, own_day=False)
    if scenario is None:
        raise InvalidScenario(problems)
    day = date.fromisoformat(receipt.as_of)
    opinion = corpus.advise(scenario, as_of=day, one_day=receipt.sent_on is None)
    again = receipt_of(opinion, redacted=receipt.redacted)
    return Replay(receipt, again, tuple(_changes(receipt, again)))


def _changes(old: StoredReceipt, new: StoredReceipt) -> Iterator[ReplayChange]:
    for name in ("verdict", "weight", "relies_on"):
        before, after = getattr(old.answer, name), getattr(new.answer, name)
        if before != after:
            what = name.replace("_", " ")
            yield ReplayChange(
                ChangedPart.ANSWER, "answer", what, before or NOTHING_SAID, after or NOTHING_SAID
            )
    yield from _governing(old, new)
    yield from _findings(old.findings, new.findings, ChangedPart.FINDING)
    yield from _conflicts(old, new)
    yield from _findings(old.persuasive, new.persuasive, ChangedPart.PERSUASIVE)
    yield from _made(old, new)


def _governing(old: StoredReceipt, new: StoredReceipt) -> Iterator[ReplayChange]:
    before = {item.jurisdiction: item.truth for item in old.governing}
    after = {item.jurisdiction: item.truth for item in new.governing}
    for code in dict.fromkeys((*before, *after)):
        was, now = before.get(code, "false"), after.get(code, "false")
        if was != now:
            yield ReplayChange(ChangedPart.GOVERNING, code, "governs", was, now)


def _findings(
    old: Sequence[ReceiptFinding], new: Sequence[ReceiptFinding], part: ChangedPart
) -> Iterator[ReplayChange]:
    before = {_key(item): item for item in old}
    after = {_key(item): item for item in new}
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        about, recipient = f"{key[0]}@{key[1]}", key[2]
        if was is None or now is None:
            outcomes = (was.outcome if was else NOTHING_SAID, now.outcome if now else NOTHING_SAID)
            yield ReplayChange(part, about, "outcome", *outcomes, recipient)
            continue
        for name in ("outcome", "applies", "weight", "verified", "overridden_by", "exception"):
            entry, other = getattr(was, name), getattr(now, name)
            if entry != other:
                what = name.replace("_", " ")
                yield ReplayChange(
                    part, about, what, entry or NOTHING_SAID, other or NOTHING_SAID, recipient
                )
        yield from _words(was, now, about)


def _key(finding: ReceiptFinding) -> tuple[str, str, str | None]:
    return finding.norm, finding.jurisdiction, finding.recipient


def _words(was: ReceiptFinding, now: ReceiptFinding, about: str) -> Iterator[ReplayChange]:
    """Return what is said otherwise although the finding is the same."""
    for name in ("statement", "citations", "caveats", "missing"):
        item, other = _said(was, name), _said(now, name)
        if item != other:
            yield ReplayChange(
                ChangedPart.WORDS,
                about,
                name,
                item or NOTHING_SAID,
                other or NOTHING_SAID,
                was.recipient,
            )


def _said(finding: ReceiptFinding, name: str) -> str:
    match name:
        case "statement":
            return finding.statement
        case "citations":
            return "; ".join(
                f"{citation.cite}, {citation.pinpoint}" if citation.pinpoint else citation.cite
                for citation in finding.citations
            )
        case "caveats":
            return " ".join(finding.caveats)
        case _:
            return ", ".join(finding.missing)


def _conflicts(old: StoredReceipt, new: StoredReceipt) -> Iterator[ReplayChange]:
    before = {
        (conflict.forbids, conflict.allows, conflict.recipient): conflict
        for conflict in old.conflicts
    }
    after = {
        (conflict.forbids, conflict.allows, conflict.recipient): conflict
        for conflict in new.conflicts
    }
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        settled = (_settled(was), _settled(now))
        if settled[0] != settled[1]:
            about = f"{key[0]} against {key[1]}"
            yield ReplayChange(ChangedPart.CONFLICT, about, "settled by", *settled, key[2])


def _settled(conflict: object) -> str:
    if conflict is None:
        return NOTHING_SAID
    return getattr(conflict, "resolved_by", None) or "unresolved"


def _made(old: StoredReceipt, new: StoredReceipt) -> Iterator[ReplayChange]:
    pairs = (
        ("law", old.law.corpus, new.law.corpus),
        ("layers", ", ".join(old.law.layers), ", ".join(new.law.layers)),
        ("program", old.program.advisor, new.program.advisor),
        ("engine", old.program.engine, new.program.engine),
        ("checked by", old.program.checked_by, new.program.checked_by),
    )
    for what, before, after in pairs:
        if before != after:
            yield ReplayChange(
                ChangedPart.MADE, "made", what, before or NOTHING_SAID, after or NOTHING_SAID
            )
    if old.answer.summary != new.answer.summary:
        before, after = old.answer.summary, new.answer.summary
        yield ReplayChange(ChangedPart.WORDS, "answer", "summary", before, after)
