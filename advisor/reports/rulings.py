"""The judgments that people recorded: what, who, when, on which factors, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.reports import words
from advisor.reports.blocks import Entry, Line, Role, Tone
from advisor.reports.reasons import short

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Ruling
    from advisor.reports.blocks import Block


def ruling_blocks(opinion: Opinion, law: Law) -> tuple[Block, ...]:
    """Tell each judgment on which the opinion may rest; none of them is the program's."""
    return tuple(_ruling(one, law) for one in opinion.scenario.rulings)


def _ruling(one: Ruling, law: Law) -> Entry:
    fact = law.vocabulary.facts.get(one.fact)
    asked = fact.ask if fact is not None else one.fact
    whose = f"{one.recipient}'s `{short(one.fact)}`" if one.recipient else f"`{one.fact}`"
    by = f"{whose}, decided by {one.decided_by} on {words.day(one.on)}."
    lines = [Line(Role.REASON, by)]
    if one.factors:
        lines.append(Line(Role.REASON, f"Weighed: {'; '.join(one.factors)}."))
    if one.because:
        lines.append(Line(Role.NOTE, one.because))
    return Entry("judged", Tone.QUIET, f"{asked} {'Yes' if one.value else 'No'}.", tuple(lines))
