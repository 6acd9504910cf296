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

import json
import re
import unicodedata

_EMPTY_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that are drawn as a space."""
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]|\r(?!\n)"
)
_STEERING_OR_STYLE = re.compile(f"{_STEERING.pattern}|\x1b")
"""Control characters, marks of the writing direction and other invisible ones."""
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


def printable_lines(text: str) -> str:
    r"""
    Return text of several lines in which every character but the ends of lines is shown.

    >>> printable_lines("a\x1b[31m\nb\r")
    'a\\x1b[31m\nb '
    """
    return "\n".join(map(printable, text.split("\n")))


def escape_controls(text: str, *, styled: bool = False) -> str:
    r"""
    Return a finished page or document, in which what would steer a terminal is an escape of JSON.

    Tabs and the ends of lines stay, and so do the colours that a renderer has set in a `styled`
    text. JSON reads back as it was.

    >>> escape_controls('{"name": "a\u202eb"}\n')
    '{"name": "a\\u202eb"}\n'
    """
    return (_STEERING if styled else _STEERING_OR_STYLE).sub(_escaped, text)


def is_invisible(text: str) -> bool:
    r"""
    Return whether a text holds nothing that a reader sees: spaces and invisible characters.

    >>> is_invisible(" \u200b\u2800\t"), is_invisible("-"), is_invisible("é")
    (True, False, False)
    """
    return not any(map(_is_seen, text))


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] not in "ZCM" and character not in _EMPTY_LETTERS


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if character.isspace() and character not in _SEPARATORS:
        return " "
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
