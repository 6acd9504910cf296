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
    return tuple(_ruling(ruling, law) for ruling in opinion.scenario.rulings)


def _ruling(ruling: Ruling, law: Law) -> FindingEntry:
    fact = law.vocabulary.facts.get(ruling.fact)
    asked = fact.ask if fact is not None else ruling.fact
    by = message(
        "{fact}, decided by {person} on {day}.",
        fact=named_fact(ruling.fact, ruling.recipient),
        person=ruling.decided_by,
        day=ruling.on,
    )
    lines = [Line(Role.REASON, by)]
    if ruling.factors:
        weighed = message("Weighed: {factors}.", factors="; ".join(ruling.factors))
        lines.append(Line(Role.REASON, weighed))
    if ruling.because:
        lines.append(Line(Role.NOTE, ruling.because))
    said = message("{question} Yes.", question=asked)
    if not ruling.value:
        said = message("{question} No.", question=asked)
    return FindingEntry(message("judged", context="lead"), Tone.QUIET, said, tuple(lines))
