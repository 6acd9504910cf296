"""Citations as plain values, with how well each place was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
            "since_then": citation.since_then.isoformat() if citation.since_then else None,
        }
        for citation in citations
    ]


def dated(period: Period | None) -> Document:
    """Write when something is in force; a draft never was."""
    return {
        "from": period.start.isoformat() if period and period.start else None,
        "until": period.until.isoformat() if period and period.until else None,
        "ever_in_force": period is not None,
    }
