"""Authorities that stand against each other, and authorities from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText
from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.reports.document import (
    Basis,
    Block,
    Paragraph,
    Point,
    Points,
    SentenceSource,
)
from advisor.reports.memo.analysis import ORDER
from advisor.reports.memo.frames import quote, say_frame
from advisor.reports.memo.memo_context import as_clause, source_of

if TYPE_CHECKING:
    from advisor.model.opinions import Conflict, Finding
    from advisor.reports.document import Sentence
    from advisor.reports.memo.memo_context import MemoContext


def memo_conflicts(materials: MemoContext) -> Iterator[Block]:
    """
    Set every conflict out, with both sides and what settles it.

    Conflicts about one act that are settled alike, or not at all, stand together: each
    norm of the one side is against norms of the other.
    """
    found = materials.opinion.conflicts
    if not found:
        yield Paragraph((say_frame("conflicts.none", SentenceSource(Basis.OPINION, "conflicts")),))
    groups: dict[tuple[str | None, ...], list[int]] = {}
    for index, item in enumerate(found):
        key = (item.act, item.bearer, item.recipient, item.resolved_by, item.prevails)
        groups.setdefault(key, []).append(index)
    for indexes in groups.values():
        first = found[indexes[0]]
        source = SentenceSource(Basis.CONFLICT, str(indexes[0]))
        yield Paragraph((_act(first, source, materials), _settled(first, source, materials)))
        sides = (
            ("conflicts.against", [found[index].forbids for index in indexes]),
            ("conflicts.towards", [found[index].allows for index in indexes]),
        )
        yield Points(
            tuple(Point((say_frame(name, source),), _side(side, materials)) for name, side in sides)
        )


def _act(conflict: Conflict, source: SentenceSource, materials: MemoContext) -> Sentence:
    act = as_clause(materials.act(conflict.act))
    act = act[:1].upper() + act[1:]
    if conflict.recipient is None:
        return say_frame("conflicts.act", source, act=act, strong=True)
    name = "conflicts.act.person"
    return say_frame(name, source, act=act, recipient=conflict.recipient, strong=True)


def _settled(conflict: Conflict, source: SentenceSource, materials: MemoContext) -> Sentence:
    if conflict.resolved_by is None or conflict.prevails is None:
        return say_frame("conflicts.unresolved", source)
    sides = (conflict.forbids, conflict.allows)
    left = materials.norms(side.id for side in sides if side.id == conflict.prevails)
    return say_frame(
        "conflicts.resolved",
        source,
        notes=materials.register.note(conflict.citations),
        reason=conflict.resolved_by,
        authority=left or conflict.prevails,
    )


def _side(findings: Iterable[Finding], materials: MemoContext) -> tuple[Point, ...]:
    once = {(finding.id, finding.recipient): finding for finding in findings}
    return tuple(Point(tuple(_placed(item, materials))) for item in once.values())


def _placed(finding: Finding, materials: MemoContext) -> Iterator[Sentence]:
    """Say what a norm says and where, since the sides may come from several places."""
    source = source_of(finding)
    place = materials.place(finding.jurisdiction)
    yield say_frame("persuasive.place", source, place=place, strong=True)
    notes = materials.register.note(finding.citations, finding)
    yield quote(LawText(finding.statement), source, notes=notes)


def persuasive(materials: MemoContext) -> Iterator[Block]:
    """Give law from elsewhere that speaks on these facts, and count what might."""
    found = materials.opinion.persuasive
    speaking = sorted(
        (item for item in found if item.applies is Truth.TRUE),
        key=lambda one: ORDER.index(one.outcome),
    )
    waiting = sum(item.outcome is Outcome.UNDETERMINED for item in found)
    if speaking:
        yield Paragraph((say_frame("persuasive.say"),))
        yield Points(tuple(_abroad(item, materials) for item in speaking))
    if waiting:
        source = SentenceSource(Basis.OPINION, "persuasive")
        yield Paragraph((say_frame("persuasive.more", source, count=waiting),))


def _abroad(finding: Finding, materials: MemoContext) -> Point:
    source = source_of(finding)
    said = [*_placed(finding, materials), say_frame(f"persuasive.{finding.outcome.value}", source)]
    for caveat in finding.caveats:
        said += [say_frame("analysis.caveat", source, strong=True), quote(LawText(caveat), source)]
    return Point(tuple(said))
