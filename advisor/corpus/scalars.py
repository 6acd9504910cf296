"""Plain scalars as YAML 1.2 core reads them: few words are special, `NO` is none."""

from __future__ import annotations

import math
import re

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_SPECIAL = frozenset("+-.0123456789~nNtTfF")
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def scalar(text: str) -> bool | float | str | None:
    """
    Read one unquoted scalar.

    Dates, octal and sexagesimal numbers, infinities and `yes` or `no` stay text.

    >>> [scalar(text) for text in ("NO", "on", "true", "1.10", "12:30", "2018-05-25", "")]
    ['NO', 'on', True, 1.1, '12:30', '2018-05-25', None]
    """
    if text and text[0] not in _SPECIAL:
        return text
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if _INTEGER.fullmatch(text):
        return int(text)
    if len(text) <= 40 and _FLOAT.fullmatch(text):  # noqa: PLR2004 - longer is no number
        number = float(text)
        return number if math.isfinite(number) else text
    return text
