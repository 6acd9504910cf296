"""What can still be done once a message is sent or received, as entries of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.reports import citations
from advisor.reports.document import FindingEntry, Line, Role, Tone
from advisor.reports.recipient_groups import group_recipients

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.remedies import TracedStep
    from advisor.reports.document import Block

MOST_CITED = 3
"""So many norms are told with one step; the others are counted."""

SAYS_NOTHING = "Nothing that was read for the law that governs speaks of this."


def aftermath_entries(steps: Iterable[TracedStep]) -> tuple[Block, ...]:
    """Lay out each step with the norms that call for it, those that call for none last."""
    in_order = sorted(steps, key=lambda one: (not one.findings, one.is_done))
    return tuple(_entry(traced) for traced in in_order)


def _entry(traced: TracedStep) -> FindingEntry:
    if not traced.findings:
        lines: tuple[Line, ...] = (Line(Role.CAVEAT, SAYS_NOTHING),)
        return FindingEntry("step", Tone.QUIET, traced.step.does, lines)
    word, tone = ("done", Tone.QUIET) if traced.is_done else ("step", Tone.FOR)
    return FindingEntry(word, tone, traced.step.does, tuple(_norms(traced)))


def _norms(traced: TracedStep) -> Iterator[Line]:
    groups = group_recipients(traced.findings)
    for group in groups[:MOST_CITED]:
        yield Line(Role.REASON, group.statement)
        yield citations.own(group.first)
        if group.first.outcome is Outcome.UNDETERMINED:
            yield Line(Role.NOTE, "Whether it applies depends on what has not been told.")
    if len(groups) > MOST_CITED:
        yield Line(Role.NOTE, f"and {len(groups) - MOST_CITED} more")
