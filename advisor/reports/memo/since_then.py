"""What came to speak only after the message was sent: an authority with its day, no finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText
from advisor.reports.document import Basis, Paragraph, Point, Points, SentenceSource
from advisor.reports.memo.frames import quote, say_frame
from advisor.reports.memo.memo_context import source_of

if TYPE_CHECKING:
    from advisor.model.opinions import LaterLaw
    from advisor.reports.document import Block
    from advisor.reports.memo.memo_context import MemoContext


def since_then(materials: MemoContext) -> Iterator[Block]:
    """List later law that speaks on what was done by sending, and say that it decides nothing."""
    opinion = materials.opinion
    if not opinion.since_then or opinion.sent_on is None:
        return
    source = SentenceSource(Basis.OPINION, "sent_on")
    yield Paragraph((say_frame("since.say", source, day=opinion.sent_on),))
    yield Points(tuple(_point(later, materials) for later in opinion.since_then))


def _point(later: LaterLaw, materials: MemoContext) -> Point:
    finding = later.finding
    source = source_of(finding)
    notes = materials.register.note(finding.citations, finding)
    return Point(
        (
            say_frame("since.from", source, day=later.since, strong=True),
            quote(LawText(finding.statement), source, notes=notes),
        )
    )
