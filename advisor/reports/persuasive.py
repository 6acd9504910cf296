"""Law that does not govern here but may persuade, condensed to what it adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.i18n import layout, message, plural_message, series
from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.reports import citations, labels
from advisor.reports.document import FindingEntry, Line, Role, Tone
from advisor.reports.duty_groups import Duty, duty
from advisor.reports.finding_entries import Depth, finding_entry
from advisor.reports.recipient_groups import RecipientGroup, group_recipients

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.reports.document import Block

ENOUGH_PERSUASIVE = 3
"""So many points from elsewhere fit beside an answer; the rest is counted."""

_TOLD = (Outcome.BREACHED, Outcome.NOT_FOLLOWED, Outcome.UNSETTLED, Outcome.AVAILABLE)


def elsewhere_blocks(
    opinion: Opinion,
    law: Law,
    *,
    explain: bool = False,
    everything: bool = False,
) -> tuple[Block, ...]:
    """
    Return what persuades, apart from what governs.

    Authorities that say the same of an act are one entry with several citations; those
    that say what a governing norm says already are one line. `everything` condenses nothing.
    """
    if everything:
        depth = Depth.PROOF if explain else Depth.REASONS
        return tuple(
            finding_entry(group, law, depth) for group in group_recipients(opinion.persuasive)
        )
    here = {_point(finding) for finding in opinion.findings if finding.applies is Truth.TRUE}
    told = [entry for entry in opinion.persuasive if entry.outcome in _TOLD]
    same = [entry for entry in told if _point(entry) in here]
    alike: dict[tuple[str, Duty], list[Finding]] = {}
    for element in told:
        if _point(element) not in here:
            alike.setdefault((_point(element), duty(element)), []).append(element)
    ranked = sorted(alike.items(), key=lambda item: list(Duty).index(item[0][1]))
    blocks: list[Block] = [
        _condensed(group_recipients(found)) for _, found in ranked[:ENOUGH_PERSUASIVE]
    ]
    if len(ranked) > ENOUGH_PERSUASIVE:
        more = plural_message(
            len(ranked) - ENOUGH_PERSUASIVE,
            "and {count} more point{hint}",
            "and {count} more points{hint}",
            hint=labels.ALL_SHOWS_THEM,
        )
        blocks.append(Line(Role.NOTE, more))
    if same:
        best = sorted(group_recipients(same), key=lambda group: group.first.verified.rank)
        cited = [_cite(group) for group in reversed(best)]
        said = message(
            "To the same effect: {authorities}.",
            authorities=series({entry.cite: entry.text for entry in cited}.values()),
        )
        blocks.insert(0, Line(Role.CITE, said))
    return tuple(blocks)


def _point(finding: Finding) -> str:
    """Return the name of what is said of which act, duty and advice taken together."""
    return f"{finding.act} {finding.modality.value.replace('should', 'must')}"


def _condensed(groups: Sequence[RecipientGroup]) -> FindingEntry:
    first = groups[0]
    lines = [_cite(first)]
    others = dict.fromkeys(_cite(group).text for group in groups[1:])
    others.pop(lines[0].text, None)
    if others:
        likewise = message("Likewise {authorities}", authorities=series(others))
        lines.append(Line(Role.CITE, likewise))
    lines += [Line(Role.CAVEAT, caveat) for caveat in first.first.caveats]
    tone = Tone.AGAINST if duty(first.first) is Duty.STOP else Tone.QUIET
    outcome = labels.outcome_word(first.first.outcome)
    word = message("elsewhere {outcome}", outcome=outcome)
    return FindingEntry(word, tone, first.statement, tuple(lines))


def _cite(group: RecipientGroup) -> Line:
    one = group.first
    if not one.citations:
        return Line(Role.CITE, one.norm.id)
    citation = one.citations[0]
    text = layout(
        "{authority} [{verification}]",
        authority=citations.cited_place(citation),
        verification=labels.verification_text(one.verified),
    )
    return Line(Role.CITE, text, citation.url, citation.cite)
