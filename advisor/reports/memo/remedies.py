"""Ways to an answer without a breach, as a memo prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText
from advisor.model.vocabulary import Control
from advisor.reports.document import (
    Basis,
    Block,
    Paragraph,
    Point,
    Points,
    SentenceSource,
)
from advisor.reports.labels import verdict_word
from advisor.reports.memo.frames import fill_frame, quote, say_frame
from advisor.reports.memo.memo_context import cited_authorities, source_of
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.model.opinions import Finding, Verdict
    from advisor.model.vocabulary import Value
    from advisor.reports.document import Sentence
    from advisor.reports.memo.memo_context import MemoContext


@dataclass(frozen=True, slots=True)
class MemoChange:
    """One fact to be made otherwise, and by whom."""

    fact: str
    value: Value
    control: Control
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class MemoRemedy:
    """
    Changes that together lead to an answer without a breach.

    `leaves_open` are the findings of the new answer that it leaves open.
    """

    changes: tuple[MemoChange, ...]
    verdict: Verdict
    leaves_open: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class MemoRemedies:
    """
    What a search for remedies found, and how far it went.

    `more` counts cures that are not listed; `searched` is the largest number of changes
    tried together, `exhausted` that no larger number could help. `incurable` are the
    breaches that no change touches; `is_past` that the message cannot be changed any more.
    """

    found: tuple[MemoRemedy, ...] = ()
    more: int = 0
    searched: int = 0
    exhausted: bool = True
    incurable: tuple[Finding, ...] = ()
    is_past: bool = False


def remedy_blocks(cures: MemoRemedies, materials: MemoContext) -> Iterator[Block]:
    """List the remedies that were found, or say that there is none, and how that is known."""
    search = SentenceSource(Basis.REMEDY, "search")
    if cures.is_past:
        yield Paragraph((say_frame("remedies.past", search),))
    if cures.found:
        yield Paragraph((say_frame("remedies.say"),))
        yield Points(tuple(_cure(n, cure, materials) for n, cure in enumerate(cures.found)))
        if cures.more:
            yield Paragraph((say_frame("remedies.more", search, count=cures.more),))
    elif cures.exhausted:
        yield Paragraph((say_frame("remedies.none", search),))
    else:
        yield Paragraph((say_frame("remedies.none.searched", search, count=str(cures.searched)),))
    if cures.incurable:
        yield Paragraph((say_frame("remedies.incurable", search),))
        yield Points(tuple(incurable(item, materials) for item in cures.incurable))


def incurable(finding: Finding, materials: MemoContext) -> Point:
    """Return the name of a breach that nothing would cure."""
    notes = materials.register.note(finding.citations[:1], finding)
    return Point((quote(LawText(finding.statement), source_of(finding), notes=notes),))


def _cure(index: int, cure: MemoRemedy, materials: MemoContext) -> Point:
    source = SentenceSource(Basis.REMEDY, str(index))
    said = [_change(change, source, materials) for change in cure.changes]
    said.append(say_frame("remedies.then", source, verdict=verdict_word(cure.verdict)))
    if cure.leaves_open:
        said.append(
            say_frame("remedies.opens", source, authorities=cited_authorities(cure.leaves_open))
        )
    return Point(tuple(said))


def _change(change: MemoChange, source: SentenceSource, materials: MemoContext) -> Sentence:
    whose = "theirs" if change.control is Control.THEIRS else "ours"
    slots: dict[str, Slot] = {
        "question": materials.question(change.fact),
        "answer": materials.answer(change.fact, change.value),
    }
    name = f"remedies.change.{whose}"
    if change.recipient is not None:
        name, slots["recipient"] = f"{name}.person", change.recipient
    return fill_frame(name, source, slots)
