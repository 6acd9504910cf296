"""Law that does not govern here but may persuade, condensed to what it adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.model.norms import Modality, Outcome
from advisor.reports import citations, words
from advisor.reports.blocks import Entry, Line, Role, Tone
from advisor.reports.duties import Duty, duty
from advisor.reports.entries import entry
from advisor.reports.people import Group, grouped

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.reports.blocks import Block

ENOUGH = 4
"""So many points from elsewhere fit beside an answer; the rest is counted."""

_TOLD = (Outcome.BREACHED, Outcome.NOT_FOLLOWED, Outcome.UNSETTLED, Outcome.AVAILABLE)


def elsewhere_blocks(
    opinion: Opinion, law: Law, *, explain: bool = False, everything: bool = False
) -> tuple[Block, ...]:
    """
    Tell what persuades, apart from what governs.

    Authorities that say the same of an act are one entry with several citations; what
    a governing norm says already is left out. `everything` condenses nothing.
    """
    if everything:
        shown = opinion.persuasive
        return tuple(entry(group, law, explain=explain) for group in grouped(shown))
    told = {one.norm.id for one in opinion.findings}
    alike: dict[tuple[str, Modality, Duty], list[Finding]] = {}
    for one in opinion.persuasive:
        if one.outcome in _TOLD and one.norm.id not in told:
            alike.setdefault((one.act, one.modality, duty(one)), []).append(one)
    ranked = sorted(alike.items(), key=lambda item: list(Duty).index(item[0][2]))
    blocks: list[Block] = [_condensed(grouped(found)) for _, found in ranked[:ENOUGH]]
    if len(ranked) > ENOUGH:
        more = words.counted(len(ranked) - ENOUGH, "more point")
        blocks.append(Line(Role.NOTE, f"and {more} from elsewhere (--all shows them)"))
    return tuple(blocks)


def _condensed(groups: Sequence[Group]) -> Entry:
    first = groups[0]
    lines = [_cite(first)]
    if len(groups) > 1:
        others = dict.fromkeys(_cite(group).text for group in groups[1:])
        lines.append(Line(Role.CITE, f"Likewise {'; '.join(others)}"))
    tone = Tone.AGAINST if duty(first.first) is Duty.STOP else Tone.QUIET
    word = f"elsewhere {words.OUTCOMES[first.first.outcome]}"
    return Entry(word, tone, first.statement, tuple(lines))


def _cite(group: Group) -> Line:
    one = group.first
    citation = one.citations[0] if one.citations else None
    said = citations.place(citation) if citation is not None else one.norm.id
    link = citation.url if citation is not None else ""
    return Line(Role.CITE, f"{said} [{words.VERIFICATIONS[one.verified]}]", link)
