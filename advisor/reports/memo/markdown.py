"""A memo as Markdown, with footnotes as GitHub and Pandoc write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.reports.memo.memo_blocks import (
    Callout,
    Fields,
    Heading,
    MemoBlock,
    MemoPoints,
    MemoTable,
    Paragraph,
    Signature,
)
from advisor.reports.render.markdown_text import escape_markdown, markdown_link

if TYPE_CHECKING:
    from advisor.reports.memo.memo_blocks import Memo, MemoPoint, Sentence

_LINE = "\\_" * 40


def memo_markdown(memo: Memo) -> str:
    """Write a memo as one Markdown document; nothing told in it can become markup."""
    parts = [f"# {escape_markdown(memo.title.text)}", f"*{escape_markdown(memo.draft.text)}*"]
    for block in (memo.head, *memo.blocks):
        parts.extend(_block(block))
    parts.extend(
        f"[^{note.number}]: {' '.join(_linked(one) for one in note.citations)}"
        for note in memo.notes
    )
    return "\n\n".join(parts) + "\n"


def _linked(one: Sentence) -> str:
    return markdown_link(escape_markdown(one.text), one.link)


def _sentence(one: Sentence) -> str:
    words = _linked(one)
    if one.strong:
        words = f"**{words}**"
    return words + "".join(f"[^{number}]" for number in one.notes)


def _line(sentences: Iterable[Sentence]) -> str:
    return " ".join(_sentence(one) for one in sentences)


def _block(block: MemoBlock) -> Iterator[str]:
    match block:
        case Heading():
            number = f"{block.number} " if block.number else ""
            yield f"{'#' * (block.level + 1)} {number}{_sentence(block.text)}"
        case Paragraph():
            line = _line(block.sentences)
            yield f"*{line}*" if block.aside else line
        case Callout():
            yield f"> {_sentence(block.word)}\n>\n> {_line(block.sentences)}"
        case MemoPoints():
            yield "\n".join(_points(block.items, 0))
        case MemoTable():
            yield _table(block.head, block.rows)
        case Fields():
            yield "\n".join(
                f"- **{_sentence(key)}:** {_sentence(value)}" for key, value in block.rows
            )
        case Signature():
            yield "\n".join(f"- [ ] {_sentence(one)}" for one in block.choices)
            yield "\n\n".join(f"{_sentence(one)}: {_LINE}" for one in block.lines)


def _points(items: Iterable[MemoPoint], depth: int) -> Iterator[str]:
    for item in items:
        yield f"{'  ' * depth}- {_line(item.sentences)}"
        yield from _points(item.of, depth + 1)


def _table(head: Sequence[Sentence], rows: Iterable[Sequence[Sentence]]) -> str:
    lines = [_cells(head), "|" + " --- |" * len(head)]
    lines += [_cells(row) for row in rows]
    return "\n".join(lines)


def _cells(cells: Iterable[Sentence]) -> str:
    return "| " + " | ".join(_sentence(one) for one in cells) + " |"
