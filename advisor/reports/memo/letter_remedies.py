"""What can be done about an email, as a letter to the client tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
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
from advisor.reports.memo.frames import fill_frame, quote, say_frame
from advisor.reports.memo.letter_facts import as_fact, clause_of

if TYPE_CHECKING:
    from advisor.reports.memo.memo_context import MemoContext
    from advisor.reports.proposed_remedies import ProposedChange, ProposedRemedies

_FEW_WAYS = 3


def ways_out(cures: ProposedRemedies | None, materials: MemoContext) -> Iterator[Block]:
    """
    Tell the first ways out, each as what would then be so; silent where nothing stands against it.

    Where no way was found, or the email has gone out, there is room for what the lawyer decides.
    """
    if materials.opinion.verdict is not Verdict.STOP:
        return
    search = SentenceSource(Basis.REMEDY, "search")
    if cures is None or not cures.found:
        yield Paragraph((say_frame("client.ways.blank", search),))
        return
    shown = cures.found[:_FEW_WAYS]
    lead = "client.ways.one" if len(shown) == 1 else "client.ways.several"
    yield Paragraph((say_frame(lead, search),))
    yield Points(
        tuple(
            Point(
                tuple(
                    _change(change, SentenceSource(Basis.REMEDY, str(at)), materials)
                    for change in cure.changes
                )
            )
            for at, cure in enumerate(shown)
        )
    )
    if any(cure.verdict is not Verdict.CLEAR for cure in shown):
        yield Paragraph((say_frame("client.ways.open", search),))


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


def _change(change: ProposedChange, source: SentenceSource, materials: MemoContext) -> Sentence:
    clause = clause_of(change.fact, change.value, change.recipient, materials)
    if change.control is Control.THEIRS:
        return fill_frame("client.change.theirs", source, {"clause": clause})
    return as_fact(clause, source)
