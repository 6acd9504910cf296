"""One page for one jurisdiction: when its law governs, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from advisor.reports import labels
from advisor.reports.citations import local_words
from advisor.reports.guide.conditions import guide_condition
from advisor.reports.periods import first_day_text

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
    lines = [membership for membership in law.places.memberships if membership.place == code]
    for line in lines:
        since = f" from {labels.day_text(line.start)}" if line.start else ""
        until = f" until {labels.day_text(line.until)}" if line.until else ""
        yield f"Lies within {law.places.names.get(line.union, line.union)}{since}{until}."
    if lines:
        yield ""
    if jurisdiction.scope is not None:
        yield from ("Its law governs when:", "", *guide_condition(jurisdiction.scope.when, law), "")
    own = [policy for policy in law.policies.values() if policy.authority.jurisdiction == code]
    if own:
        yield from ("## Its own authorities", "")
        yield from (f"- [{item.title}](../{item.id}.md)" for item in own)
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
    for adoption in jurisdiction.adoptions.values():
        since = first_day_text(adoption.period, is_day_unread=adoption.is_day_unread)
        read = labels.VERIFICATIONS[adoption.verified]
        name = adoption.norm.partition("#")[2]
        words = _cell(local_words(adoption))
        yield f"| {name} | {_cell(adoption.cite)} | {since} | {read} | {words} |"
    for refusal in jurisdiction.refusals.values():
        name = refusal.norm.partition("#")[2]
        read = labels.VERIFICATIONS[refusal.verified]
        yield f"| {name} | not adopted | | {read} | {_cell(refusal.note)} |"
    yield from ("", NOT_LISTED, "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "/")
