"""Findings as briefly as an answer allows: what presses in full, the rest in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.reports import words
from advisor.reports.blocks import Line, Role
from advisor.reports.duties import duty
from advisor.reports.entries import Depth, entry

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.reports.blocks import Block
    from advisor.reports.people import Group

ENOUGH = 3
"""So many norms that only may apply fit beside an answer; the rest is counted."""


def brief(groups: Sequence[Group], law: Law) -> tuple[Block, ...]:
    """Tell the groups of one duty; of norms that may apply, those that weigh most."""
    sure = [one for one in groups if one.first.outcome is not Outcome.UNDETERMINED]
    unsure = [one for one in groups if one.first.outcome is Outcome.UNDETERMINED]
    blocks: list[Block] = [entry(one, law, _depth(one)) for one in sure]
    ranked = sorted(unsure, key=_rank)
    blocks += [entry(one, law, Depth.SENTENCE) for one in ranked[:ENOUGH]]
    more = len(unsure) - ENOUGH
    if more > 0:
        said = f"and {words.counted(more, 'more norm')} that may apply (--all shows them)"
        blocks.append(Line(Role.NOTE, said))
    return tuple(blocks)


def _depth(group: Group) -> Depth:
    one = group.first
    in_full = duty(one).is_pressing and one.outcome is not Outcome.OPEN
    return Depth.REASONS if in_full else Depth.SENTENCE


def _rank(group: Group) -> tuple[bool, int, int]:
    """Put duties before advice and open questions, then what binds before what advises."""
    one = group.first
    return not one.modality.is_strict, one.weight.rank, one.verified.rank
