"""Counts and shares as people write them, and no more exact than they are."""

from __future__ import annotations

from advisor.printable import printable

_LONGEST = 80


def number_text(count: int) -> str:
    """
    Write a count.

    >>> many(1234567)
    '1,234,567'
    """
    return f"{count:,}"


def count_phrase(count: int, one: str, more: str = "") -> str:
    """
    Say how many.

    >>> some(1200, "message")
    '1,200 messages'
    """
    return f"{number_text(count)} {one if count == 1 else more or one + 's'}"


def share(part: int, whole: int) -> str:
    """
    Write a part in hundredths of a whole; what is not none is never 0 %, nor 100 % if not all.

    >>> share(1, 3), share(1, 5000), share(4999, 5000), share(0, 0)
    ('33%', 'under 1%', 'over 99%', 'none')
    """
    if not whole:
        return "none"
    percent = 100 * part / whole
    if 0 < percent < 1:
        return "under 1%"
    if percent > 99 and part < whole:  # noqa: PLR2004
        return "over 99%"
    return f"{percent:.0f}%"


def of(part: int, whole: int) -> str:
    """
    Write a part of a whole with its share.

    >>> of(10, 40)
    '10 of 40 (25%)'
    """
    return (
        f"{number_text(part)} of {number_text(whole)} ({share(part, whole)})" if whole else "none"
    )


def short_name(text: str) -> str:
    r"""
    Make a name from a message safe and short enough to show.

    >>> named("a.example\x1b")
    'a.example\\x1b'
    """
    shown = printable(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
