"""The day of a message as people tell it who no longer know it: a month, a season, a year."""

from __future__ import annotations

import re
from datetime import date

from advisor.model.day_spans import DaySpan
from advisor.source.scalars import last_of_month, parse_day_span

_MONTHS = (
    ("january", "januar", "jan"),
    ("february", "februar", "feb"),
    ("march", "märz", "mar"),
    ("april", "apr"),
    ("may", "mai"),
    ("june", "juni", "jun"),
    ("july", "juli", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("october", "oktober", "oct", "okt"),
    ("november", "nov"),
    ("december", "dezember", "dec", "dez"),
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}
_SEASON = {
    "spring": (3, 6),
    "frühling": (3, 6),
    "frühjahr": (3, 6),
    "summer": (6, 9),
    "sommer": (6, 9),
    "autumn": (9, 12),
    "fall": (9, 12),
    "herbst": (9, 12),
}
"""The first and the last month that anybody calls so."""
_WINTER = "winter"
_NAMES = "|".join(
    f"[{name[0]}{name[0].upper()}]{name[1:]}" for name in (*_MONTH, *_SEASON, _WINTER)
)
_ONE = f"(({_NAMES}) [1-8][0-9]{{3}}|[1-8][0-9]{{3}}(-(0[1-9]|1[0-2]))?)"
_DAY = "[1-8][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
TOLD_DAYS_PATTERN = f"^({_ONE}|({_ONE}|{_DAY}) to ({_ONE}|{_DAY}))$"
"""How days are told, as far as a schema can say it; which come first it cannot."""
_FIRST, _LAST = 1000, 8999
"""The years that are told."""
_TO = re.compile(r"\s+(?:to|bis|until)\s+")
_NAMED = re.compile(r"(?:in\s+)?([^\W\d]+)\.?\s+(?:of\s+)?([0-9]{4})")


def parse_told_days(text: str) -> DaySpan | None:
    """
    Read the days of which one is meant; `None` where the text tells none, or a single day.

    A month or a year, in digits or by its name, a season of a year, and `... to ...` between
    two of these or of days. Seasons are as wide as anybody uses the word, and the winter of a
    year may be that of either end of it. English and German.

    >>> str(parse_told_days("summer 2016")), str(parse_told_days("2016-02"))
    ('2016-06-01 to 2016-09-30', '2016-02-01 to 2016-02-29')
    >>> str(parse_told_days("March 2016 to 2017")), parse_told_days("2016-03-02")
    ('2016-03-01 to 2017-12-31', None)
    """
    words = " ".join(text.casefold().split())
    parts = [_part(part) for part in _TO.split(words)]
    if any(part is not None and not _FIRST <= part.first.year <= _LAST for part in parts):
        return None
    match parts:
        case [DaySpan() as span]:
            return span if span.first < span.last else None
        case [DaySpan(first, _), DaySpan(_, last)] if first < last:
            return DaySpan(first, last)
        case _:
            return None


def _part(words: str) -> DaySpan | None:
    span = parse_day_span(words)
    named = _NAMED.fullmatch(words)
    if span is not None or named is None:
        return span
    name, year = named[1], int(named[2])
    if not date.min.year < year < date.max.year:
        return None
    if name == _WINTER:
        return DaySpan(date(year - 1, 12, 1), last_of_month(year + 1, 3))
    first, last = _SEASON.get(name) or (_MONTH.get(name), _MONTH.get(name))
    if first is None or last is None:
        return None
    return DaySpan(date(year, first, 1), last_of_month(year, last))
