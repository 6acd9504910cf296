"""Authorities that stand against each other, and authorities from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText
from advisor.model.norms import Outcome
from advisor.model.recipient_names import spoken_name
from advisor.model.truth import Truth
from advisor.reports.document import (
    Basis,
    Block,
    Paragraph,
    Point,
    Points,
    SentenceSource,
)
from advisor.reports.elsewhere_sides import (
    STRONGEST,
    by_act,
    is_among_others,
    is_elsewhere,
    strongest_first,
)
from advisor.reports.memo.analysis import ORDER
from advisor.reports.memo.frames import quote, retell, say_frame
from advisor.reports.memo.memo_context import source_of

if TYPE_CHECKING:
    from advisor.model.opinions import Conflict, Finding
    from advisor.reports.document import Sentence
    from advisor.reports.elsewhere_sides import ElsewhereSide
    from advisor.reports.memo.memo_context import MemoContext


def memo_conflicts(materials: MemoContext) -> Iterator[Block]:
    """
    Set every conflict out, with both sides and what settles it.

    Conflicts about one act that are settled alike, or not at all, stand together: each
    norm of the one side is against norms of the other. Other places that disagree among
    themselves stand with the law from elsewhere.
    """
    found = materials.opinion.conflicts
    groups: dict[tuple[str | None, ...], list[int]] = {}
    for index, item in enumerate(found):
        if is_among_others(item):
            continue
        key = (item.act, item.bearer, item.recipient, item.resolved_by, item.prevails)
        groups.setdefault(key, []).append(index)
    if not groups:
        yield Paragraph((say_frame("conflicts.none", SentenceSource(Basis.OPINION, "conflicts")),))
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
    act = materials.act_heading(conflict.act)
    if conflict.recipient is None:
        return say_frame("conflicts.act", source, act=act, strong=True)
    name = "conflicts.act.person"
    return say_frame(name, source, act=act, recipient=spoken_name(conflict.recipient), strong=True)


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
    """Set out one side: of law from elsewhere the strongest two, the others counted."""
    once = list({(finding.id, finding.recipient): finding for finding in findings}.values())
    here = [item for item in once if not is_elsewhere(item)]
    abroad = strongest_first(item for item in once if is_elsewhere(item))
    told = [*here, *abroad[:STRONGEST]]
    points = tuple(Point(tuple(_placed(item, materials))) for item in told)
    return (*points, *_more(len(abroad) - STRONGEST))


def _more(count: int) -> tuple[Point, ...]:
    if count <= 0:
        return ()
    source = SentenceSource(Basis.OPINION, "persuasive")
    return (Point((say_frame("persuasive.alike", source, count=count),)),)


def _placed(finding: Finding, materials: MemoContext) -> Iterator[Sentence]:
    """Say what a norm says and where, since the sides may come from several places."""
    source = source_of(finding)
    place = materials.place(finding.jurisdiction)
    yield say_frame("persuasive.place", source, place=place, strong=True)
    notes = materials.register.note(finding.citations, finding)
    yield quote(LawText(finding.statement), source, notes=notes)


def persuasive(materials: MemoContext) -> Iterator[Block]:
    """
    Give law from elsewhere that speaks on these facts, and count what might.

    Where places differ on one act, or many say the same, they stand together by side:
    the strongest two in their own words, the others counted.
    """
    found = materials.opinion.persuasive
    speaking = sorted(
        (item for item in found if item.applies is Truth.TRUE),
        key=lambda one: ORDER.index(one.outcome),
    )
    waiting = sum(item.outcome is Outcome.UNDETERMINED for item in found)
    if speaking:
        yield Paragraph((say_frame("persuasive.say"),))
    alone: list[Finding] = []
    for (act, _), taken in by_act(speaking).items():
        of_act = [item for side in taken for item in side.findings]
        if len(of_act) <= STRONGEST and len(taken) == 1:
            alone += of_act
        else:
            yield from _of_act(act, taken, materials)
    if alone:
        yield Points(tuple(_abroad(item, materials) for item in alone))
    if waiting:
        source = SentenceSource(Basis.OPINION, "persuasive")
        yield Paragraph((say_frame("persuasive.more", source, count=waiting),))


def _of_act(act: str, taken: Iterable[ElsewhereSide], materials: MemoContext) -> Iterator[Block]:
    source = SentenceSource(Basis.OPINION, "persuasive")
    said = materials.act_heading(act)
    yield Paragraph((say_frame("conflicts.act", source, act=said, strong=True),))
    yield Points(tuple(_taken(side, materials) for side in taken))


def _taken(side: ElsewhereSide, materials: MemoContext) -> Point:
    source = SentenceSource(Basis.OPINION, "persuasive")
    stance = side.modality.value.replace("_", "-")
    lead = say_frame(f"persuasive.side.{stance}", source, count=side.number_of_places)
    told = [_abroad(item, materials) for item in side.findings[:STRONGEST]]
    return Point((lead,), (*told, *_more(len(side.findings) - STRONGEST)))


def _abroad(finding: Finding, materials: MemoContext) -> Point:
    source = source_of(finding)
    said = [*_placed(finding, materials), say_frame(f"persuasive.{finding.outcome.value}", source)]
    for caveat in finding.caveats:
        said += [say_frame("analysis.caveat", source, strong=True), retell(caveat, source)]
    return Point(tuple(said))
