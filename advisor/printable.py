r"""
What becomes of characters that are obeyed rather than shown: one policy for all text.

Control characters can steer a terminal, and marks of the writing direction can make text
read otherwise than it is. Text of files, messages and forms may hold them. None of them is
dropped, replaced or passed on, so that two texts that differ also look different: each
is written as its code, such as `\x1b` or `\u202e`. Tabs, the line breaks of a keyboard and
spaces of every width become a space; separators that some programs take for the end of a line,
and others do not, are written as their code too.
"""

from __future__ import annotations

import unicodedata

_EMPTY_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that are drawn as a space."""
_SEPARATORS = frozenset("\x1c\x1d\x1e\x1f\x85\u2028\u2029")
"""White space to Python, and no space to a reader."""


def printable(text: str) -> str:
    r"""
    Return text on one line in which every character is shown, and none is obeyed.

    >>> printable("a\x1b[31mb\nc \u202etxt.exe")
    'a\\x1b[31mb c \\u202etxt.exe'
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def printable_line(text: str) -> str:
    r"""
    Return printable text without spaces at its ends, and with single ones in between.

    >>> printable_line(" Ann \n Lee\x07")
    'Ann Lee\\x07'
    """
    return " ".join(printable(text).split())


def is_invisible(text: str) -> bool:
    r"""
    Return whether a text holds nothing that a reader sees: spaces and invisible characters.

    >>> is_invisible(" \u200b\u2800\t"), is_invisible("-"), is_invisible("é")
    (True, False, False)
    """
    return not any(map(_is_seen, text))


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] not in "ZCM" and character not in _EMPTY_LETTERS


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if character.isspace() and character not in _SEPARATORS:
        return " "
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
