"""The judgments that people recorded: what, who, when, on which factors, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import message
from advisor.reports.document import FindingEntry, Line, Role, Tone
from advisor.reports.reasons import named_fact

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Ruling
    from advisor.reports.document import Block


def judgment_blocks(opinion: Opinion, law: Law) -> tuple[Block, ...]:
    """Tell each judgment on which the opinion may rest; none of them is the program's."""
    return tuple(_ruling(one, law) for one in opinion.scenario.rulings)


def _ruling(one: Ruling, law: Law) -> FindingEntry:
    fact = law.vocabulary.facts.get(one.fact)
    asked = fact.ask if fact is not None else one.fact
    by = message(
        "{fact}, decided by {person} on {day}.",
        fact=named_fact(one.fact, one.recipient),
        person=one.decided_by,
        day=one.on,
    )
    lines = [Line(Role.REASON, by)]
    if one.factors:
        weighed = message("Weighed: {factors}.", factors="; ".join(one.factors))
        lines.append(Line(Role.REASON, weighed))
    if one.because:
        lines.append(Line(Role.NOTE, one.because))
    said = message("{question} Yes.", question=asked)
    if not one.value:
        said = message("{question} No.", question=asked)
    return FindingEntry(message("judged", context="lead"), Tone.QUIET, said, tuple(lines))
