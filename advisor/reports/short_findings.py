"""Findings as briefly as an answer allows: what presses in full, the rest in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.i18n import plural_message
from advisor.model.norms import Outcome
from advisor.reports import labels
from advisor.reports.document import Line, Role
from advisor.reports.duty_groups import duty
from advisor.reports.finding_entries import Depth, finding_entry

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.reports.document import Block
    from advisor.reports.recipient_groups import RecipientGroup

ENOUGH_FINDINGS = 3
"""So many norms that only may apply fit beside an answer; the rest is counted."""
OPEN_ENOUGH = 6
"""So many norms that apply and wait for a fact; likewise."""


def short_findings(groups: Sequence[RecipientGroup], law: Law) -> tuple[Block, ...]:
    """Tell the groups of one duty; of what is open, those that weigh most."""
    blocks: list[Block] = [
        finding_entry(group, law, _depth(group))
        for group in groups
        if not group.first.outcome.is_unfinished
    ]
    for outcome, enough in ((Outcome.OPEN, OPEN_ENOUGH), (Outcome.UNDETERMINED, ENOUGH_FINDINGS)):
        ranked = sorted((one for one in groups if one.first.outcome is outcome), key=_rank)
        blocks += [finding_entry(item, law, Depth.SENTENCE) for item in ranked[:enough]]
        more = len(ranked) - enough
        if more > 0:
            blocks.append(Line(Role.NOTE, _more(more, outcome)))
    return tuple(blocks)


def _more(count: int, outcome: Outcome) -> str:
    if outcome is Outcome.OPEN:
        return plural_message(
            count,
            "and {count} more norm that waits for a fact{hint}",
            "and {count} more norms that wait for a fact{hint}",
            hint=labels.ALL_SHOWS_THEM,
        )
    return plural_message(
        count,
        "and {count} more norm that may apply{hint}",
        "and {count} more norms that may apply{hint}",
        hint=labels.ALL_SHOWS_THEM,
    )


def _depth(group: RecipientGroup) -> Depth:
    return Depth.REASONS if duty(group.first).is_pressing else Depth.SENTENCE


def _rank(group: RecipientGroup) -> tuple[bool, int, int]:
    """Put duties before advice and open questions, then what binds before what advises."""
    one = group.first
    return not one.modality.is_strict, one.weight.rank, one.verified.rank
