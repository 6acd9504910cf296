"""When something is in force, in words, with what was not read of its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import message
from advisor.reports import labels

if TYPE_CHECKING:
    from datetime import date

    from advisor.i18n import Slot
    from advisor.model.authorities import Period


def dates(period: Period | None, *, is_day_unread: bool = False) -> str:
    """Say when something is in force; `is_day_unread` tells that its first day was not read."""
    if period is None:
        return "never in force"
    start = first_day_text(period, is_day_unread=is_day_unread)
    until = _last_day_text(period)
    return " ".join(filter(None, (start and f"from {start}", until))) or "no dates told"


def first_day_text(period: Period, *, is_day_unread: bool = False) -> str:
    """Say on which day a period begins, or between which; nothing where none is known."""
    if is_day_unread:
        return "a day that was not read"
    if period.start_by is None:
        return str(labels.day_text(period.start)) if period.start is not None else ""
    if period.start is None:
        return f"a day by {labels.day_text(period.start_by)} that was not read"
    return _between(period.start, period.start_by)


def began_text(period: Period) -> Slot:
    """Say on which day a period began, or between which, in the language of the page."""
    if period.start is None or period.start_by is None:
        return period.start or period.start_by or ""
    return message(
        "a day between {start} and {end} that was not read",
        start=period.start,
        end=period.start_by,
    )


def _last_day_text(period: Period) -> str:
    if period.until is None:
        return ""
    if period.until_from is None:
        return f"until {labels.day_text(period.until)}"
    return f"until {_between(period.until_from, period.until)}"


def _between(first: date, last: date) -> str:
    return f"a day between {labels.day_text(first)} and {labels.day_text(last)} that was not read"
