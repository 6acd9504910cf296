"""Findings that cannot both be followed, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.i18n import and_list, message
from advisor.model.recipient_names import spoken_name
from advisor.reports import citations
from advisor.reports.document import FindingEntry, Line, Role, SideBySide, Tone
from advisor.reports.elsewhere_sides import (
    ELSEWHERE,
    is_among_others,
    is_elsewhere,
    side_line,
    sides_taken,
)
from advisor.reports.recipient_groups import group_recipients

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Conflict, Finding, Opinion
    from advisor.reports.document import Block


def conflict_blocks(opinion: Opinion, law: Law, *, everything: bool = False) -> tuple[Block, ...]:
    """
    Report the conflicts in which law that governs stands, resolved or not.

    Those between law that governs stand side by side; what other places say of the same
    act is counted under the finding that stands. `everything` sets other places that
    disagree among themselves side by side too.
    """
    pairs: dict[tuple[object, ...], list[Conflict]] = {}
    abroad: dict[tuple[str, str, bool], list[Conflict]] = {}
    for conflict in opinion.conflicts:
        if is_elsewhere(conflict.forbids) is is_elsewhere(conflict.allows):
            if everything or not is_among_others(conflict):
                settled = conflict.resolved_by, conflict.prevails
                key = (conflict.forbids.id, conflict.allows.id, *settled)
                pairs.setdefault(key, []).append(conflict)
        else:
            stands = not is_elsewhere(conflict.forbids)
            abroad.setdefault((conflict.act, conflict.bearer, stands), []).append(conflict)
    return (
        *(_pair(alike, law) for alike in pairs.values()),
        *(_against(alike) for alike in abroad.values()),
    )


def _pair(alike: Sequence[Conflict], law: Law) -> SideBySide:
    one = alike[0]
    act = law.vocabulary.acts.get(one.act, one.act)
    people = dict.fromkeys(spoken_name(each.recipient) for each in alike if each.recipient)
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
    standing: list[Finding] = []
    others: list[Finding] = []
    for conflict in alike:
        for finding in (conflict.forbids, conflict.allows):
            (others if is_elsewhere(finding) else standing).append(finding)
    groups = sorted(group_recipients(standing), key=lambda group: group.first.weight.rank)
    cited = dict.fromkeys(citations.own(group.first) for group in groups)
    return FindingEntry(
        message("elsewhere otherwise", context="lead"),
        Tone.QUIET,
        groups[0].statement,
        (
            *cited,
            Line(Role.REASON, ELSEWHERE),
            *map(side_line, sides_taken(others)),
        ),
    )
