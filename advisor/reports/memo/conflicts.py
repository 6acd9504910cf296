"""Authorities that stand against each other, and authorities from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.reports.memo.analysis import ORDER
from advisor.reports.memo.blocks import Basis, Block, Paragraph, Point, Points, Source
from advisor.reports.memo.frames import quote, say
from advisor.reports.memo.materials import as_clause, source_of

if TYPE_CHECKING:
    from advisor.model.opinions import Conflict, Finding
    from advisor.reports.memo.blocks import Sentence
    from advisor.reports.memo.materials import Materials


def conflicts(materials: Materials) -> Iterator[Block]:
    """Set every conflict out, with both sides and what settles it."""
    found = materials.opinion.conflicts
    if not found:
        yield Paragraph((say("conflicts.none", Source(Basis.OPINION, "conflicts")),))
    for index, conflict in enumerate(found):
        source = Source(Basis.CONFLICT, str(index))
        yield Paragraph((_act(conflict, source, materials), _settled(conflict, source, materials)))
        yield Points(tuple(_side(one, materials) for one in (conflict.forbids, conflict.allows)))


def _act(conflict: Conflict, source: Source, materials: Materials) -> Sentence:
    act = as_clause(materials.act(conflict.act))
    act = act[:1].upper() + act[1:]
    if conflict.recipient is None:
        return say("conflicts.act", source, act=act, strong=True)
    name = "conflicts.act.person"
    return say(name, source, act=act, recipient=conflict.recipient, strong=True)


def _settled(conflict: Conflict, source: Source, materials: Materials) -> Sentence:
    if conflict.resolved_by is None or conflict.prevails is None:
        return say("conflicts.unresolved", source)
    sides = (conflict.forbids, conflict.allows)
    left = materials.norms(one.id for one in sides if one.id == conflict.prevails)
    return say(
        "conflicts.resolved",
        source,
        notes=materials.register.note(conflict.citations),
        reason=conflict.resolved_by,
        authority=left or conflict.prevails,
    )


def _side(finding: Finding, materials: Materials) -> Point:
    notes = materials.register.note(finding.citations, finding)
    return Point((quote(finding.statement, source_of(finding), notes=notes),))


def persuasive(materials: Materials) -> Iterator[Block]:
    """Give law from elsewhere that speaks on these facts, and count what might."""
    found = materials.opinion.persuasive
    speaking = sorted(
        (one for one in found if one.applies is Truth.TRUE),
        key=lambda one: ORDER.index(one.outcome),
    )
    waiting = sum(one.outcome is Outcome.UNDETERMINED for one in found)
    if speaking:
        yield Paragraph((say("persuasive.say"),))
        yield Points(tuple(_abroad(one, materials) for one in speaking))
    if waiting:
        source = Source(Basis.OPINION, "persuasive")
        if waiting == 1:
            yield Paragraph((say("persuasive.more.one", source),))
        else:
            yield Paragraph((say("persuasive.more.many", source, count=str(waiting)),))


def _abroad(finding: Finding, materials: Materials) -> Point:
    source = source_of(finding)
    notes = materials.register.note(finding.citations, finding)
    said = [
        say("persuasive.place", source, place=materials.place(finding.jurisdiction), strong=True),
        quote(finding.statement, source, notes=notes),
        say(f"persuasive.{finding.outcome.value}", source),
    ]
    for caveat in finding.caveats:
        said += [say("analysis.caveat", source, strong=True), quote(caveat, source)]
    return Point(tuple(said))
