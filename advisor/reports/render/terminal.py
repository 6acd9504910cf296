"""A document on a terminal: signs, colours where they are wanted, columns where they fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import zip_longest
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import message
from advisor.printable import printable
from advisor.reports.document import (
    Banner,
    Block,
    Callout,
    Fields,
    FindingBlock,
    FindingEntry,
    Grid,
    Heading,
    Line,
    NoteList,
    Paragraph,
    Point,
    Points,
    ReasonNode,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    SideBySide,
    Signature,
    TextBlock,
    TitleBlock,
    Tone,
    Tree,
    cell_text,
    sentences_text,
)
from advisor.reports.render.table_columns import fit_columns
from advisor.reports.web_address import is_web_address
from advisor.reports.wrap import text_columns, wrap_text

if TYPE_CHECKING:
    from advisor.i18n import Language

NARROWEST, WIDEST = 40, 200
MEASURE = 100
"""Running text is never wider than this, on however wide a screen."""
_SIDE_BY_SIDE = 60
_LEAST = 10
_LINK = "\x1b]8;;{}\x1b\\"
_SIGNS = {Tone.AGAINST: "✗", Tone.CHECK: "!", Tone.OPEN: "?", Tone.FOR: "✓", Tone.QUIET: "·"}
_BLANK = "_" * 30


class Ink(Enum):
    """What a stretch of text looks like, as the numbers that a terminal knows."""

    NONE = ""
    BOLD = "1"
    DIM = "2"
    ITALIC = "3"
    CYAN = "36"
    MAGENTA = "35"
    RED = "31"
    YELLOW = "33"
    GREEN = "32"
    GREY = "90"


_TONES = {
    Tone.AGAINST: Ink.RED,
    Tone.CHECK: Ink.MAGENTA,
    Tone.OPEN: Ink.YELLOW,
    Tone.FOR: Ink.GREEN,
    Tone.QUIET: Ink.GREY,
}
_ROLES = {
    Role.REASON: Ink.NONE,
    Role.CITE: Ink.CYAN,
    Role.QUOTE: Ink.ITALIC,
    Role.NOTE: Ink.DIM,
    Role.CAVEAT: Ink.YELLOW,
}


def terminal(document: ReportDocument, *, width: int = 80, colour: bool = False) -> str:
    """Write a document for a screen `width` columns wide, between 40 and 200."""
    writer = _Writer(max(NARROWEST, min(width, WIDEST)), document.language, colour=colour)
    return "".join(f"{line}\n" for line in writer.document(document.rendered()))


class _Writer:
    """Turns blocks into lines of a width."""

    def __init__(self, width: int, language: Language, *, colour: bool) -> None:
        self.width = width
        self.language = language
        self.measure = min(width, MEASURE)
        self.colour = colour

    def ink(self, text: str, *inks: Ink) -> str:
        codes = ";".join(ink.value for ink in inks if ink.value)
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and codes and text else text

    def document(self, document: ReportDocument) -> Iterator[str]:
        yield from self.banner(document.banner)
        if isinstance(document.front, TitleBlock):
            yield from self.wrapped(document.front.draft.text, "", Ink.DIM)
            yield ""
            yield from self.fields(document.front.head)
        for block in document.blocks:
            yield ""
            yield from self.block(block)
        if document.footnotes is not None and document.notes:
            yield ""
            yield from self.footnotes(document.footnotes)

    def banner(self, banner: Banner) -> Iterator[str]:
        word, aside = printable(banner.word), printable(banner.aside)
        if text_columns(word) + 2 + text_columns(aside) <= self.measure:
            gap = "  " if aside else ""
            inked = self.ink(word, Ink.BOLD, _TONES[banner.tone])
            yield f"{inked}{gap}{self.ink(aside, Ink.BOLD)}"
        else:
            yield from self.wrapped(word, "", Ink.BOLD)
            yield from self.wrapped(aside, "", Ink.BOLD)
        yield from self.wrapped(banner.text, "", Ink.BOLD)
        for line in banner.lines:
            yield from self.line(line, "")

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Section() | FindingEntry() | SideBySide() | Tree() | Grid() | Line():
                yield from self.finding_block(block)
            case _:
                yield from self.text_block(block)

    def text_block(self, block: TextBlock) -> Iterator[str]:
        match block:
            case Heading():
                number = f"{block.number} " if block.number else ""
                yield from self.title(f"{number}{block.text.text}", Tone.QUIET)
            case Paragraph():
                ink = Ink.ITALIC if block.aside else Ink.NONE
                yield from self.wrapped(sentences_text(block.sentences), "  ", ink)
            case Callout():
                sign = self.ink(f"  {_SIGNS[block.tone]} ", _TONES[block.tone])
                yield from self.wrapped(block.word.text, "    ", Ink.BOLD, first=sign)
                yield from self.wrapped(sentences_text(block.sentences), "    ")
            case Points():
                yield from self.points(block.items, "  ")
            case ReportTable():
                yield from self.table(block)
            case Fields():
                yield from self.fields(block)
            case Signature():
                for choice in block.choices:
                    yield from self.wrapped(f"[ ] {choice.text}", "  ")
                for line in block.lines:
                    yield from self.wrapped(f"{line.text}: {_BLANK}", "  ")
            case _:
                assert_never(block)

    def finding_block(self, block: FindingBlock) -> Iterator[str]:
        match block:
            case Section():
                yield from self.section(block)
            case FindingEntry():
                yield from self.entry(block)
            case SideBySide():
                yield from self.side_by_side(block)
            case Tree():
                yield from self.nodes(block.nodes, "  ")
            case Grid():
                yield from self.grid(block)
            case Line():
                yield from self.line(block, "  ")
            case _:
                assert_never(block)

    # -- running text

    def title(self, text: str, tone: Tone) -> Iterator[str]:
        lines = wrap_text(printable(text), self.measure)
        rest = self.measure - text_columns(lines[-1]) - 1
        rule = self.ink(f" {'─' * rest}", Ink.GREY) if rest > 0 else ""
        ink = Ink.NONE if tone is Tone.QUIET else _TONES[tone]
        for at, line in enumerate(lines, 1):
            yield self.ink(line, Ink.BOLD, ink) + (rule if at == len(lines) else "")

    def points(self, items: Iterable[Point], indent: str) -> Iterator[str]:
        for item in items:
            text = sentences_text(item.sentences)
            yield from self.wrapped(text, f"{indent}  ", first=f"{indent}· ")
            yield from self.points(item.of, f"{indent}  ")

    def fields(self, fields: Fields) -> Iterator[str]:
        for key, value in fields.rows:
            yield from self.wrapped(f"{key.text}: {sentences_text((value,))}", "  ")

    def footnotes(self, footnotes: NoteList) -> Iterator[str]:
        yield from self.title(footnotes.title.text, Tone.QUIET)
        for note in footnotes.notes:
            text = f"[{note.number}] {' '.join(citation.text for citation in note.citations)}"
            yield from self.wrapped(text, "  ", Ink.CYAN)

    # -- findings and reasons

    def section(self, section: Section) -> Iterator[str]:
        yield from self.title(section.title, section.tone)
        for at, block in enumerate(section.blocks):
            if at and isinstance(block, SideBySide | Grid):
                yield ""
            yield from self.block(block)

    def entry(self, entry: FindingEntry) -> Iterator[str]:
        sign = self.ink(f"  {_SIGNS[entry.tone]} ", _TONES[entry.tone])
        yield from self.wrapped(entry.text, "    ", first=sign)
        for line in entry.lines:
            yield from self.line(line, "    ")
        yield from self.nodes(entry.tree, "    ")

    def line(self, line: Line, indent: str) -> Iterator[str]:
        said = line.text
        if line.role is Role.CAVEAT:
            said = self.language.render(message("Caveat: {words}", words=said))
        link = line.link if self.colour and is_web_address(line.link) else ""
        for told in self.wrapped(said, indent, _ROLES[line.role]):
            yield f"{_LINK.format(link)}{told}{_LINK.format('')}" if link else told

    def side_by_side(self, block: SideBySide) -> Iterator[str]:
        yield from self.wrapped(block.title, "  ", Ink.BOLD)
        if self.width < _SIDE_BY_SIDE:
            yield from self.entry(block.left)
            yield from self.entry(block.right)
        else:
            yield from self.beside(block)
        for line in block.lines:
            yield from self.line(line, "  ")

    def beside(self, block: SideBySide) -> Iterator[str]:
        half = (self.measure - 3) // 2
        side = _Writer(half, self.language, colour=self.colour)
        bare = _Writer(half, self.language, colour=False)
        wide = [text_columns(line) for line in bare.entry(block.left)]
        rows = zip_longest(side.entry(block.left), wide, side.entry(block.right), fillvalue=None)
        for left, used, right in rows:
            gap = " " * (half - int(used or 0))
            yield f"{left or ''}{gap}{self.ink(' │ ', Ink.GREY)}{right or ''}".rstrip()

    def nodes(self, nodes: Sequence[ReasonNode], guide: str) -> Iterator[str]:
        for at, node in enumerate(nodes):
            yield from self.node(node, guide, last=at == len(nodes) - 1)

    def node(self, node: ReasonNode, guide: str, *, last: bool) -> Iterator[str]:
        sign = self.ink(f"{_SIGNS[node.tone]} ", _TONES[node.tone])
        first = self.ink(f"{guide}{'└ ' if last else '├ '}", Ink.GREY) + sign
        below = f"{guide}{'  ' if last else '│ '}"
        deeper = f"{below}{'│ ' if node.of else '  '}"
        yield from self.wrapped(node.text, deeper, first=first)
        if node.note:
            yield from self.wrapped(node.note, deeper, Ink.DIM)
        yield from self.nodes(node.of, below)

    # -- tables

    def table(self, table: ReportTable) -> Iterator[str]:
        head, *rows = ([cell_text(cell) for cell in row] for row in (table.head, *table.rows))
        widths = fit_columns((head, *rows), self.width - 2)
        if widths is None:
            for row in rows:
                yield from self.wrapped(row[0], "  ", Ink.BOLD)
                yield from self.wrapped("; ".join(cell for cell in row[1:] if cell), "    ")
            return
        yield from self.row(head, widths, Ink.BOLD)
        for row in rows:
            yield from self.row(row, widths)

    def grid(self, grid: Grid) -> Iterator[str]:
        rows = [[printable(cell) for cell in row] for row in grid.rows]
        widths = [max(map(text_columns, column)) + 1 for column in zip(*rows, strict=True)]
        if not grid.fitted:
            widths = [max(widths)] * len(widths)
        yield from self.wrapped(grid.title, "  ", Ink.BOLD)
        if sum(widths) + 1 > self.width:
            yield from self.wrapped(grid.said, "  ")
            return
        for row in rows:
            cells = zip(row, widths, strict=True)
            padded = (cell + " " * (width - text_columns(cell)) for cell, width in cells)
            yield f"  {''.join(padded)}".rstrip()

    def row(
        self, cells: Sequence[str], widths: Sequence[int], ink: Ink = Ink.NONE
    ) -> Iterator[str]:
        parts = [
            wrap_text(printable(cell), width) for cell, width in zip(cells, widths, strict=True)
        ]
        for line in zip_longest(*parts, fillvalue=""):
            padded = (
                part + " " * (width - text_columns(part))
                for part, width in zip(line, widths, strict=True)
            )
            yield self.ink(f"  {'  '.join(padded)}".rstrip(), ink)

    def wrapped(
        self, text: str, indent: str, ink: Ink = Ink.NONE, *, first: str | None = None
    ) -> Iterator[str]:
        room = max(self.measure - len(indent), _LEAST)
        guide = self.ink(indent, Ink.GREY) if indent.strip() else indent
        for at, line in enumerate(wrap_text(printable(text), room)):
            start = first if first is not None and at == 0 else guide
            yield f"{start}{self.ink(line, ink)}"
