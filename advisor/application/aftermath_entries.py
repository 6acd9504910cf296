"""What can still be done once a message is sent or received, as entries of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import LawText, message, plural_message
from advisor.model.norms import Outcome
from advisor.reports import citations
from advisor.reports.document import FindingEntry, Line, Role, Tone
from advisor.reports.elsewhere_sides import ELSEWHERE, side_line, sides_taken
from advisor.reports.recipient_groups import group_recipients

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.remedies import TracedStep
    from advisor.reports.document import Block

MOST_CITED = 3
"""So many norms are told with one step; the others are counted."""

SAYS_NOTHING = message("Nothing that was read for the law that governs speaks of this.")
_STEP = message("step", context="before what can still be done")
_DONE = message("done", context="before what can still be done")


def aftermath_entries(steps: Iterable[TracedStep]) -> tuple[Block, ...]:
    """Lay out each step with the norms that call for it, those that call for none last."""
    in_order = sorted(steps, key=lambda one: (not one.findings, one.is_done))
    return tuple(_entry(traced) for traced in in_order)


def _entry(traced: TracedStep) -> FindingEntry:
    if not traced.findings:
        lines = [Line(Role.CAVEAT, SAYS_NOTHING)]
        if traced.elsewhere:
            lines.append(Line(Role.REASON, ELSEWHERE))
            lines += map(side_line, sides_taken(traced.elsewhere))
        return FindingEntry(_STEP, Tone.QUIET, LawText(traced.step.does), tuple(lines))
    word, tone = (_DONE, Tone.QUIET) if traced.is_done else (_STEP, Tone.FOR)
    return FindingEntry(word, tone, LawText(traced.step.does), tuple(_norms(traced)))


def _norms(traced: TracedStep) -> Iterator[Line]:
    groups = group_recipients(traced.findings)
    for group in groups[:MOST_CITED]:
        yield Line(Role.REASON, group.statement)
        yield citations.own(group.first)
        if group.first.outcome is Outcome.UNDETERMINED:
            said = message("Whether it applies depends on what has not been told.")
            yield Line(Role.NOTE, said)
    if len(groups) > MOST_CITED:
        more = plural_message(
            len(groups) - MOST_CITED, "and {count} more norm", "and {count} more norms"
        )
        yield Line(Role.NOTE, more)
