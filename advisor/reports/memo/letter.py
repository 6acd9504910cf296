"""An opinion as a letter to the client: everyday words, the same answer, the same sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.authorities import Verification, Weight
from advisor.model.norms import Modality, Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth
from advisor.model.vocabulary import Control
from advisor.reports.memo.analysis import ORDER
from advisor.reports.memo.answers import TONES, subject
from advisor.reports.memo.blocks import (
    Basis,
    Block,
    Callout,
    Fields,
    Heading,
    Memo,
    Paragraph,
    Point,
    Points,
    Sentence,
    Signature,
    Source,
)
from advisor.reports.memo.frames import fill, quote, say
from advisor.reports.memo.letter_frames import LETTER
from advisor.reports.memo.materials import Materials, source_of
from advisor.reports.memo.retelling import CONTEXT, retold
from advisor.reports.people import grouped
from advisor.reports.reasons import facts
from advisor.words import ENGLISH, AsWritten, Language

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.reports.memo.remedies import Change, Cure, Cures
    from advisor.reports.people import Group

_VERDICT = Source(Basis.OPINION, "verdict")
_FINDINGS = Source(Basis.OPINION, "findings")
_ENOUGH = {
    Outcome.BREACHED: 6,
    Outcome.NOT_FOLLOWED: 4,
    Outcome.UNSETTLED: 4,
    Outcome.OPEN: 3,
    Outcome.AVAILABLE: 3,
    Outcome.MET: 2,
    Outcome.DEFEATED: 2,
}
"""So many rules with each outcome fit into a letter; the rest is counted."""
_FEW_FACTS = 2
_FEW_QUESTIONS = 4
_FEW_WAYS = 3
_AGAINST = (Outcome.BREACHED, Outcome.NOT_FOLLOWED)


def letter(
    opinion: Opinion, law: Law, *, cures: Cures | None = None, language: Language = ENGLISH
) -> Memo:
    """
    Write the letter that goes with an opinion, for the lawyer to check and sign.

    It never says more than the opinion does: what is unknown is said to be unknown, what
    is left out is said to be left out. `cures` are the remedies that were found; `None`
    says that none were looked for.
    """
    materials = Materials(opinion, law, language)
    head = Fields(
        (
            (say("client.head.re"), subject(materials)),
            (
                say("client.head.as-of"),
                say("head.as-of.day", Source(Basis.OPINION, "as_of"), day=materials.day),
            ),
        )
    )
    blocks = tuple(_blocks(materials, cures))
    memo = Memo(
        title=say("client.title"),
        subject=subject(materials),
        draft=say("client.draft"),
        notes_title=say("client.notes"),
        head=head,
        blocks=blocks,
        notes=materials.register.notes,
    )
    return retold(memo, language)


def _blocks(materials: Materials, cures: Cures | None) -> Iterator[Block]:
    yield from _opening(materials)
    yield Heading(1, say("client.answer"))
    yield _answer(materials)
    for name, blocks in (
        ("client.rules", _rules(materials)),
        ("client.law", _law(materials)),
        ("client.asks", _asks(materials)),
        ("client.ways", _ways(cures, materials)),
        ("client.limits", _limits(materials)),
    ):
        found = tuple(blocks)
        if found:
            yield Heading(1, say(name))
            yield from found
    yield Signature((), (say("client.sign.lawyer"), say("client.sign.date")))


def _opening(materials: Materials) -> Iterator[Block]:
    direction = materials.opinion.scenario.value("message.direction")
    name = direction if direction in ("sent", "received") else "either"
    day = Source(Basis.OPINION, "as_of")
    yield Paragraph((say("client.greeting"),))
    yield Paragraph(
        (say(f"client.about.{name}", day), say("client.about.day", day, day=materials.day))
    )


def _word(verdict: Verdict) -> str:
    return f"client.word.{verdict.value}"


def _answer(materials: Materials) -> Callout:
    opinion = materials.opinion
    said: list[Sentence] = []
    name = f"client.{opinion.verdict.value}"
    if opinion.verdict is Verdict.STOP and opinion.weight is not None:
        said.append(say(f"client.stop.{opinion.weight.value}", _VERDICT))
        if opinion.weight is Weight.ADVISORY:
            said.append(say("client.stop.advisory.limit", _VERDICT))
    else:
        said.append(say(name, _VERDICT))
    rests = opinion.relies_on
    if opinion.verdict is not Verdict.ASK and rests not in (None, Verification.PRIMARY):
        said.append(say(f"client.rests.{rests.value}", Source(Basis.OPINION, "relies_on")))
    word = say(_word(opinion.verdict), _VERDICT, strong=True)
    return Callout(TONES[opinion.verdict], word, tuple(said))


def _rules(materials: Materials) -> Iterator[Block]:
    findings = [one for one in materials.opinion.findings if one.overridden_by is None]
    points: list[Point] = []
    left = 0
    for outcome in ORDER:
        alike = [one for one in findings if one.outcome is outcome]
        groups = sorted(grouped(alike), key=lambda group: group.first.weight.rank)
        points += [_rule(group, materials) for group in groups[: _ENOUGH.get(outcome, 0)]]
        if outcome in _ENOUGH:
            left += max(len(groups) - _ENOUGH[outcome], 0)
    perhaps = len(grouped(one for one in findings if one.outcome is Outcome.UNDETERMINED))
    if points:
        yield Points(tuple(points))
    elif not perhaps:
        yield Paragraph((say("client.rules.none", _FINDINGS),))
    clashes = sum(one.resolved_by is None for one in materials.opinion.conflicts)
    rest = (
        *_counted("client.more", left, _FINDINGS),
        *_counted("client.perhaps", perhaps, _FINDINGS),
        *_counted("client.conflict", clashes, Source(Basis.OPINION, "conflicts")),
    )
    if rest:
        yield Paragraph(rest)


def _counted(name: str, count: int, source: Source) -> Iterator[Sentence]:
    if count == 1:
        yield say(f"{name}.one", source)
    elif count:
        yield say(f"{name}.many", source, count=str(count))


def _rule(group: Group, materials: Materials) -> Point:
    one = group.first
    source = source_of(one)
    notes = materials.register.note(one.citations[:1], one)
    said = [
        say(_lead(one), source, strong=True),
        quote(AsWritten(one.statement), source, notes=notes),
    ]
    others = [name for name in group.names if name != one.recipient]
    if others:
        said.append(say("client.same", source, others=materials.language.joined(others)))
    if one.governs is Truth.UNKNOWN:
        place = materials.place(one.jurisdiction)
        governing = Source(Basis.GOVERNING, one.jurisdiction)
        said.append(say("client.governs.unknown", governing, place=place))
    told = tuple(_told(one, materials)) if one.outcome in _AGAINST else ()
    return Point(tuple(said), told)


def _lead(one: Finding) -> str:
    """Name the frame that leads a finding in: a rule binds, guidance and advice do not."""
    kind = "rule"
    if one.modality is Modality.NEED_NOT:
        kind = "exempt"
    elif not one.modality.is_strict:
        kind = "advice"
    elif one.weight is not Weight.BINDING:
        kind = "guidance"
    name = f"client.{kind}.{one.outcome.value}"
    return name if name in LETTER else f"client.rule.{one.outcome.value}"


def _told(finding: Finding, materials: Materials) -> Iterator[Point]:
    """Give the first facts on which a breach stands, as they were told; each fact once."""
    shown = 0
    for leaf in facts(finding.complied) if finding.complied is not None else ():
        key = leaf.fact, leaf.recipient, leaf.truth
        if leaf.value is None or key in materials.unfolded or shown == _FEW_FACTS:
            continue
        materials.unfolded.add(key)
        shown += 1
        holes = {
            "question": materials.question(leaf.fact),
            "answer": materials.answer(leaf.fact, leaf.value),
        }
        name = "client.told"
        if leaf.recipient is not None:
            name, holes["recipient"] = "client.told.person", leaf.recipient
        yield Point((fill(name, Source(Basis.FACT, leaf.fact, leaf.recipient), holes),))


def _law(materials: Materials) -> Iterator[Block]:
    opinion = materials.opinion
    said = [
        say(
            "client.law.true" if one.truth is Truth.TRUE else "client.law.unknown",
            Source(Basis.GOVERNING, one.jurisdiction),
            place=one.name,
        )
        for one in opinion.governing
    ]
    if not any(one.truth is Truth.TRUE for one in opinion.governing):
        said.insert(0, say("client.law.none", Source(Basis.OPINION, "governing")))
    if opinion.left_open:
        said.append(say("client.law.others", Source(Basis.OPINION, "left_open")))
    yield Paragraph(tuple(said))


def _asks(materials: Materials) -> Iterator[Block]:
    asks = materials.opinion.asks
    if not asks:
        return
    points = []
    for one in asks[:_FEW_QUESTIONS]:
        source = Source(Basis.FACT, one.fact.name, one.recipient)
        holes = {"question": one.fact.ask}
        name = "facts.ask"
        if one.recipient is not None:
            name, holes["recipient"] = "judgments.standard.person", one.recipient
        points.append(Point((fill(name, source, holes),)))
    yield Points(tuple(points))
    rest = tuple(
        _counted("client.asks.more", len(asks) - len(points), Source(Basis.OPINION, "asks"))
    )
    if rest:
        yield Paragraph(rest)


def _ways(cures: Cures | None, materials: Materials) -> Iterator[Block]:
    if cures is None:
        return
    search = Source(Basis.REMEDY, "search")
    if cures.is_past:
        yield Paragraph((say("client.ways.past", search),))
    if cures.found:
        yield Paragraph((say("client.ways.say", search),))
        shown = cures.found[:_FEW_WAYS]
        yield Points(tuple(_way(at, one, materials) for at, one in enumerate(shown)))
        more = cures.more + len(cures.found) - len(shown)
        rest = tuple(_counted("client.ways.more", more, search))
        if rest:
            yield Paragraph(rest)
    elif not cures.incurable:
        yield Paragraph((say("client.ways.none", search),))
    if cures.incurable:
        yield Paragraph((say("client.ways.incurable", search),))
        yield Points(tuple(_incurable(one, materials) for one in cures.incurable))


def _incurable(finding: Finding, materials: Materials) -> Point:
    notes = materials.register.note(finding.citations[:1], finding)
    return Point((quote(AsWritten(finding.statement), source_of(finding), notes=notes),))


def _way(index: int, cure: Cure, materials: Materials) -> Point:
    source = Source(Basis.REMEDY, str(index))
    said = [_change(change, source, materials) for change in cure.changes]
    word = _word(cure.verdict)
    then = materials.language.frame(LETTER[word], f"{CONTEXT}{word}")
    return Point((*said, say("client.then", source, verdict=then)))


def _change(change: Change, source: Source, materials: Materials) -> Sentence:
    whose = "theirs" if change.control is Control.THEIRS else "ours"
    holes = {
        "question": materials.question(change.fact),
        "answer": materials.answer(change.fact, change.value),
    }
    name = f"client.change.{whose}"
    if change.recipient is not None:
        name, holes["recipient"] = f"{name}.person", change.recipient
    return fill(name, source, holes)


def _limits(materials: Materials) -> Iterator[Block]:
    said = [say("client.limits.information"), say("client.limits.silence")]
    if materials.opinion.persuasive:
        said.append(say("client.limits.elsewhere", Source(Basis.OPINION, "persuasive")))
    if not materials.language.is_laws:
        said.append(say("client.limits.written-in"))
    said.append(say("client.limits.memo"))
    yield Paragraph(tuple(said))
