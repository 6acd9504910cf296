"""
Any document as a paper: running text, lists, tables and footnotes only.

What a page on a screen has besides (findings with their reasons, two points side by side,
pictures made of text) is put into these, so that the writers of HTML, Word and PDF write
every document and know a few kinds of block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple, assert_never

from advisor.i18n import ENGLISH, Language, message
from advisor.reports.document import (
    Banner,
    Basis,
    Block,
    Callout,
    Cell,
    Fields,
    FindingEntry,
    Grid,
    Heading,
    Line,
    Note,
    NoteList,
    Paragraph,
    Point,
    Points,
    ReasonNode,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Sentence,
    SentenceSource,
    SideBySide,
    Signature,
    TextBlock,
    TitleBlock,
    Tree,
    cell_text,
)

_SHOWN = SentenceSource(Basis.OPINION, "page")
_LONGEST = 60
"""A column is given room for so many letters at most."""


class Paper(NamedTuple):
    """A document in which every block is running text, a list or a table."""

    front: TitleBlock
    blocks: tuple[TextBlock, ...]
    language: Language = ENGLISH
    footnotes: NoteList | None = None

    @property
    def title(self) -> str:
        """Return what the paper is called where only one line can be shown."""
        words = (self.front.title.text, self.front.subject.text)
        return ": ".join(word for word in words if word)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return the footnotes in order."""
        return self.footnotes.notes if self.footnotes is not None else ()


def as_paper(document: ReportDocument) -> Paper:
    """Return a rendered document as a paper; what already is one stays as it is."""
    match document.front:
        case TitleBlock() as front:
            first: tuple[TextBlock, ...] = ()
        case Banner() as banner:
            front, first = _front(banner), tuple(_opening(banner, document.language))
        case _:
            assert_never(document.front)
    blocks = _lowered(document.blocks, document.language)
    return Paper(front, (*first, *blocks), document.language, document.footnotes)


def cell_sentence(cell: Cell) -> Sentence:
    """Return a cell of a table as a sentence."""
    return cell if isinstance(cell, Sentence) else _said(cell)


def _said(text: str, *, strong: bool = False, link: str = "") -> Sentence:
    return Sentence(text, _SHOWN, strong=strong, link=link)


def _front(banner: Banner) -> TitleBlock:
    return TitleBlock(_said(banner.word), _said(banner.text), _said(""), Fields(()))


def _opening(banner: Banner, language: Language) -> Iterator[TextBlock]:
    if banner.text:
        yield Callout(banner.tone, _said(banner.aside or banner.word), (_said(banner.text),))
    for line in banner.lines:
        yield Paragraph((_line(line, language),))


def _lowered(blocks: Iterable[Block], language: Language) -> Iterator[TextBlock]:
    """Lower blocks one after the other; entries that follow one another are one list."""
    entries: list[Point] = []
    for block in blocks:
        if isinstance(block, FindingEntry):
            entries.append(_entry(block, language))
            continue
        if entries:
            yield Points(tuple(entries))
            entries = []
        yield from _block(block, language)
    if entries:
        yield Points(tuple(entries))


def _block(block: Block, language: Language) -> Iterator[TextBlock]:
    match block:
        case Heading() | Paragraph() | Callout() | Points() | Fields() | Signature():
            yield block
        case ReportTable():
            yield block if block.widths else block._replace(widths=_widths(block))
        case Section():
            yield Heading(1, _said(block.title))
            yield from _lowered(block.blocks, language)
        case FindingEntry():
            yield Points((_entry(block, language),))
        case SideBySide():
            yield from _side_by_side(block, language)
        case Tree():
            yield Points(tuple(map(_node, block.nodes)))
        case Grid():
            yield Paragraph((_said(f"{block.title}.", strong=True), _said(block.said)))
        case Line():
            yield Paragraph((_line(block, language),), aside=block.role is Role.NOTE)
        case _:
            assert_never(block)


def _line(line: Line, language: Language) -> Sentence:
    text = line.text
    if line.role is Role.CAVEAT:
        text = language.render(message("Caveat: {words}", words=text))
    return _said(text, link=line.link)


def _entry(entry: FindingEntry, language: Language) -> Point:
    word = (_said(f"{entry.word[:1].upper()}{entry.word[1:]}:", strong=True),)
    lines = (Point((_line(line, language),)) for line in entry.lines)
    return Point(
        (*(word if entry.word else ()), _said(entry.text)), (*lines, *map(_node, entry.tree))
    )


def _node(node: ReasonNode) -> Point:
    texts = (f"{node.word}:" if node.word else "", node.text, node.note)
    return Point(tuple(_said(text) for text in texts if text), tuple(map(_node, node.of)))


def _side_by_side(block: SideBySide, language: Language) -> Iterator[TextBlock]:
    yield Heading(3, _said(block.title))
    left, right = _side(block.left, language), _side(block.right, language)
    rows = zip_longest(left, right, fillvalue=_said(""))
    head = (_said(block.left.word), _said(block.right.word))
    yield ReportTable(_said(block.title), head, tuple(rows), (1, 1))
    for line in block.lines:
        yield Paragraph((_line(line, language),))


def _side(entry: FindingEntry, language: Language) -> Sequence[Sentence]:
    return [_said(entry.text), *(_line(line, language) for line in entry.lines)]


def _widths(table: ReportTable) -> tuple[int, ...]:
    """Return shares of the line by the longest cell of each column."""
    columns = zip(table.head, *table.rows, strict=True)
    return tuple(
        min(max(len(cell_text(cell)) for cell in column) + 2, _LONGEST) for column in columns
    )
