"""The analysis of a short memo: act by act, the weightiest finding first, its grounds beneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from advisor.i18n import LawText
from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.reports.document import (
    Basis,
    Block,
    Heading,
    Paragraph,
    Point,
    Points,
    Sentence,
    SentenceSource,
)
from advisor.reports.elsewhere_sides import by_act, unsettled_conflicts
from advisor.reports.labels import verification_text, weight_word
from advisor.reports.memo.analysis import ORDER
from advisor.reports.memo.frames import quote, retell, say_frame
from advisor.reports.memo.memo_context import (
    as_clause,
    cited_authorities,
    short_citation,
    source_of,
)
from advisor.reports.recipient_groups import group_acts, group_recipients

if TYPE_CHECKING:
    from advisor.model.opinions import Conflict, Finding
    from advisor.reports.elsewhere_sides import ElsewhereSide
    from advisor.reports.memo.memo_context import MemoContext
    from advisor.reports.recipient_groups import RecipientGroup

_TOLD = (Outcome.BREACHED, Outcome.NOT_FOLLOWED, Outcome.UNSETTLED)
_WAITS = (Outcome.OPEN, Outcome.UNDETERMINED)
"""What is set out; what may still apply, and what stands for it, has a line each."""
_MOST_WAITING = 4
_MOST_POSITIONS = 2
_MOST_ELSEWHERE = 2


def told_findings(materials: MemoContext) -> tuple[Finding, ...]:
    """Return the findings that a short memo sets out, the worst first."""
    told = [
        one
        for one in materials.opinion.findings
        if one.outcome in _TOLD and one.overridden_by is None
    ]
    return tuple(sorted(told, key=lambda one: (ORDER.index(one.outcome), one.weight.rank)))


def analysis_by_act(materials: MemoContext) -> Iterator[Block]:
    """Write the analysis act by act, then what waits for a fact, then what is met."""
    findings = materials.opinion.findings
    if not findings:
        yield Paragraph((say_frame("analysis.none"),))
    for alike in group_acts(group_recipients(told_findings(materials))):
        source = source_of(alike[0].first)
        yield Heading(
            2, say_frame("analysis.act", source, act=materials.act_heading(alike[0].first.act))
        )
        yield from _of_act(alike, materials)
    yield from _waiting(findings, materials)
    yield from _met(findings)


def _of_act(alike: Sequence[RecipientGroup], materials: MemoContext) -> Iterator[Block]:
    first, *others = alike
    leading = first.first
    source = source_of(leading)
    yield Paragraph(tuple(_leading(first, materials)))
    points = [
        Point(
            (
                say_frame(f"analysis.{group.first.outcome.value}", source_of(group.first)),
                _stated(group, materials),
                *_standing(group.first),
            )
        )
        for group in others
    ]
    for position in leading.positions[:_MOST_POSITIONS]:
        notes = materials.register.note(position.citations)
        lead = say_frame("analysis.position", source, strong=True)
        words = as_clause(position.says)
        points.append(Point((lead, say_frame("analysis.says", source, notes=notes, words=words))))
    more = len(leading.positions) - _MOST_POSITIONS
    if more > 0:
        points.append(Point((say_frame("analysis.position.more", source, count=more),)))
    if points:
        yield Points(tuple(points))


def _leading(group: RecipientGroup, materials: MemoContext) -> Iterator[Sentence]:
    first = group.first
    source = source_of(first)
    yield say_frame(f"analysis.{first.outcome.value}", source, strong=True)
    yield _stated(group, materials)
    if first.norm.because:
        yield quote(LawText(first.norm.because), source)
    yield from _standing(first)
    if first.governs is Truth.UNKNOWN:
        place = SentenceSource(Basis.GOVERNING, first.jurisdiction)
        yield say_frame(
            "analysis.governs.unknown", place, place=materials.place(first.jurisdiction)
        )
    for caveat in first.caveats:
        yield say_frame("analysis.caveat", source, strong=True)
        yield retell(caveat, source)


def _stated(group: RecipientGroup, materials: MemoContext) -> Sentence:
    """Say what a norm says of the first it concerns; the appendix has it of each."""
    first = group.first
    notes = materials.register.note(first.citations[:1], first)
    return quote(LawText(first.statement), source_of(first), notes=notes)


def _standing(finding: Finding) -> Iterator[Sentence]:
    source = source_of(finding)
    yield say_frame(
        "analysis.standing.short",
        source,
        weight=weight_word(finding.weight, finding.kind),
        verification=verification_text(finding.verified),
    )
    yield from _stand_in(finding)


def _stand_in(finding: Finding) -> Iterator[Sentence]:
    if finding.stands_in:
        yield say_frame("analysis.stands-in", source_of(finding))


def _waiting(findings: Sequence[Finding], materials: MemoContext) -> Iterator[Block]:
    """Name the strict norms that wait for a fact, a line each, and count the others."""
    groups = group_recipients(
        one for one in findings if one.outcome in _WAITS and one.overridden_by is None
    )
    if not groups:
        return
    strict = sorted(
        (group for group in groups if group.first.modality.is_strict),
        key=lambda group: (group.first.weight.rank, ORDER.index(group.first.outcome)),
    )
    source = SentenceSource(Basis.OPINION, "findings")
    yield Heading(2, say_frame("analysis.waiting"))
    points = [
        Point((_stated(group, materials), *_stand_in(group.first), *_asked(group.first, materials)))
        for group in strict[:_MOST_WAITING]
    ]
    more = len(groups) - len(points)
    if more:
        points.append(Point((say_frame("analysis.waiting.more", source, count=more),)))
    yield Points(tuple(points))


def _asked(finding: Finding, materials: MemoContext) -> Iterator[Sentence]:
    for missing in islice(finding.missing, 1):
        source = SentenceSource(Basis.FACT, missing.fact, missing.recipient)
        question = materials.question(missing.fact)
        yield say_frame("analysis.waiting.for", source, question=question)


def _met(findings: Sequence[Finding]) -> Iterator[Block]:
    """Cite in one paragraph what is met, what an exception lifts, and what is allowed."""
    source = SentenceSource(Basis.OPINION, "findings")
    said = []
    for outcome in (Outcome.MET, Outcome.DEFEATED, Outcome.AVAILABLE):
        found = [one for one in findings if one.outcome is outcome]
        if found:
            name = f"analysis.cited.{outcome.value}"
            said.append(say_frame(name, source, authorities=cited_authorities(found)))
    if said:
        yield Paragraph(tuple(said))


def unresolved_conflicts(materials: MemoContext) -> Iterator[Block]:
    """Name each conflict of law that governs which nothing settles, a line each."""
    found: dict[tuple[str, str | None], tuple[int, Conflict]] = {}
    for index, one in unsettled_conflicts(materials.opinion):
        found.setdefault((one.act, one.recipient), (index, one))
    points = []
    for index, one in found.values():
        source = SentenceSource(Basis.CONFLICT, str(index))
        points.append(
            Point(
                (
                    say_frame(
                        "conflicts.line",
                        source,
                        act=materials.act_heading(one.act),
                        authority=short_citation(one.forbids),
                        authorities=short_citation(one.allows),
                    ),
                )
            )
        )
    if points:
        yield Points(tuple(points))


def persuasive_by_side(materials: MemoContext) -> Iterator[Block]:
    """Count the places elsewhere on each side of an act, with the strongest of each."""
    speaking = [one for one in materials.opinion.persuasive if one.applies is Truth.TRUE]
    if not speaking:
        return
    yield Paragraph((say_frame("persuasive.say"),))
    acts = by_act(sorted(speaking, key=lambda one: ORDER.index(one.outcome)))
    source = SentenceSource(Basis.OPINION, "persuasive")
    points = []
    for (act, _), sides in islice(acts.items(), _MOST_ELSEWHERE):
        lead = say_frame("conflicts.act", source, act=materials.act_heading(act), strong=True)
        points.append(Point((lead, *(one for side in sides for one in _side(side)))))
    more = len(acts) - len(points)
    if more > 0:
        points.append(Point((say_frame("persuasive.acts", source, count=more),)))
    yield Points(tuple(points))


def _side(side: ElsewhereSide) -> Iterator[Sentence]:
    source = SentenceSource(Basis.OPINION, "persuasive")
    stance = side.modality.value.replace("_", "-")
    yield say_frame(f"persuasive.side.{stance}", source, count=side.number_of_places)
    cited = cited_authorities(side.findings[:1])
    yield say_frame("persuasive.cited", source, authorities=cited)
