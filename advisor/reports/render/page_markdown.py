"""A page in Markdown, for a file memo or a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import Language, messages
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
from advisor.reports.render.markdown_text import escape_around_code, markdown_link

if TYPE_CHECKING:
    from advisor.reports.page_blocks import PageBlock

_LEADS = messages(
    "line in Markdown",
    {
        Role.CITE: "Authority: {words}",
        Role.QUOTE: "Quoted: {words}",
        Role.CAVEAT: "**Caveat:** {words}",
    },
)


def page_markdown(page: Page) -> str:
    """Write a page in Markdown; nothing that a file said can become markup."""
    return "\n".join((*_page(page.rendered()), ""))


def _page(page: Page) -> Iterator[str]:
    aside = f" ({escape_around_code(page.banner.aside)})" if page.banner.aside else ""
    yield f"# {escape_around_code(page.banner.word)}{aside}"
    yield ""
    yield f"**{escape_around_code(page.banner.text)}**" if page.banner.text else ""
    for line in page.banner.lines:
        yield ""
        yield _line(line, page.language)
    for section in page.sections:
        yield ""
        yield from _section(section, page.language)


def _section(section: Section, language: Language) -> Iterator[str]:
    yield f"## {escape_around_code(section.title)}"
    yield ""
    for block in section.blocks:
        yield from _block(block, language)


def _block(block: PageBlock, language: Language) -> Iterator[str]:
    match block:
        case PageEntry():
            yield from _entry(block, language)
        case SideBySide():
            yield from _pair(block, language)
        case PageTable():
            yield f"| {' | '.join(map(escape_around_code, block.head))} |"
            yield f"|{' --- |' * len(block.head)}"
            for row in block.rows:
                yield f"| {' | '.join(map(escape_around_code, row))} |"
        case Tree():
            yield from _nodes(block.nodes, "")
        case Grid():
            yield f"**{escape_around_code(block.title)}**"
            yield ""
            yield "| " + " | ".join("" for _ in block.rows[0]) + " |"
            yield f"|{' --- |' * len(block.rows[0])}"
            for row in block.rows:
                yield f"| {' | '.join(map(escape_around_code, row))} |"
        case Line():
            yield f"- {_line(block, language)}"
        case _:
            assert_never(block)


def _entry(entry: PageEntry, language: Language) -> Iterator[str]:
    word = f"**{escape_around_code(entry.word)}**: " if entry.word else ""
    yield f"- {word}{escape_around_code(entry.text)}"
    for line in entry.lines:
        yield f"  - {_line(line, language)}"
    yield from _nodes(entry.tree, "  ")


def _line(line: Line, language: Language) -> str:
    said = markdown_link(escape_around_code(line.text), line.link)
    if line.role not in _LEADS:
        return said
    return language.render(_LEADS[line.role].fill(words=said))


def _pair(pair: SideBySide, language: Language) -> Iterator[str]:
    yield f"**{escape_around_code(pair.title)}**"
    yield ""
    yield f"| {escape_around_code(pair.left.word)} | {escape_around_code(pair.right.word)} |"
    yield "| --- | --- |"
    yield f"| {_side(pair.left, language)} | {_side(pair.right, language)} |"
    yield ""
    for line in pair.lines:
        yield _line(line, language)
        yield ""


def _side(entry: PageEntry, language: Language) -> str:
    return "<br>".join(
        (escape_around_code(entry.text), *(_line(line, language) for line in entry.lines))
    )


def _nodes(nodes: Sequence[ReasonNode], indent: str) -> Iterator[str]:
    for node in nodes:
        note = f" *{escape_around_code(node.note)}*" if node.note else ""
        word = f"{escape_around_code(node.word)}: " if node.word else ""
        yield f"{indent}- {word}{escape_around_code(node.text)}{note}"
        yield from _nodes(node.of, f"{indent}  ")
