"""A page on a terminal: signs, colours where they are wanted, columns where they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import zip_longest
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import message
from advisor.printable import printable
from advisor.reports.page_blocks import (
    Grid,
    Line,
    Page,
    PageEntry,
    PageTable,
    ReasonNode,
    Role,
    Section,
    SideBySide,
    Tone,
    Tree,
)
from advisor.reports.web_address import is_web_address
from advisor.reports.wrap import text_columns, wrap_text

if TYPE_CHECKING:
    from advisor.i18n import Language
    from advisor.reports.page_blocks import Banner, PageBlock

NARROWEST, WIDEST = 40, 200
MEASURE = 100
"""Running text is never wider than this, on however wide a screen."""
_SIDE_BY_SIDE = 60
_SQUEEZED = 1.5
"""A table that wants so many times the room is read row by row instead."""
_LEAST = 10
_LINK = "\x1b]8;;{}\x1b\\"
_SIGNS = {Tone.AGAINST: "✗", Tone.OPEN: "?", Tone.FOR: "✓", Tone.QUIET: "·"}


class Ink(Enum):
    """What a stretch of text looks like, as the numbers that a terminal knows."""

    NONE = ""
    BOLD = "1"
    DIM = "2"
    ITALIC = "3"
    CYAN = "36"
    RED = "31"
    YELLOW = "33"
    GREEN = "32"
    GREY = "90"


_TONES = {
    Tone.AGAINST: Ink.RED,
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


def terminal(page: Page, *, width: int = 80, colour: bool = False) -> str:
    """Write a page for a screen `width` columns wide, between 40 and 200."""
    hand = _Hand(max(NARROWEST, min(width, WIDEST)), page.language, colour=colour)
    return "".join(f"{line}\n" for line in hand.page(page.rendered()))


class _Hand:
    """Turns blocks into lines of a width."""

    def __init__(self, width: int, language: Language, *, colour: bool) -> None:
        self.width = width
        self.language = language
        self.measure = min(width, MEASURE)
        self.colour = colour

    def ink(self, text: str, *inks: Ink) -> str:
        codes = ";".join(ink.value for ink in inks if ink.value)
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and codes and text else text

    def page(self, page: Page) -> Iterator[str]:
        yield from self.banner(page.banner)
        for section in page.sections:
            yield ""
            yield from self.section(section)

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

    def section(self, section: Section) -> Iterator[str]:
        lines = wrap_text(printable(section.title), self.measure)
        rest = self.measure - text_columns(lines[-1]) - 1
        rule = self.ink(f" {'─' * rest}", Ink.GREY) if rest > 0 else ""
        for at, line in enumerate(lines, 1):
            tone = Ink.NONE if section.tone is Tone.QUIET else _TONES[section.tone]
            title = self.ink(line, Ink.BOLD, tone)
            yield title + (rule if at == len(lines) else "")
        for at, block in enumerate(section.blocks):
            if at and isinstance(block, SideBySide | Grid):
                yield ""
            yield from self.block(block)

    def block(self, block: PageBlock) -> Iterator[str]:
        match block:
            case PageEntry():
                yield from self.entry(block)
            case SideBySide():
                yield from self.pair(block)
            case PageTable():
                yield from self.table(block)
            case Tree():
                yield from self.nodes(block.nodes, "  ")
            case Grid():
                yield from self.grid(block)
            case Line():
                yield from self.line(block, "  ")
            case _:
                assert_never(block)

    def entry(self, entry: PageEntry) -> Iterator[str]:
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

    def pair(self, pair: SideBySide) -> Iterator[str]:
        yield from self.wrapped(pair.title, "  ", Ink.BOLD)
        if self.width < _SIDE_BY_SIDE:
            yield from self.entry(pair.left)
            yield from self.entry(pair.right)
        else:
            yield from self.beside(pair)
        for line in pair.lines:
            yield from self.line(line, "  ")

    def beside(self, pair: SideBySide) -> Iterator[str]:
        half = (self.measure - 3) // 2
        side = _Hand(half, self.language, colour=self.colour)
        bare = _Hand(half, self.language, colour=False)
        wide = [text_columns(line) for line in bare.entry(pair.left)]
        rows = zip_longest(side.entry(pair.left), wide, side.entry(pair.right), fillvalue=None)
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

    def table(self, table: PageTable) -> Iterator[str]:
        widths = _columns(table, self.width - 2)
        if widths is None:
            for row in table.rows:
                yield from self.wrapped(row[0], "  ", Ink.BOLD)
                yield from self.wrapped("; ".join(cell for cell in row[1:] if cell), "    ")
            return
        yield from self.row(table.head, widths, Ink.BOLD)
        for row in table.rows:
            yield from self.row(row, widths)

    def grid(self, grid: Grid) -> Iterator[str]:
        rows = [[printable(cell) for cell in row] for row in grid.rows]
        wide = max(text_columns(cell) for row in rows for cell in row) + 1
        yield from self.wrapped(grid.title, "  ", Ink.BOLD)
        if wide * len(rows[0]) > self.width:
            yield from self.wrapped(grid.said, "  ")
            return
        for row in rows:
            yield f"  {''.join(cell + ' ' * (wide - text_columns(cell)) for cell in row)}".rstrip()

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


def _columns(table: PageTable, width: int) -> list[int] | None:
    """Fit the columns without breaking a word; `None` where row after row reads better."""
    told = [
        [printable(row[at]) for row in (table.head, *table.rows)] for at in range(len(table.head))
    ]
    fitted = [max(map(text_columns, column)) for column in told]
    least = [
        max(text_columns(word) for cell in column for word in cell.split() or [""])
        for column in told
    ]
    room = width - 2 * (len(fitted) - 1)
    if sum(fitted) > _SQUEEZED * room:
        return None
    while sum(fitted) > room:
        slack = [wide - low for wide, low in zip(fitted, least, strict=True)]
        if max(slack) <= 0:
            return None
        widest = max(range(len(fitted)), key=lambda at: (slack[at] > 0, fitted[at]))
        fitted[widest] -= 1
    return fitted
