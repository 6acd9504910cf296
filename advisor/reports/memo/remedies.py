"""Ways to an answer without a breach, as a memo prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText
from advisor.model.norms import Outcome
from advisor.model.recipient_names import spoken_name
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
from advisor.reports.recipient_groups import group_recipients

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.model.opinions import Finding
    from advisor.reports.document import Sentence
    from advisor.reports.memo.memo_context import MemoContext
    from advisor.reports.proposed_remedies import (
        ProposedChange,
        ProposedRemedies,
        ProposedRemedy,
        ProposedStep,
    )
    from advisor.reports.recipient_groups import RecipientGroup


_MOST_CALLING = 3


def remedy_blocks(
    cures: ProposedRemedies, materials: MemoContext, *, most: int | None = None
) -> Iterator[Block]:
    """
    List the remedies that were found, or say that there is none, and how that is known.

    With `most` only so many are told, and what calls for a step is cited once.
    """
    search = SentenceSource(Basis.REMEDY, "search")
    if cures.is_past:
        yield Paragraph((say_frame("remedies.past", search),))
    if cures.afterwards:
        yield Paragraph((say_frame("remedies.afterwards", search),))
        yield Points(
            tuple(
                step_afterwards(step, materials, 1 if most else _MOST_CALLING)
                for step in cures.afterwards
            )
        )
    if not cures.is_sought:
        return
    if cures.found:
        yield Paragraph((say_frame("remedies.say"),))
        yield Points(tuple(_cure(n, cure, materials) for n, cure in enumerate(cures.found[:most])))
        more = cures.more + len(cures.found) - len(cures.found[:most])
        if more:
            yield Paragraph((say_frame("remedies.more", search, count=more),))
    elif cures.exhausted:
        yield Paragraph((say_frame("remedies.none", search),))
    else:
        yield Paragraph((say_frame("remedies.none.searched", search, count=str(cures.searched)),))
    if cures.incurable:
        yield Paragraph((say_frame("remedies.incurable", search),))
        yield Points(tuple(incurable(item, materials) for item in cures.incurable))


def step_afterwards(step: ProposedStep, materials: MemoContext, most: int = _MOST_CALLING) -> Point:
    """Return a step that is left, with up to `most` that call for it, or that nothing does."""
    source = SentenceSource(Basis.REMEDY, "search")
    if not step.called_for:
        nothing = say_frame("remedies.afterwards.none", source)
        return Point((quote(LawText(step.does), source), nothing))
    said = [quote(LawText(step.does), source)]
    if step.is_done:
        said.append(say_frame("remedies.afterwards.done", source))
    groups = group_recipients(step.called_for)[:most]
    return Point(tuple(said), tuple(_calling(group, materials) for group in groups))


def _calling(group: RecipientGroup, materials: MemoContext) -> Point:
    first = group.first
    source = source_of(first)
    notes = materials.register.note(first.citations[:1], first)
    said = [quote(LawText(first.statement), source, notes=notes)]
    if first.outcome is Outcome.UNDETERMINED:
        said.append(say_frame("remedies.afterwards.depends", source))
    return Point(tuple(said))


def incurable(finding: Finding, materials: MemoContext) -> Point:
    """Return the name of a breach that nothing would cure."""
    notes = materials.register.note(finding.citations[:1], finding)
    return Point((quote(LawText(finding.statement), source_of(finding), notes=notes),))


def _cure(index: int, cure: ProposedRemedy, materials: MemoContext) -> Point:
    source = SentenceSource(Basis.REMEDY, str(index))
    said = [_change(change, source, materials) for change in cure.changes]
    said.append(say_frame("remedies.then", source, verdict=verdict_word(cure.verdict)))
    if cure.leaves_open:
        said.append(
            say_frame("remedies.opens", source, authorities=cited_authorities(cure.leaves_open))
        )
    return Point(tuple(said))


def _change(change: ProposedChange, source: SentenceSource, materials: MemoContext) -> Sentence:
    whose = "theirs" if change.control is Control.THEIRS else "ours"
    slots: dict[str, Slot] = {
        "question": materials.question(change.fact),
        "answer": materials.answer(change.fact, change.value),
    }
    name = f"remedies.change.{whose}"
    if change.recipient is not None:
        person = change.recipient if whose == "theirs" else spoken_name(change.recipient)
        name, slots["recipient"] = f"{name}.person", person
    return fill_frame(name, source, slots)
