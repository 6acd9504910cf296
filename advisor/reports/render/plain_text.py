"""A document as lines of text, for the ear, a pipe or a message: no signs, no colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from advisor.i18n import Language, message, messages
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
    Tree,
    cell_text,
    sentences_text,
)

NARROWEST, WIDEST = 40, 200
_LEADS = messages(
    "line",
    {
        Role.CITE: "Authority: {words}",
        Role.QUOTE: "Quoted: {words}",
        Role.CAVEAT: "Caveat: {words}",
    },
)
_BLANK = "_" * 30


def plain_text(document: ReportDocument, *, width: int = 80) -> str:
    """
    Write a document for a screen reader; every sign is a word.

    NoteList stand at the end, called by numbers in brackets.
    """
    writer = _Writer(max(NARROWEST, min(width, WIDEST)), document.language)
    return "\n\n".join(writer.parts(document.rendered())) + "\n"


class _Writer:
    """Turns blocks into wrapped text, whose parts are to stand apart."""

    def __init__(self, width: int, language: Language) -> None:
        self.width = width
        self.language = language

    def parts(self, document: ReportDocument) -> Iterator[str]:
        match document.front:
            case Banner() as banner:
                yield self.lines(_banner(banner))
            case TitleBlock() as top:
                yield self.wrapped(top.draft.text)
                yield self.wrapped(top.title.text.upper())
                yield self.fields(top.head)
            case _:
                assert_never(document.front)
        for block in document.blocks:
            yield from self.block(block)
        if document.footnotes is not None and document.notes:
            yield from self.footnotes(document.footnotes)

    def wrapped(self, text: str, *, first: str = "", rest: str = "") -> str:
        return textwrap.fill(
            printable(text),
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
        )

    def lines(self, texts: Iterable[str]) -> str:
        return "\n".join(map(self.wrapped, texts))

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Section() | FindingEntry() | SideBySide() | Tree() | Grid() | Line():
                yield self.finding_block(block)
            case _:
                yield from self.text_block(block)

    def text_block(self, block: TextBlock) -> Iterator[str]:
        match block:
            case Heading():
                number = f"{block.number} " if block.number else ""
                yield self.wrapped(f"{number}{sentences_text((block.text,))}".upper())
            case Paragraph():
                yield self.wrapped(sentences_text(block.sentences))
            case Callout():
                yield self.wrapped(sentences_text((block.word,)))
                yield self.wrapped(sentences_text(block.sentences))
            case Points():
                yield "\n".join(self.points(block.items, ""))
            case ReportTable():
                yield from self.table(block)
            case Fields():
                yield self.fields(block)
            case Signature():
                yield from (f"[ ] {choice.text}" for choice in block.choices)
                yield "\n\n".join(f"{line.text}: {_BLANK}" for line in block.lines)
            case _:
                assert_never(block)

    def finding_block(self, block: FindingBlock) -> str:
        match block:
            case Section():
                return "\n".join(self.section(block))
            case FindingEntry():
                return self.lines(self.entry(block))
            case SideBySide():
                return self.lines(self.side_by_side(block))
            case Tree():
                return self.lines(self.nodes(block.nodes, ""))
            case Grid():
                return self.wrapped(f"{block.title}. {block.said}")
            case Line():
                return self.wrapped(self.line(block))
            case _:
                assert_never(block)

    # -- running text

    def fields(self, fields: Fields) -> str:
        return "\n".join(
            self.wrapped(f"{key.text}: {sentences_text((value,))}", rest="  ")
            for key, value in fields.rows
        )

    def points(self, items: Iterable[Point], indent: str) -> Iterator[str]:
        for item in items:
            text = sentences_text(item.sentences)
            yield self.wrapped(text, first=f"{indent}- ", rest=f"{indent}  ")
            yield from self.points(item.of, f"{indent}  ")

    def table(self, table: ReportTable) -> Iterator[str]:
        """Read a table row by row; in one that is set to widths, long cells hang."""
        rest = "  " if table.widths else ""
        for row in table.rows:
            yield "\n".join(
                self.wrapped(f"{_capital(cell_text(head))}: {cell_text(cell)}", rest=rest)
                for head, cell in zip(table.head, row, strict=True)
                if cell
            )

    def footnotes(self, footnotes: NoteList) -> Iterator[str]:
        yield self.wrapped(footnotes.title.text.upper())
        for note in footnotes.notes:
            text = " ".join(citation.text for citation in note.citations)
            yield self.wrapped(text, first=f"[{note.number}] ", rest="    ")

    # -- findings and reasons

    def section(self, section: Section) -> Iterator[str]:
        yield self.wrapped(f"{section.title}.")
        for block in section.blocks:
            if not isinstance(block, Line):
                yield ""
            yield "\n\n".join(self.block(block))

    def entry(self, entry: FindingEntry) -> Iterator[str]:
        yield f"{_capital(entry.word)}: {entry.text}" if entry.word else entry.text
        yield from map(self.line, entry.lines)
        yield from self.nodes(entry.tree, "")

    def side_by_side(self, block: SideBySide) -> Iterator[str]:
        yield f"{block.lead}: {block.title}."
        yield from self.entry(block.left)
        yield from self.entry(block.right)
        yield from map(self.line, block.lines)

    def line(self, line: Line) -> str:
        if line.role not in _LEADS:
            return line.text
        return self.language.render(_LEADS[line.role].fill(words=line.text))

    def nodes(self, nodes: Sequence[ReasonNode], number: str) -> Iterator[str]:
        for at, node in enumerate(nodes, 1):
            here = f"{number}{at}"
            word = f"{_capital(node.word)}: " if node.word else ""
            yield f"{here}. {word}{node.text}."
            if node.note and node.is_defined:
                yield self.line(Line(Role.CITE, node.note))
            elif node.note:
                yield self.language.render(message("Question: {question}", question=node.note))
            yield from self.nodes(node.of, f"{here}.")


def _banner(banner: Banner) -> Iterator[str]:
    yield f"{banner.word}, {banner.aside}." if banner.aside else f"{banner.word}."
    yield banner.text
    yield from (line.text for line in banner.lines)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
