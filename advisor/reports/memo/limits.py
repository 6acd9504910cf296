"""What the memo does not know, what it was made from, and where the attorney signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.i18n import and_list
from advisor.model.policies import BUNDLED
from advisor.reports.basis import HASH_SHOWN
from advisor.reports.document import (
    Basis,
    Block,
    Heading,
    Paragraph,
    Point,
    Points,
    ReportTable,
    SentenceSource,
    Signature,
)
from advisor.reports.memo.frames import retell, say_frame
from advisor.reports.partly_encoded import partly_encoded

if TYPE_CHECKING:
    from advisor.reports.document import Sentence
    from advisor.reports.memo.memo_context import MemoContext


def limits(materials: MemoContext) -> Iterator[Block]:
    """Say what the answer leaves out, and what it was computed from and by."""
    yield Points(
        (
            Point((say_frame("limits.information"),)),
            Point((say_frame("limits.silence"),)),
            *_left_open(materials),
            *_noticed(materials, range(len(materials.opinion.notices))),
            *_laid_over(materials),
        )
    )
    yield Heading(2, say_frame("limits.made"))
    yield _made(materials)


def short_limits(materials: MemoContext) -> Iterator[Block]:
    """Say in a line each what the answer leaves out, and from what and by what it was made."""
    notices = materials.opinion.notices
    essential = [number for number, one in enumerate(notices) if one.is_essential]
    yield Points(
        (
            Point((say_frame("limits.information"), say_frame("limits.silence"))),
            *_left_open(materials),
            *_noticed(materials, essential),
            *_partly_encoded(materials),
            *_counted(len(notices) - len(essential)),
            *_laid_over(materials),
            Point(tuple(_made_line(materials))),
        )
    )


def _left_open(materials: MemoContext) -> Iterator[Point]:
    left_open = materials.opinion.left_open
    if left_open:
        source = SentenceSource(Basis.OPINION, "left_open")
        places, count = materials.places(left_open), len(left_open)
        yield Point((say_frame("limits.left-open", source, count=count, places=places),))


def _noticed(materials: MemoContext, numbers: Iterable[int]) -> Iterator[Point]:
    """Repeat some notices of the opinion, by their numbers."""
    for number in numbers:
        notice = materials.opinion.notices[number]
        source = SentenceSource(Basis.NOTICE, str(number))
        notes = materials.register.note(notice.citations)
        yield Point((retell(notice.says, source, notes=notes),))


def _counted(others: int) -> Iterator[Point]:
    if others:
        source = SentenceSource(Basis.OPINION, "findings")
        yield Point((say_frame("limits.notices", source, count=others),))


def _laid_over(materials: MemoContext) -> Iterator[Point]:
    layers = [layer for layer in materials.opinion.receipt.layers if layer != BUNDLED]
    if layers:
        source = SentenceSource(Basis.RECEIPT, "layers")
        yield Point((say_frame("limits.layers", source, layers=and_list(layers)),))


def _partly_encoded(materials: MemoContext) -> Iterator[Point]:
    """Name the authorities that govern, apply, and say more than is encoded."""
    policies = partly_encoded(materials.opinion, materials.law)
    cites = [policy.authority.cite for policy in policies]
    if cites:
        source = SentenceSource(Basis.AUTHORITY, cites[0])
        yield Point((say_frame("limits.more", source, authorities="; ".join(cites)),))


def _made_line(materials: MemoContext) -> Iterator[Sentence]:
    receipt = materials.opinion.receipt
    yield say_frame(
        "limits.made.line",
        SentenceSource(Basis.RECEIPT, "corpus"),
        day=materials.day,
        hash=receipt.corpus[:HASH_SHOWN],
        version=receipt.advisor,
        engine=receipt.engine,
    )
    if receipt.checked_by:
        checked = SentenceSource(Basis.RECEIPT, "checked_by")
        yield say_frame("limits.made.checked", checked, engine=receipt.checked_by)


def _made(materials: MemoContext) -> ReportTable:
    receipt = materials.opinion.receipt

    def source(name: str) -> SentenceSource:
        return SentenceSource(Basis.RECEIPT, name)

    rows: list[tuple[Sentence, ...]] = [
        (say_frame("limits.as-of"), materials.law_days),
        (
            say_frame("limits.corpus"),
            say_frame("limits.corpus.value", source("corpus"), hash=receipt.corpus),
        ),
        (
            say_frame("limits.advisor"),
            say_frame("limits.advisor.value", source("advisor"), version=receipt.advisor),
        ),
        (
            say_frame("limits.engine"),
            say_frame("limits.engine.value", source("engine"), engine=receipt.engine),
        ),
    ]
    if receipt.checked_by:
        checked = say_frame("limits.checked.value", source("checked_by"), engine=receipt.checked_by)
        rows.append((say_frame("limits.checked"), checked))
    head = (say_frame("limits.made.what"), say_frame("limits.made.which"))
    return ReportTable(say_frame("limits.made"), head, tuple(rows), (28, 72))


def review() -> Iterator[Block]:
    """Leave room for the decision and the signature of the reviewing attorney."""
    yield Paragraph((say_frame("review.say"),))
    yield Signature(
        (say_frame("review.adopted"), say_frame("review.changed"), say_frame("review.rejected")),
        (
            say_frame("review.signature"),
            say_frame("review.name"),
            say_frame("review.admitted"),
            say_frame("review.date"),
        ),
    )
