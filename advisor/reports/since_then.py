"""What came to speak only after the message was sent: shown with its day, never deciding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import message
from advisor.reports.document import Line, Role, Tone
from advisor.reports.finding_entries import Depth, finding_entry
from advisor.reports.recipient_groups import group_recipients

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import LaterLaw, Opinion
    from advisor.reports.document import Block


def since_then_blocks(opinion: Opinion, law: Law, *, everything: bool = False) -> tuple[Block, ...]:
    """Tell what began to speak after the day of the message, an authority at a time."""
    if not opinion.since_then or opinion.sent_on is None:
        return ()
    lead = message(
        "This came after {day}, the day of the message. It decides nothing here; it is what "
        "would be found of the same message sent today.",
        day=opinion.sent_on,
    )
    return Line(Role.NOTE, lead), *_entries(opinion, law, everything=everything)


def _entries(opinion: Opinion, law: Law, *, everything: bool) -> Iterator[Block]:
    by_authority: dict[str, list[LaterLaw]] = {}
    for later in opinion.since_then:
        by_authority.setdefault(later.finding.norm.policy, []).append(later)
    for found in by_authority.values():
        groups = group_recipients([later.finding for later in found])
        begun = {later.finding.id: later.since for later in found}
        for group in groups if everything else groups[:1]:
            entry = finding_entry(group, law, Depth.SENTENCE)
            text = message(
                "From {day}: {statement}", day=begun[group.first.id], statement=entry.text
            )
            yield entry._replace(text=text, tone=Tone.QUIET)
        if len(groups) > 1 and not everything:
            more = message("and {count} more of the same authority", count=len(groups) - 1)
            yield Line(Role.NOTE, more)
