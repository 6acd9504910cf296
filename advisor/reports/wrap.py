"""Text folded into lines of a width, counted in the columns that a terminal uses."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.reports.render.diagnostics import width


def text_columns(text: str) -> int:
    """
    Count the columns a text takes; letters of East Asia take two.

    >>> text_columns("日本"), text_columns("plain")
    (4, 5)
    """
    return len(text) if text.isascii() else width(text)


def wrap_text(text: str, room: int) -> list[str]:
    """
    Fold a text at its spaces; a word that is too long for a line is cut.

    >>> wrap_text("a sentence of words", 10)
    ['a sentence', 'of words']
    """
    lines: list[str] = []
    line, used = "", 0
    for word, wide in _words(text, room):
        if line and used + 1 + wide > room:
            lines.append(line)
            line, used = "", 0
        if line:
            line, used = f"{line} {word}", used + 1 + wide
        else:
            line, used = word, wide
    return [*lines, line]


def _words(text: str, room: int) -> Iterator[tuple[str, int]]:
    for word in text.split():
        wide = text_columns(word)
        if wide <= room:
            yield word, wide
        else:
            yield from ((part, text_columns(part)) for part in _cut(word, room))


def _cut(word: str, room: int) -> Iterator[str]:
    part, used = "", 0
    for sign in word:
        wide = text_columns(sign)
        if part and used + wide > room:
            yield part
            part, used = "", 0
        part, used = part + sign, used + wide
    yield part
