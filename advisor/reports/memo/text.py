"""A memo as lines of text, for a terminal, the body of a message, or the ear."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from advisor.reports.memo.memo_blocks import (
    Callout,
    Fields,
    Heading,
    Memo,
    MemoBlock,
    MemoPoint,
    MemoPoints,
    MemoTable,
    Paragraph,
    Sentence,
    Signature,
)

NARROWEST, WIDEST = 40, 100
_RULE = "_" * 30


def memo_text(memo: Memo, *, width: int = 80) -> str:
    """Write a memo in lines; its notes stand at the end, called by numbers in brackets."""
    room = max(NARROWEST, min(width, WIDEST))
    parts = [_wrapped(memo.draft.text, room), _wrapped(memo.title.text.upper(), room)]
    for block in (memo.head, *memo.blocks):
        parts.extend(_block(block, room))
    if memo.notes:
        parts.append(_wrapped(memo.notes_title.text.upper(), room))
        for note in memo.notes:
            said = " ".join(one.text for one in note.citations)
            parts.append(_wrapped(said, room, first=f"[{note.number}] ", rest="    "))
    return "\n\n".join(parts) + "\n"


def _wrapped(words: str, room: int, *, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        words, room, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def _line(sentences: Iterable[Sentence]) -> str:
    return " ".join(one.text + "".join(f" [{number}]" for number in one.notes) for one in sentences)


def _block(block: MemoBlock, room: int) -> Iterator[str]:
    match block:
        case Heading():
            number = f"{block.number} " if block.number else ""
            yield _wrapped(f"{number}{_line([block.text])}".upper(), room)
        case Paragraph():
            yield _wrapped(_line(block.sentences), room)
        case Callout():
            yield _wrapped(_line([block.word]), room)
            yield _wrapped(_line(block.sentences), room)
        case MemoPoints():
            yield "\n".join(_points(block.items, room, ""))
        case MemoTable():
            for row in block.rows:
                pairs = zip(block.head, row, strict=True)
                yield "\n".join(
                    _wrapped(f"{head.text}: {_line([cell])}", room, rest="  ")
                    for head, cell in pairs
                )
        case Fields():
            yield "\n".join(
                _wrapped(f"{key.text}: {_line([value])}", room, rest="  ")
                for key, value in block.rows
            )
        case Signature():
            yield from (f"[ ] {one.text}" for one in block.choices)
            yield "\n\n".join(f"{one.text}: {_RULE}" for one in block.lines)


def _points(items: Iterable[MemoPoint], room: int, indent: str) -> Iterator[str]:
    for item in items:
        yield _wrapped(_line(item.sentences), room, first=f"{indent}- ", rest=f"{indent}  ")
        yield from _points(item.of, room, f"{indent}  ")
