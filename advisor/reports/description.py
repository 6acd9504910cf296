"""What a description offers, for whoever wrote it to confirm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.reports.document import (
    Banner,
    Block,
    FindingEntry,
    Line,
    ReportDocument,
    Role,
    Section,
    Tone,
)

_PARTS = (
    ("stated", "You said", Tone.FOR),
    ("implied", "It seems to follow", Tone.QUIET),
    ("asked", "You were not certain, or said two things", Tone.OPEN),
)


def description_page(document: Mapping[str, Any]) -> ReportDocument:
    """Show the facts of a description by how they were told, numbered for confirmation."""
    offered = document["offered"]
    sections = []
    for basis, title, tone in _PARTS:
        entries = tuple(
            _entry(number, one, tone)
            for number, one in enumerate(offered, start=1)
            if one["basis"] == basis
        )
        sections += _section(title, tone, entries)
    aside = tuple(
        FindingEntry("-", Tone.QUIET, f"\u201c{one['words']}\u201d: {one['because']}")
        for one in document["set_aside"]
    )
    left = tuple(
        FindingEntry("?", Tone.OPEN, f"\u201c{one['words']}\u201d")
        for one in document["not_understood"]
    )
    sections += _section("Not taken", Tone.QUIET, aside)
    sections += _section("Not understood", Tone.OPEN, left)
    count = len(offered)
    text = f"{count} {'fact' if count == 1 else 'facts'} to confirm; nothing is used until you do."
    return ReportDocument(Banner("Description", Tone.QUIET, "", text), tuple(sections))


def _section(title: str, tone: Tone, entries: tuple[Block, ...]) -> list[Section]:
    return [Section(title, tone, entries)] if entries else []


def _entry(number: int, one: Mapping[str, Any], tone: Tone) -> FindingEntry:
    words = Line(Role.QUOTE, f"\u201c{one['words']}\u201d")
    return FindingEntry(str(number), tone, f"{number}. {one['ask']} {one['says']}", (words,))
