"""What the rules say, as a letter lists it: each rule in its own words, led in by everyday ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import LawText, and_list
from advisor.model.authorities import Weight
from advisor.model.norms import Bearing, Outcome
from advisor.model.recipient_names import spoken_name
from advisor.model.truth import Truth
from advisor.reports.document import (
    Basis,
    Block,
    Paragraph,
    Point,
    Points,
    Sentence,
    SentenceSource,
)
from advisor.reports.memo.analysis import ORDER
from advisor.reports.memo.frames import fill_frame, quote, say_frame
from advisor.reports.memo.letter_frames import LETTER_FRAMES
from advisor.reports.memo.letter_uncertainty import elsewhere_is_told
from advisor.reports.memo.memo_context import source_of
from advisor.reports.reasons import deciding_facts
from advisor.reports.recipient_groups import group_recipients

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.model.opinions import Finding
    from advisor.reports.memo.memo_context import MemoContext
    from advisor.reports.recipient_groups import RecipientGroup

_FINDINGS = SentenceSource(Basis.OPINION, "findings")
_FEW_FACTS = 2


def _enough(outcome: Outcome) -> int:
    """Return how many rules with an outcome fit into a letter; the rest is counted."""
    match outcome:
        case Outcome.BREACHED:
            return 6
        case Outcome.NOT_FOLLOWED | Outcome.UNSETTLED:
            return 4
        case Outcome.OPEN | Outcome.AVAILABLE:
            return 3
        case Outcome.MET | Outcome.DEFEATED:
            return 2
        case Outcome.UNDETERMINED | Outcome.INAPPLICABLE:
            return 0
    assert_never(outcome)


def letter_rules(materials: MemoContext) -> Iterator[Block]:
    """List what presses in full, some of the rest, and count what is omitted."""
    findings = [finding for finding in materials.opinion.findings if finding.overridden_by is None]
    points = [*_elsewhere(materials)]
    left = 0
    for outcome in ORDER:
        alike = [finding for finding in findings if finding.outcome is outcome]
        groups = sorted(group_recipients(alike), key=lambda group: group.first.weight.rank)
        enough = _enough(outcome)
        points += [_rule(group, materials) for group in groups[:enough]]
        if enough:
            left += max(len(groups) - enough, 0)
    perhaps = len(
        group_recipients(finding for finding in findings if finding.outcome is Outcome.UNDETERMINED)
    )
    if points:
        yield Points(tuple(points))
    elif not perhaps:
        yield Paragraph((say_frame("client.rules.none", _FINDINGS),))
    conflicts = materials.opinion.conflicts
    clashes = len({(one.act, one.bearer) for one in conflicts if one.resolved_by is None})
    rest = (
        *counted_rest("client.more", left, _FINDINGS),
        *counted_rest("client.perhaps", perhaps, _FINDINGS),
        *counted_rest("client.conflict", clashes, SentenceSource(Basis.OPINION, "conflicts")),
    )
    if rest:
        yield Paragraph(rest)


def counted_rest(name: str, count: int, source: SentenceSource) -> Iterator[Sentence]:
    """Say one sentence that counts; nothing where there is nothing to count."""
    if count:
        yield say_frame(name, source, count=count)


def _elsewhere(materials: MemoContext) -> tuple[Point, ...]:
    """Return what leaves the answer open although it does not govern; otherwise nothing."""
    opinion = materials.opinion
    if not elsewhere_is_told(opinion):
        return ()
    found = [item for item in opinion.persuasive if item.outcome.is_against]
    found.sort(key=lambda one: ORDER.index(one.outcome))
    points = []
    for entry in found[:_FEW_FACTS]:
        source = source_of(entry)
        notes = materials.register.note(entry.citations[:1], entry)
        lead = say_frame(f"client.elsewhere.{entry.outcome.value}", source, strong=True)
        points.append(Point((lead, quote(LawText(entry.statement), source, notes=notes))))
    return tuple(points)


def _rule(group: RecipientGroup, materials: MemoContext) -> Point:
    one = group.first
    source = source_of(one)
    notes = materials.register.note(one.citations[:1], one)
    said = [
        say_frame(_lead(one), source, strong=True),
        quote(LawText(one.statement), source, notes=notes),
    ]
    others = [name for name in group.names if name != one.recipient]
    if others:
        said.append(say_frame("client.same", source, others=and_list(others)))
    if one.governs is Truth.UNKNOWN:
        place = materials.place(one.jurisdiction)
        governing = SentenceSource(Basis.GOVERNING, one.jurisdiction)
        said.append(say_frame("client.governs.unknown", governing, place=place))
    told = tuple(_told(one, materials)) if one.outcome.bearing is Bearing.AGAINST else ()
    return Point(tuple(said), told)


def _lead(finding: Finding) -> str:
    """Return the frame that leads a finding in, by name: a rule binds, guidance does not."""
    kind = "rule"
    if finding.stands_in and finding.outcome is Outcome.BREACHED:
        return "client.model.breached"
    if finding.modality.exempts:
        kind = "exempt"
    elif not finding.modality.is_strict:
        kind = "advice"
    elif finding.weight is not Weight.BINDING:
        kind = "guidance"
    name = f"client.{kind}.{finding.outcome.value}"
    return name if name in LETTER_FRAMES else f"client.rule.{finding.outcome.value}"


def _told(finding: Finding, materials: MemoContext) -> Iterator[Point]:
    """Return the first facts on which a breach stands, as they were told; each fact once."""
    shown = 0
    for leaf in deciding_facts(finding.complied) if finding.complied is not None else ():
        key = leaf.fact, leaf.recipient, leaf.truth
        if leaf.value is None or key in materials.unfolded or shown == _FEW_FACTS:
            continue
        materials.unfolded.add(key)
        shown += 1
        slots: dict[str, Slot] = {
            "question": materials.question(leaf.fact),
            "answer": materials.answer(leaf.fact, leaf.value),
        }
        name = "client.told"
        if leaf.recipient is not None:
            name, slots["recipient"] = "client.told.person", spoken_name(leaf.recipient)
        yield Point(
            (fill_frame(name, SentenceSource(Basis.FACT, leaf.fact, leaf.recipient), slots),)
        )
