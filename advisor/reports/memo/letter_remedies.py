"""What would change the answer, as a letter tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.recipient_names import spoken_name
from advisor.model.vocabulary import Control
from advisor.reports.document import (
    Basis,
    Block,
    Paragraph,
    Point,
    Points,
    Sentence,
    SentenceSource,
)
from advisor.reports.memo.frames import FRAMES, fill_frame, quote, say_frame
from advisor.reports.memo.letter_rules import counted_rest
from advisor.reports.memo.remedies import incurable

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.reports.memo.memo_context import MemoContext
    from advisor.reports.proposed_remedies import ProposedChange, ProposedRemedies, ProposedRemedy

_FEW_WAYS = 3


def word(verdict: Verdict) -> str:
    """Return the name of the frame of a verdict in everyday words."""
    return f"client.word.{verdict.value}"


def ways_out(cures: ProposedRemedies | None, materials: MemoContext) -> Iterator[Block]:
    """Tell the first ways out, or that none was found; silent where none was looked for."""
    if cures is None or not cures.is_sought:
        return
    search = SentenceSource(Basis.REMEDY, "search")
    if cures.is_past:
        yield Paragraph((say_frame("client.ways.past", search),))
    if cures.found:
        yield Paragraph((say_frame("client.ways.say", search),))
        shown = cures.found[:_FEW_WAYS]
        yield Points(tuple(_way(at, item, materials) for at, item in enumerate(shown)))
        more = cures.more + len(cures.found) - len(shown)
        rest = tuple(counted_rest("client.ways.more", more, search))
        if rest:
            yield Paragraph(rest)
    elif not cures.incurable:
        yield Paragraph((say_frame("client.ways.none", search),))
    if cures.incurable:
        yield Paragraph((say_frame("client.ways.incurable", search),))
        yield Points(tuple(incurable(item, materials) for item in cures.incurable))


def owed_to_client(cures: ProposedRemedies | None, materials: MemoContext) -> Iterator[Block]:
    """Tell what is left to do that is owed to the client and that some norm calls for."""
    source = SentenceSource(Basis.REMEDY, "search")
    points = []
    for step in () if cures is None else cures.afterwards:
        if step.to_client and step.called_for and not step.is_done:
            first = step.called_for[0]
            notes = materials.register.note(first.citations[:1], first)
            said = [quote(LawText(step.to_client), source, notes=notes)]
            if all(one.outcome is Outcome.UNDETERMINED for one in step.called_for):
                said.append(say_frame("client.afterwards.depends", source))
            points.append(Point(tuple(said)))
    if points:
        yield Points(tuple(points))


def _way(index: int, cure: ProposedRemedy, materials: MemoContext) -> Point:
    source = SentenceSource(Basis.REMEDY, str(index))
    said = [_change(change, source, materials) for change in cure.changes]
    then = FRAMES[word(cure.verdict)]
    return Point((*said, say_frame("client.then", source, verdict=then)))


def _change(change: ProposedChange, source: SentenceSource, materials: MemoContext) -> Sentence:
    whose = "theirs" if change.control is Control.THEIRS else "ours"
    slots: dict[str, Slot] = {
        "question": materials.question(change.fact),
        "answer": materials.answer(change.fact, change.value),
    }
    name = f"client.change.{whose}"
    if change.recipient is not None:
        person = change.recipient if whose == "theirs" else spoken_name(change.recipient)
        name, slots["recipient"] = f"{name}.person", person
    return fill_frame(name, source, slots)
