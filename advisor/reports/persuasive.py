"""Law that does not govern here but may persuade, condensed to what it adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.i18n import message, plural_message
from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.reports import labels
from advisor.reports.document import FindingEntry, Line, Role, Tone
from advisor.reports.duty_groups import Duty, duty
from advisor.reports.elsewhere_sides import (
    answered_here,
    by_act,
    cite,
    cited_some,
    is_disputed,
    side_line,
    strongest_first,
)
from advisor.reports.finding_entries import Depth, finding_entry
from advisor.reports.recipient_groups import group_recipients

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.reports.document import Block
    from advisor.reports.elsewhere_sides import ElsewhereSide

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

    What other places say of one act is one entry: where they differ, with a line for each
    side; the strongest two of a side are cited, the others counted. Those that say what a
    governing norm says already are one line; those that say the opposite stand under
    conflicts. `everything` condenses nothing.
    """
    if everything:
        depth = Depth.PROOF if explain else Depth.REASONS
        return tuple(
            finding_entry(group, law, depth) for group in group_recipients(opinion.persuasive)
        )
    told = [entry for entry in opinion.persuasive if entry.outcome in _TOLD]
    here = {_point(finding) for finding in opinion.findings if finding.applies is Truth.TRUE}
    same = [entry for entry in told if _point(entry) in here]
    answered = answered_here(opinion)
    other = by_act(
        entry for entry in told if _point(entry) not in here and entry.id not in answered
    )
    ranked = sorted(other.items(), key=lambda item: _first_duty(item[1]))
    blocks: list[Block] = [
        _of_act(act, taken, told, law) for (act, _), taken in ranked[:ENOUGH_PERSUASIVE]
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
        said = message(
            "To the same effect: {authorities}.", authorities=cited_some(strongest_first(same))
        )
        blocks.insert(0, Line(Role.CITE, said))
    return tuple(blocks)


def _point(finding: Finding) -> str:
    """Return the name of what is said of which act, duty and advice taken together."""
    return f"{finding.act} {finding.modality.value.replace('should', 'must')}"


def _first_duty(taken: Sequence[ElsewhereSide]) -> int:
    return min(list(Duty).index(duty(finding)) for side in taken for finding in side.findings)


def _of_act(
    act: str, taken: Sequence[ElsewhereSide], told: Sequence[Finding], law: Law
) -> FindingEntry:
    """Say what other places make of one act: in their words, or by side where they differ."""
    against = any(duty(finding) is Duty.STOP for side in taken for finding in side.findings)
    tone = Tone.AGAINST if against else Tone.QUIET
    if len(taken) > 1:
        word = message("elsewhere {outcome}", outcome=labels.outcome_word(_worst(taken)))
        if is_disputed(taken):
            word = message("elsewhere disputed", context="lead")
        title = message("To {act}", act=law.vocabulary.acts.get(act, act))
        return FindingEntry(word, tone, title, tuple(map(side_line, taken)))
    side = taken[0]
    first = side.findings[0]
    alike = [item for item in told if (item.id, item.outcome) == (first.id, first.outcome)]
    lines = [cite(first)]
    if len(side.findings) > 1:
        likewise = message("Likewise {authorities}", authorities=cited_some(side.findings[1:]))
        lines.append(Line(Role.CITE, likewise))
    lines += [Line(Role.CAVEAT, caveat) for caveat in first.caveats]
    word = message("elsewhere {outcome}", outcome=labels.outcome_word(first.outcome))
    return FindingEntry(word, tone, group_recipients(alike)[0].statement, tuple(lines))


def _worst(taken: Sequence[ElsewhereSide]) -> Outcome:
    findings = (finding for side in taken for finding in side.findings)
    return min(findings, key=lambda one: list(Duty).index(duty(one))).outcome
