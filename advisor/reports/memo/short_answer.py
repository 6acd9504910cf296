"""The head, the question presented and the short answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText, and_list
from advisor.model.authorities import Verification, Weight
from advisor.model.norms import Bearing, Outcome
from advisor.model.opinions import Verdict
from advisor.model.recipient_names import spoken_name
from advisor.reports.coverage_line import places_stood_in
from advisor.reports.document import (
    Basis,
    Block,
    Callout,
    Fields,
    Paragraph,
    Point,
    Points,
    Sentence,
    SentenceSource,
)
from advisor.reports.labels import verdict_word, verification_text
from advisor.reports.memo.frames import fill_frame, quote, retell, say_frame
from advisor.reports.memo.memo_context import source_of
from advisor.reports.verdict_banner import verdict_tone

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.model.opinions import Finding
    from advisor.reports.memo.memo_context import MemoContext

_VERDICT = SentenceSource(Basis.OPINION, "verdict")
_FIRST_QUESTIONS = 3
_FEW_PEOPLE = 3
_FIRST_ACTS = 3
_UNFINISHED = (Bearing.UNFINISHED, Bearing.DOUBTFUL)


def head(materials: MemoContext) -> Fields:
    """Write to whom, from whom, about what, and by the law of which day."""
    receipt = materials.opinion.receipt
    version = SentenceSource(Basis.RECEIPT, "advisor")
    tongue: tuple[tuple[Sentence, Sentence], ...] = ()
    if not materials.language.is_laws:
        tongue = ((say_frame("head.language"), say_frame("limits.written-in")),)
    return Fields(
        (
            (say_frame("head.to"), say_frame("head.to.reviewer")),
            (
                say_frame("head.from"),
                say_frame("head.from.program", version, version=receipt.advisor),
            ),
            (say_frame("head.re"), subject(materials)),
            (say_frame("head.as-of"), materials.law_days),
            *tongue,
        )
    )


def subject(materials: MemoContext) -> Sentence:
    """Return the name of what the memo is about, in the words of whoever described it."""
    title = materials.opinion.scenario.title
    if not title:
        return say_frame("head.re.untitled")
    return quote(title, SentenceSource(Basis.OPINION, "title"))


def question(materials: MemoContext) -> Iterator[Block]:
    """Put the question that the opinion answers."""
    direction = materials.opinion.scenario.value("message.direction")
    name = f"question.{direction}" if direction in ("sent", "received") else "question.either"
    source = SentenceSource(Basis.OPINION, "as_of")
    people = [spoken_name(person.name) for person in materials.opinion.scenario.recipients or ()]
    if direction == "sent" and 0 < len(people) <= _FEW_PEOPLE:
        named = say_frame(f"{name}.to", source, day=materials.day, recipients=and_list(people))
        yield Paragraph((named,))
    else:
        yield Paragraph((say_frame(name, source, day=materials.day),))


def short_answer(materials: MemoContext, *, by_act: bool = False) -> Iterator[Block]:
    """
    Return the answer with its weight, what it rests on, and what could change it.

    With `by_act` what stands against it is told once for each act, and no more than three.
    """
    opinion = materials.opinion
    said = verdict_word(opinion.verdict)
    word = say_frame("answer.word", _VERDICT, verdict=said, strong=True)
    yield Callout(verdict_tone(opinion.verdict), word, tuple(_sentences(materials)))
    against = _against(materials)
    if against:
        yield Paragraph((say_frame("answer.against"),))
        told = list({(one.act, one.bearer): one for one in reversed(against)}.values())[::-1]
        shown = told[:_FIRST_ACTS] if by_act else against
        points = [_cited(item, materials) for item in shown]
        if len(against) > len(shown):
            source = SentenceSource(Basis.OPINION, "findings")
            more = len(against) - len(shown)
            points.append(Point((say_frame("answer.against.more", source, count=more),)))
        yield Points(tuple(points))
    if opinion.verdict is Verdict.ASK and opinion.asks:
        yield Paragraph((say_frame("answer.next"),))
        yield Points(
            tuple(
                Point((_ask(one.fact.ask, one.fact.name, one.recipient),))
                for one in opinion.asks[:_FIRST_QUESTIONS]
            )
        )
    candidates = tuple(_candidates(materials))
    if candidates:
        yield Points(candidates)


def _sentences(materials: MemoContext) -> Iterator[Sentence]:
    opinion = materials.opinion
    name = f"answer.{opinion.verdict.value}"
    unfinished = sum(finding.outcome.bearing in _UNFINISHED for finding in opinion.findings)
    if opinion.verdict is Verdict.STOP and opinion.weight is not None:
        yield say_frame(f"answer.stop.{opinion.weight.value}", _VERDICT)
        if opinion.weight is Weight.ADVISORY:
            yield say_frame("answer.stop.advisory.limit", _VERDICT)
        source = SentenceSource(Basis.OPINION, "findings")
        if unfinished:
            yield say_frame("answer.besides", source, count=unfinished)
    else:
        yield say_frame(name, _VERDICT)
        if opinion.verdict is Verdict.CLEAR and opinion.coverage.stood_in:
            yield say_frame(
                "answer.clear.by-model",
                SentenceSource(Basis.OPINION, "coverage"),
                places=places_stood_in(opinion),
            )
        if opinion.verdict is not Verdict.CLEAR or opinion.weight is not None:
            yield retell(
                opinion.summary,
                SentenceSource(Basis.OPINION, "summary"),
                notes=tuple(_notes_of_summary(materials)),
            )
        if opinion.weight is not None and opinion.verdict is Verdict.UNSETTLED:
            weight = SentenceSource(Basis.OPINION, "weight")
            yield say_frame("answer.weight", weight, weight=materials.weight(opinion.weight))
    yield from _usual(materials)
    if opinion.relies_on is not None and opinion.relies_on is not Verification.PRIMARY:
        yield say_frame(
            "answer.rests",
            SentenceSource(Basis.OPINION, "relies_on"),
            verification=verification_text(opinion.relies_on),
        )


def _usual(materials: MemoContext) -> Iterator[Sentence]:
    """Say what the answer is if the usual holds; that all is clear then stands below alone."""
    usual = materials.opinion.usual
    if usual is None or usual.verdict is Verdict.CLEAR:
        return
    slots: dict[str, Slot] = {"count": len(usual.assumed), "verdict": verdict_word(usual.verdict)}
    name = "answer.usual"
    if usual.weight is not None:
        name, slots["weight"] = f"{name}.weight", materials.weight(usual.weight)
    yield fill_frame(name, SentenceSource(Basis.OPINION, "usual"), slots)


def _notes_of_summary(materials: MemoContext) -> Iterator[int]:
    """Cite the norm whose sentence the summary repeats."""
    opinion = materials.opinion
    for finding in (*opinion.findings, *opinion.persuasive):
        if finding.statement in opinion.summary:
            yield from materials.register.note(finding.citations, finding)
            return


def _against(materials: MemoContext) -> tuple[Finding, ...]:
    opinion = materials.opinion
    if opinion.verdict is not Verdict.STOP:
        return ()
    breached = [
        finding
        for finding in opinion.findings
        if finding.outcome is Outcome.BREACHED
        and finding.overridden_by is None
        and finding.verified is not Verification.UNVERIFIED
    ]
    return tuple(sorted(breached, key=lambda one: one.weight.rank))


def _cited(finding: Finding, materials: MemoContext) -> Point:
    notes = materials.register.note(finding.citations[:1], finding)
    return Point((quote(LawText(finding.statement), source_of(finding), notes=notes),))


def _ask(text: str, fact: str, recipient: str | None) -> Sentence:
    source = SentenceSource(Basis.FACT, fact, recipient)
    if recipient is None:
        return say_frame("facts.ask", source, question=text)
    return say_frame("judgments.standard.person", source, recipient=recipient, question=text)


def _candidates(materials: MemoContext) -> Iterator[Point]:
    for candidate in materials.opinion.candidates:
        slots: dict[str, Slot] = {
            "place": materials.place(candidate.jurisdiction),
            "verdict": verdict_word(candidate.verdict),
        }
        name = "answer.candidate"
        if candidate.weight is not None:
            name, slots["weight"] = f"{name}.weight", materials.weight(candidate.weight)
        source = SentenceSource(Basis.OPINION, f"candidates.{candidate.jurisdiction}")
        yield Point((fill_frame(name, source, slots),))
