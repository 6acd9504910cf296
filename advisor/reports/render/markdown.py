"""A document in Markdown, with footnotes as GitHub and Pandoc write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from advisor.i18n import Language, messages
from advisor.reports.document import (
    Banner,
    Block,
    Callout,
    Cell,
    Fields,
    FindingBlock,
    FindingEntry,
    Grid,
    Heading,
    Line,
    Paragraph,
    Point,
    Points,
    ReasonNode,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Sentence,
    SideBySide,
    Signature,
    TextBlock,
    TitleBlock,
    Tree,
)
from advisor.reports.render.markdown_text import (
    escape_around_code,
    escape_markdown,
    markdown_link,
)

_LEADS = messages(
    "line in Markdown",
    {
        Role.CITE: "Authority: {words}",
        Role.QUOTE: "Quoted: {words}",
        Role.CAVEAT: "**Caveat:** {words}",
    },
)
_BLANK = "\\_" * 40


def markdown(document: ReportDocument) -> str:
    """Write a document in Markdown; nothing that was told can become markup."""
    return "\n\n".join(_parts(document.rendered())) + "\n"


def _parts(document: ReportDocument) -> Iterator[str]:
    match document.front:
        case Banner() as banner:
            yield from _banner(banner, document.language)
        case TitleBlock() as top:
            yield f"# {escape_markdown(top.title.text)}"
            yield f"*{escape_markdown(top.draft.text)}*"
            yield _fields(top.head)
        case _:
            assert_never(document.front)
    for block in document.blocks:
        yield "\n".join(_block(block, document.language))
    for note in document.notes:
        yield f"[^{note.number}]: {' '.join(map(_linked, note.citations))}"


def _banner(banner: Banner, language: Language) -> Iterator[str]:
    aside = f" ({escape_around_code(banner.aside)})" if banner.aside else ""
    yield f"# {escape_around_code(banner.word)}{aside}"
    if banner.text:
        yield f"**{escape_around_code(banner.text)}**"
    for line in banner.lines:
        yield _line(line, language)


def _block(block: Block, language: Language) -> Iterator[str]:
    match block:
        case Section() | FindingEntry() | SideBySide() | Tree() | Grid() | Line():
            yield from _finding_block(block, language)
        case _:
            yield from _text_block(block)


def _text_block(block: TextBlock) -> Iterator[str]:
    match block:
        case Heading():
            number = f"{block.number} " if block.number else ""
            yield f"{'#' * (block.level + 1)} {number}{_sentence(block.text)}"
        case Paragraph():
            text = _sentences(block.sentences)
            yield f"*{text}*" if block.aside else text
        case Callout():
            yield f"> {_sentence(block.word)}\n>\n> {_sentences(block.sentences)}"
        case Points():
            yield from _points(block.items, "")
        case ReportTable():
            yield from _table(block.head, block.rows)
        case Fields():
            yield _fields(block)
        case Signature():
            yield "\n".join(f"- [ ] {_sentence(choice)}" for choice in block.choices)
            yield ""
            yield "\n\n".join(f"{_sentence(line)}: {_BLANK}" for line in block.lines)
        case _:
            assert_never(block)


def _finding_block(block: FindingBlock, language: Language) -> Iterator[str]:
    match block:
        case Section():
            yield f"## {escape_around_code(block.title)}"
            yield ""
            for inner in block.blocks:
                yield from _block(inner, language)
        case FindingEntry():
            word = f"**{escape_around_code(block.word)}**: " if block.word else ""
            yield f"- {word}{escape_around_code(block.text)}"
            yield from (f"  - {_line(line, language)}" for line in block.lines)
            yield from _nodes(block.tree, "  ")
        case SideBySide():
            yield from _side_by_side(block, language)
        case Tree():
            yield from _nodes(block.nodes, "")
        case Grid():
            yield f"**{escape_around_code(block.title)}**"
            yield ""
            head, *rows = block.rows if block.fitted else (("",) * len(block.rows[0]), *block.rows)
            yield from _table(head, rows)
            yield ""
        case Line():
            yield f"- {_line(block, language)}"
        case _:
            assert_never(block)


# -- running text


def _linked(sentence: Sentence) -> str:
    return markdown_link(escape_markdown(sentence.text), sentence.link)


def _sentence(sentence: Sentence) -> str:
    words = _linked(sentence)
    if sentence.strong:
        words = f"**{words}**"
    return words + "".join(f"[^{number}]" for number in sentence.notes)


def _sentences(sentences: Iterable[Sentence]) -> str:
    return " ".join(map(_sentence, sentences))


def _fields(fields: Fields) -> str:
    return "\n".join(f"- **{_sentence(key)}:** {_sentence(value)}" for key, value in fields.rows)


def _points(items: Iterable[Point], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_sentences(item.sentences)}"
        yield from _points(item.of, f"{indent}  ")


# -- tables


def _table(head: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    yield _row(map(_cell, head))
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield _row(map(_cell, row))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return _sentence(cell) if isinstance(cell, Sentence) else escape_around_code(cell)


# -- findings and reasons


def _line(line: Line, language: Language) -> str:
    said = markdown_link(escape_around_code(line.text), line.link)
    if line.role not in _LEADS:
        return said
    return language.render(_LEADS[line.role].fill(words=said))


def _side_by_side(block: SideBySide, language: Language) -> Iterator[str]:
    sides = (block.left, block.right)
    yield f"**{escape_around_code(block.title)}**"
    yield ""
    yield _row(escape_around_code(side.word) for side in sides)
    yield "| --- | --- |"
    yield _row(_side(side, language) for side in sides)
    yield ""
    for line in block.lines:
        yield _line(line, language)
        yield ""


def _side(entry: FindingEntry, language: Language) -> str:
    lines = (_line(line, language) for line in entry.lines)
    return "<br>".join((escape_around_code(entry.text), *lines))


def _nodes(nodes: Sequence[ReasonNode], indent: str) -> Iterator[str]:
    for node in nodes:
        note = f" *{escape_around_code(node.note)}*" if node.note else ""
        word = f"{escape_around_code(node.word)}: " if node.word else ""
        yield f"{indent}- {word}{escape_around_code(node.text)}{note}"
        yield from _nodes(node.of, f"{indent}  ")
