"""Citations as plain values, with how well each place was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from advisor.application.results import Document
    from advisor.model.authorities import Citation, Period


def citation_document(citations: Iterable[Citation]) -> list[Document]:
    """Write citations as an opinion does."""
    return [
        {
            "cite": citation.cite,
            "pinpoint": citation.pinpoint,
            "url": citation.url,
            "quote": citation.quote,
            "verified": citation.verified.value if citation.verified else None,
            "since_then": _day(citation.since_then.start if citation.since_then else None),
            "since_then_by": _day(citation.since_then.start_by if citation.since_then else None),
        }
        for citation in citations
    ]


def dated(period: Period | None) -> Document:
    """
    Write when something is in force; a draft never was.

    Of a day that was not read, `from` is the earliest that it can have been and `from_by`
    the latest, `until` the latest and `until_from` the earliest.
    """
    return {
        "from": _day(period.start if period else None),
        "from_by": _day(period.start_by if period else None),
        "until": _day(period.until if period else None),
        "until_from": _day(period.until_from if period else None),
        "ever_in_force": period is not None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
