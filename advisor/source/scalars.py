"""Plain scalars as YAML 1.2 core reads them: few words are special, `NO` is none."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

from advisor.model.day_spans import DaySpan

UNKNOWN_WORD = "unknown"
"""What a scenario says of a fact that is not known."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_SPECIAL = frozenset("+-.0123456789~nNtTfF")
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_PART = re.compile(r"[0-9]{4}(-[0-9]{2})?")
_DECEMBER, _LONGEST = 12, 31
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
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


def parse_day_span(value: object) -> DaySpan | None:
    """
    Read a day, or a month or a year written YYYY-MM or YYYY; `None` for whatever is none.

    >>> parse_day_span("2021-02").last, parse_day_span(2021).first
    (datetime.date(2021, 2, 28), datetime.date(2021, 1, 1))
    >>> parse_day_span("2021-13"), parse_day_span(21)
    (None, None)
    """
    day = parse_date(value)
    if day is not None:
        return DaySpan(day, day)
    text = f"{value:.0f}" if type(value) in (int, float) else value
    if not isinstance(text, str) or not _PART.fullmatch(text):
        return None
    year, _, month = text.partition("-")
    first = parse_date(f"{year}-{month or '01'}-01")
    if first is None:
        return None
    last_month = first.month if month else _DECEMBER
    return DaySpan(first, last_of_month(first.year, last_month))


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month, the last of all months too, after which there is none."""
    if month == _DECEMBER:
        return date(year, month, _LONGEST)
    return date(year, month + 1, 1) - timedelta(days=1)


def parse_date(value: object) -> date | None:
    """
    Read a calendar day written YYYY-MM-DD; `None` for whatever is none.

    >>> parse_date("2020-02-29"), parse_date("2019-02-29"), parse_date("20190228")
    (datetime.date(2020, 2, 29), None, None)
    """
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
