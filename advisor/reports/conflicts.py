"""Findings that cannot both be followed, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import and_list, message
from advisor.model.truth import Truth
from advisor.reports import citations
from advisor.reports.document import FindingEntry, Line, Role, SideBySide, Tone
from advisor.reports.recipient_groups import group_recipients

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Conflict, Finding, Opinion
    from advisor.reports.document import Block


def conflict_blocks(opinion: Opinion, law: Law) -> tuple[Block, ...]:
    """
    Report every conflict, resolved or not.

    Those between law that governs stand side by side; law from elsewhere that says the
    opposite is listed under the finding that stands.
    """
    here: dict[tuple[object, ...], list[Conflict]] = {}
    abroad: dict[tuple[str, bool], list[Conflict]] = {}
    for conflict in opinion.conflicts:
        if _governs(conflict.forbids) is _governs(conflict.allows):
            key = (conflict.forbids.id, conflict.allows.id, conflict.resolved_by, conflict.prevails)
            here.setdefault(key, []).append(conflict)
        else:
            standing = conflict.forbids if _governs(conflict.forbids) else conflict.allows
            abroad.setdefault((standing.id, standing is conflict.forbids), []).append(conflict)
    return (
        *(_pair(alike, law) for alike in here.values()),
        *(_against(alike) for alike in abroad.values()),
    )


def _governs(finding: Finding) -> bool:
    return finding.governs is not Truth.FALSE


def _pair(alike: Sequence[Conflict], law: Law) -> SideBySide:
    one = alike[0]
    act = law.vocabulary.acts.get(one.act, one.act)
    people = dict.fromkeys(each.recipient for each in alike if each.recipient)
    title = message("To {act}", act=act)
    if people:
        joined = and_list(people)
        title = message("To {act} ({people})", act=act, people=joined)
    return SideBySide(
        title=title,
        left=_side([each.forbids for each in alike], Tone.AGAINST),
        right=_side([each.allows for each in alike], Tone.FOR),
        lines=tuple(_resolution(one)),
        lead=message("Conflict", context="lead"),
    )


def _side(findings: Sequence[Finding], tone: Tone) -> FindingEntry:
    group = group_recipients(findings)[0]
    against = message("against", context="side of a conflict")
    towards = message("for", context="side of a conflict")
    place = message("Law of {place}", place=group.first.jurisdiction)
    return FindingEntry(
        against if tone is Tone.AGAINST else towards,
        tone,
        group.statement,
        (citations.own(group.first), Line(Role.NOTE, place)),
    )


def _resolution(conflict: Conflict) -> Iterator[Line]:
    if conflict.resolved_by is None:
        said = message("Nothing in these sources settles which of the two prevails.")
        yield Line(Role.REASON, said)
        return
    prevails = conflict.forbids if conflict.prevails == conflict.forbids.id else conflict.allows
    said = message(
        "Settled by {reason}: {authority} stands.",
        reason=conflict.resolved_by,
        authority=citations.own(prevails).text,
    )
    yield Line(Role.REASON, said)
    lead = message("For that:", context="before a citation")
    yield from citations.citation_text(lead, conflict.citations)


def _against(alike: Sequence[Conflict]) -> FindingEntry:
    standing = [item.forbids if _governs(item.forbids) else item.allows for item in alike]
    others = [item.allows if _governs(item.forbids) else item.forbids for item in alike]
    group = group_recipients(standing)[0]
    opposite = dict.fromkeys(
        f"{citations.cited_place(other.citations[0]) if other.citations else other.norm.id}"
        for other in others
    )
    return FindingEntry(
        message("elsewhere otherwise", context="lead"),
        Tone.QUIET,
        group.statement,
        (
            citations.own(group.first),
            Line(
                Role.REASON,
                message(
                    "The opposite is said elsewhere, where other law governs: {authorities}.",
                    authorities="; ".join(opposite),
                ),
            ),
        ),
    )
