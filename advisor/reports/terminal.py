"""A page on a terminal: signs, colours where they are wanted, columns where they fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import zip_longest
from typing import TYPE_CHECKING, assert_never

from rich.console import Console
from rich.style import Style
from rich.text import Text

from advisor.reports.blocks import Entry, Line, Node, Page, Pair, Role, Section, Table, Tone, Tree
from advisor.reports.words import clean

if TYPE_CHECKING:
    from advisor.reports.blocks import Banner, Block

NARROWEST, WIDEST = 40, 200
MEASURE = 100
"""Running text is never wider than this, on however wide a screen."""
_SIDE_BY_SIDE = 60
_SQUEEZED = 1.5
"""A table that wants so many times the room is read row by row instead."""
_SIGNS = {Tone.AGAINST: "✗", Tone.OPEN: "?", Tone.FOR: "✓", Tone.QUIET: "·"}
_COLOURS = {Tone.AGAINST: "red", Tone.OPEN: "yellow", Tone.FOR: "green", Tone.QUIET: "bright_black"}
_STYLES = {
    Role.REASON: "",
    Role.CITE: "cyan",
    Role.QUOTE: "italic",
    Role.NOTE: "dim",
    Role.CAVEAT: "yellow",
}


def terminal(page: Page, *, width: int = 80, colour: bool = False) -> str:
    """Write a page for a screen `width` columns wide, between 40 and 200."""
    width = max(NARROWEST, min(width, WIDEST))
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    hand = _Hand(console, width)
    with console.capture() as capture:
        for line in hand.page(page):
            line.rstrip()
            console.print(line, soft_wrap=True)
    return capture.get()


class _Hand:
    """Turns blocks into lines of a width."""

    def __init__(self, console: Console, width: int) -> None:
        self.console = console
        self.width = width
        self.measure = min(width, MEASURE)

    def page(self, page: Page) -> Iterator[Text]:
        yield from self.banner(page.banner)
        for section in page.sections:
            yield Text()
            yield from self.section(section)

    def banner(self, banner: Banner) -> Iterator[Text]:
        word = Text(f" {banner.word} ", f"bold reverse {_COLOURS[banner.tone]}")
        if not self.console.color_system:
            word = Text(banner.word)
        if banner.aside:
            word.append_text(Text(f"  {clean(banner.aside)}", "bold"))
        yield from self.wrapped(word, "")
        yield from self.wrapped(_text(banner.text, "bold"), "")
        for line in banner.lines:
            yield from self.line(line, "")

    def section(self, section: Section) -> Iterator[Text]:
        title = Text(clean(section.title), f"bold {_COLOURS[section.tone]}")
        rest = self.measure - title.cell_len - 1
        if rest > 0:
            title.append(f" {'─' * rest}", "bright_black")
        yield from self.wrapped(title, "")
        for block in section.blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Text]:
        match block:
            case Entry():
                yield from self.entry(block)
            case Pair():
                yield from self.pair(block)
            case Table():
                yield from self.table(block)
            case Tree():
                yield from self.nodes(block.nodes, "  ")
            case Line():
                yield from self.line(block, "  ")
            case _:
                assert_never(block)

    def entry(self, entry: Entry) -> Iterator[Text]:
        sign = Text(f"  {_SIGNS[entry.tone]} ", _COLOURS[entry.tone])
        yield from self.wrapped(_text(entry.text), "    ", first=sign)
        for line in entry.lines:
            yield from self.line(line, "    ")
        yield from self.nodes(entry.tree, "    ")

    def line(self, line: Line, indent: str) -> Iterator[Text]:
        said = f"Caveat: {line.text}" if line.role is Role.CAVEAT else line.text
        text = _text(said, _STYLES[line.role])
        if line.link and self.console.color_system:
            text.stylize(Style(link=clean(line.link)))
        yield from self.wrapped(text, indent)

    def pair(self, pair: Pair) -> Iterator[Text]:
        yield from self.wrapped(_text(pair.title, "bold"), "  ")
        if self.width < _SIDE_BY_SIDE:
            yield from self.entry(pair.left)
            yield from self.entry(pair.right)
        else:
            half = (self.measure - 3) // 2
            side = _Hand(self.console, half)
            left, right = list(side.entry(pair.left)), list(side.entry(pair.right))
            for one, other in zip_longest(left, right, fillvalue=Text()):
                beside = one.copy()
                beside.append(" " * (half - one.cell_len))
                beside.append(" │ ", "bright_black")
                beside.append_text(other)
                yield beside
        for line in pair.lines:
            yield from self.line(line, "  ")

    def nodes(self, nodes: Sequence[Node], guide: str) -> Iterator[Text]:
        for at, node in enumerate(nodes):
            yield from self.node(node, guide, last=at == len(nodes) - 1)

    def node(self, node: Node, guide: str, *, last: bool) -> Iterator[Text]:
        here = Text(guide)
        here.append("└ " if last else "├ ", "bright_black")
        here.append(f"{_SIGNS[node.tone]} ", _COLOURS[node.tone])
        below = guide + ("  " if last else "│ ")
        deeper = below + ("│ " if node.of else "  ")
        yield from self.wrapped(_text(node.text), deeper, first=here)
        if node.note:
            yield from self.wrapped(_text(node.note, "dim"), deeper)
        yield from self.nodes(node.of, below)

    def table(self, table: Table) -> Iterator[Text]:
        widths = _columns(table, self.width - 2)
        if widths is None:
            for row in table.rows:
                yield from self.wrapped(_text(row[0], "bold"), "  ")
                rest = "; ".join(cell for cell in row[1:] if cell)
                yield from self.wrapped(_text(rest), "    ")
            return
        yield from self.row(table.head, widths, "bold")
        for row in table.rows:
            yield from self.row(row, widths)

    def row(self, cells: Sequence[str], widths: Sequence[int], style: str = "") -> Iterator[Text]:
        columns = [
            list(self.wrapped(_text(cell, style), "", width))
            for cell, width in zip(cells, widths, strict=True)
        ]
        for parts in zip_longest(*columns, fillvalue=Text()):
            line = Text("  ")
            for part, width in zip(parts, widths, strict=True):
                line.append_text(part)
                line.append(" " * (width - part.cell_len + 2))
            line.rstrip()
            yield line

    def wrapped(
        self, text: Text, indent: str, width: int = 0, *, first: Text | None = None
    ) -> Iterable[Text]:
        room = max((width or self.measure) - len(indent), 10)
        lines = text.wrap(self.console, room, overflow="fold") or [Text()]
        for at, line in enumerate(lines):
            line.rstrip()
            start = first.copy() if first is not None and at == 0 else Text(indent)
            yield start.append_text(line)


def _text(text: str, style: str = "") -> Text:
    return Text(clean(text), style)


def _columns(table: Table, width: int) -> list[int] | None:
    """Fit the columns without breaking a word; `None` where one row after another reads better."""
    columns = [[row[at] for row in (table.head, *table.rows)] for at in range(len(table.head))]
    fitted = [max(len(clean(cell)) for cell in column) for column in columns]
    least = [
        max(len(word) for cell in column for word in clean(cell).split() or [""])
        for column in columns
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
