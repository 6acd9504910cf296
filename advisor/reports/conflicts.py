"""Findings that cannot both be followed, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language
from advisor.model.truth import Truth
from advisor.reports import citations
from advisor.reports.page_blocks import Line, PageEntry, Role, SideBySide, Tone
from advisor.reports.recipient_groups import group_recipients

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Conflict, Finding, Opinion
    from advisor.reports.page_blocks import PageBlock


def conflict_blocks(
    opinion: Opinion, law: Law, language: Language = ENGLISH
) -> tuple[PageBlock, ...]:
    """
    Report every conflict, resolved or not.

    Those between law that governs stand side by side; law from elsewhere that says the
    opposite is listed under the finding that stands.
    """
    here: dict[tuple[object, ...], list[Conflict]] = {}
    abroad: dict[tuple[str, bool], list[Conflict]] = {}
    for one in opinion.conflicts:
        if _governs(one.forbids) is _governs(one.allows):
            key = (one.forbids.id, one.allows.id, one.resolved_by, one.prevails)
            here.setdefault(key, []).append(one)
        else:
            standing = one.forbids if _governs(one.forbids) else one.allows
            abroad.setdefault((standing.id, standing is one.forbids), []).append(one)
    return (
        *(_pair(alike, law, language) for alike in here.values()),
        *(_against(alike, language) for alike in abroad.values()),
    )


def _governs(finding: Finding) -> bool:
    return finding.governs is not Truth.FALSE


def _pair(alike: Sequence[Conflict], law: Law, language: Language) -> SideBySide:
    one = alike[0]
    act = law.vocabulary.acts.get(one.act, one.act)
    people = dict.fromkeys(each.recipient for each in alike if each.recipient)
    title = language.phrase("To {act}", act=act)
    if people:
        joined = language.joined(people)
        title = language.phrase("To {act} ({people})", act=act, people=joined)
    return SideBySide(
        title=title,
        left=_side([each.forbids for each in alike], Tone.AGAINST, language),
        right=_side([each.allows for each in alike], Tone.FOR, language),
        lines=tuple(_resolution(one, language)),
        lead=language.phrase("Conflict", context="lead"),
    )


def _side(findings: Sequence[Finding], tone: Tone, language: Language) -> PageEntry:
    group = group_recipients(findings, language)[0]
    against = language.phrase("against", context="side of a conflict")
    towards = language.phrase("for", context="side of a conflict")
    place = language.phrase("Law of {place}", place=group.first.jurisdiction)
    return PageEntry(
        against if tone is Tone.AGAINST else towards,
        tone,
        group.statement,
        (citations.own(group.first, language), Line(Role.NOTE, place)),
    )


def _resolution(one: Conflict, language: Language) -> Iterator[Line]:
    if one.resolved_by is None:
        said = language.phrase("Nothing in these sources settles which of the two prevails.")
        yield Line(Role.REASON, said)
        return
    prevails = one.forbids if one.prevails == one.forbids.id else one.allows
    said = language.phrase(
        "Settled by {reason}: {authority} stands.",
        reason=one.resolved_by,
        authority=citations.own(prevails, language).text,
    )
    yield Line(Role.REASON, said)
    lead = language.phrase("For that:", context="before a citation")
    yield from citations.citation_text(lead, one.citations, language)


def _against(alike: Sequence[Conflict], language: Language) -> PageEntry:
    standing = [one.forbids if _governs(one.forbids) else one.allows for one in alike]
    others = [one.allows if _governs(one.forbids) else one.forbids for one in alike]
    group = group_recipients(standing, language)[0]
    opposite = dict.fromkeys(
        f"{citations.cited_place(one.citations[0]) if one.citations else one.norm.id}"
        for one in others
    )
    return PageEntry(
        language.phrase("elsewhere otherwise", context="lead"),
        Tone.QUIET,
        group.statement,
        (
            citations.own(group.first, language),
            Line(
                Role.REASON,
                language.phrase(
                    "The opposite is said elsewhere, where other law governs: {authorities}.",
                    authorities="; ".join(opposite),
                ),
            ),
        ),
    )
