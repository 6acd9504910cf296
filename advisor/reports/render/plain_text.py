"""A page for the ear: line after line, without colour, boxes, columns or signs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import Language, message, messages
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
    Tree,
)

if TYPE_CHECKING:
    from advisor.reports.page_blocks import Banner, PageBlock

NARROWEST, WIDEST = 40, 200
_LEADS = messages(
    "line",
    {
        Role.CITE: "Authority: {words}",
        Role.QUOTE: "Quoted: {words}",
        Role.CAVEAT: "Caveat: {words}",
    },
)


def plain_text(page: Page, *, width: int = 80) -> str:
    """Write a page for a screen reader; every sign is a word."""
    width = max(NARROWEST, min(width, WIDEST))
    return "".join(f"{line}\n" for said in _page(page.rendered()) for line in _wrapped(said, width))


def _wrapped(said: str, width: int) -> list[str]:
    return textwrap.wrap(printable(said), width, break_on_hyphens=False) or [""]


def _page(page: Page) -> Iterator[str]:
    yield from _banner(page.banner)
    for section in page.sections:
        yield ""
        yield from _section(section, page.language)


def _banner(banner: Banner) -> Iterator[str]:
    yield f"{banner.word}, {banner.aside}." if banner.aside else f"{banner.word}."
    yield banner.text
    yield from (line.text for line in banner.lines)


def _section(section: Section, language: Language) -> Iterator[str]:
    yield f"{section.title}."
    for block in section.blocks:
        if not isinstance(block, Line):
            yield ""
        yield from _block(block, language)


def _block(block: PageBlock, language: Language) -> Iterator[str]:
    match block:
        case PageEntry():
            yield from _entry(block, language)
        case SideBySide():
            yield f"{block.lead}: {block.title}."
            yield from _entry(block.left, language)
            yield from _entry(block.right, language)
            yield from (_line(line, language) for line in block.lines)
        case PageTable():
            yield from _table(block)
        case Tree():
            yield from _nodes(block.nodes, "", language)
        case Grid():
            yield f"{block.title}. {block.said}"
        case Line():
            yield _line(block, language)
        case _:
            assert_never(block)


def _entry(entry: PageEntry, language: Language) -> Iterator[str]:
    yield f"{_capital(entry.word)}: {entry.text}" if entry.word else entry.text
    yield from (_line(line, language) for line in entry.lines)
    yield from _nodes(entry.tree, "", language)


def _line(line: Line, language: Language) -> str:
    if line.role not in _LEADS:
        return line.text
    return language.render(_LEADS[line.role].fill(words=line.text))


def _nodes(nodes: Sequence[ReasonNode], number: str, language: Language) -> Iterator[str]:
    for at, node in enumerate(nodes, 1):
        here = f"{number}{at}"
        word = f"{_capital(node.word)}: " if node.word else ""
        yield f"{here}. {word}{node.text}."
        if node.note and node.is_defined:
            yield _line(Line(Role.CITE, node.note), language)
        elif node.note:
            yield language.render(message("Question: {question}", question=node.note))
        yield from _nodes(node.of, f"{here}.", language)


def _table(table: PageTable) -> Iterator[str]:
    for at, row in enumerate(table.rows):
        if at:
            yield ""
        for head, cell in zip(table.head, row, strict=True):
            if cell:
                yield f"{_capital(head)}: {cell}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
