"""Counts and shares as people write them, and no more exact than they are."""

from __future__ import annotations

from advisor.i18n import Count, Message, layout, message, plural_message
from advisor.printable import printable

_LONGEST = 80
NONE = message("none", context="how many")


def number_text(count: int) -> Message:
    """
    Write a count.

    >>> number_text(1234567)
    '1,234,567'
    """
    return layout("{count}", count=Count(count))


def messages_of(count: int) -> Message:
    """
    Return how many messages.

    >>> messages_of(1200)
    '1,200 messages'
    """
    return plural_message(Count(count), "{count} message", "{count} messages")


def share(part: int, whole: int) -> Message:
    """
    Write a part in hundredths of a whole; what is not none is never 0 %, nor 100 % if not all.

    >>> share(1, 3), share(1, 5000), share(4999, 5000), share(0, 0)
    ('33%', 'under 1%', 'over 99%', 'none')
    """
    if not whole:
        return NONE
    percent = 100 * part / whole
    if 0 < percent < 1:
        return message("under 1%")
    if percent > 99 and part < whole:  # noqa: PLR2004
        return message("over 99%")
    return message("{percent}%", percent=round(percent))


def of(part: int, whole: int) -> Message:
    """
    Write a part of a whole with its share.

    >>> of(10, 40)
    '10 of 40 (25%)'
    """
    if not whole:
        return NONE
    return message(
        "{part} of {whole} ({share})",
        part=Count(part),
        whole=Count(whole),
        share=share(part, whole),
    )


def with_share(part: int, whole: int) -> Message:
    """
    Write a part with its share of a whole.

    >>> with_share(10, 40)
    '10 (25%)'
    """
    return layout("{part} ({share})", part=Count(part), share=share(part, whole))


def short_name(text: str) -> str:
    r"""
    Make a name from a message safe and short enough to show.

    >>> short_name("a.example\x1b")
    'a.example\\x1b'
    """
    shown = printable(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
