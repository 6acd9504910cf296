"""One page for one jurisdiction: when its law governs, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from advisor.reports import labels
from advisor.reports.guide.conditions import guide_condition

if TYPE_CHECKING:
    from advisor.model.jurisdictions import Jurisdiction
    from advisor.model.law import Law

NOT_LISTED = "What is not listed here was not found: there the Model Rule is only a baseline."


def guide_jurisdiction_page(jurisdiction: Jurisdiction, law: Law) -> str:
    """Write the page of one jurisdiction."""
    return "\n".join(_lines(jurisdiction, law)).rstrip() + "\n"


def _lines(jurisdiction: Jurisdiction, law: Law) -> Iterator[str]:
    code = jurisdiction.code
    yield from (f"# {jurisdiction.name} (`{code}`)", "")
    lines = [one for one in law.places.memberships if one.place == code]
    for one in lines:
        since = f" from {labels.day_text(one.start)}" if one.start else ""
        until = f" until {labels.day_text(one.until)}" if one.until else ""
        yield f"Lies within {law.places.names.get(one.union, one.union)}{since}{until}."
    if lines:
        yield ""
    if jurisdiction.scope is not None:
        yield from ("Its law governs when:", "", *guide_condition(jurisdiction.scope.when, law), "")
    own = [one for one in law.policies.values() if one.authority.jurisdiction == code]
    if own:
        yield from ("## Its own authorities", "")
        yield from (f"- [{one.title}](../{one.id}.md)" for one in own)
        yield ""
    yield from _adopted(jurisdiction)
    for section, rows in groupby(jurisdiction.profile, key=lambda row: row.section):
        yield from (f"## {section.capitalize()}", "")
        yield from ("| | | read | note |", "| --- | --- | --- | --- |")
        for row in rows:
            link = f" <{row.url}>" if row.url else ""
            note = f"{_cell(row.note)}{link}".strip()
            read = labels.VERIFICATIONS[row.verified]
            yield f"| {row.row} | {_cell(row.value)} | {read} | {note} |"
        yield ""
    for notice in jurisdiction.notices:
        yield from (" ".join(notice.says.split()), "")


def _adopted(jurisdiction: Jurisdiction) -> Iterator[str]:
    if not jurisdiction.adoptions and not jurisdiction.refusals:
        return
    yield from ("## Model rules as law", "")
    yield "| model | local citation | from | read | differs |"
    yield "| --- | --- | --- | --- | --- |"
    for one in jurisdiction.adoptions.values():
        since = labels.day_text(one.period.start) if one.period.start else ""
        read = labels.VERIFICATIONS[one.verified]
        name = one.norm.partition("#")[2]
        yield f"| {name} | {_cell(one.cite)} | {since} | {read} | {_cell(one.differs)} |"
    for refusal in jurisdiction.refusals.values():
        name = refusal.norm.partition("#")[2]
        read = labels.VERIFICATIONS[refusal.verified]
        yield f"| {name} | not adopted | | {read} | {_cell(refusal.note)} |"
    yield from ("", NOT_LISTED, "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "/")
