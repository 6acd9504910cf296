"""Lines of a text, as YAML 1.2, JSON and most editors count them."""

from __future__ import annotations

import re

BREAK = re.compile("\r\n|[\r\n]")
"""What ends a line: nothing else does, whatever `str.splitlines` says."""

NO_BREAKS = "\x85\u2028\u2029"
"""Characters that end a line in YAML 1.1, and are ordinary text in YAML 1.2 and JSON."""


def split_lines(text: str) -> list[str]:
    r"""
    Return the lines of a text without what ends them.

    >>> split_lines("a\r\nb\u2028c\n")
    ['a', 'b\u2028c']
    """
    lines = BREAK.split(text)
    return lines if lines[-1] else lines[:-1]
