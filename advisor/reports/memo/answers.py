"""The head, the question presented and the short answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import LawText, and_list
from advisor.model.authorities import Verification, Weight
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.reports.document_tree import (
    Basis,
    Block,
    Callout,
    Fields,
    Paragraph,
    Point,
    Points,
    Sentence,
    SentenceSource,
    Tone,
)
from advisor.reports.memo.frames import fill, quote, retell, say
from advisor.reports.memo.materials import source_of
from advisor.reports.words import verdict, verification

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.model.opinions import Finding
    from advisor.reports.memo.materials import Materials

TONES = {
    Verdict.STOP: Tone.AGAINST,
    Verdict.UNSETTLED: Tone.OPEN,
    Verdict.ASK: Tone.OPEN,
    Verdict.CLEAR: Tone.FOR,
}
_VERDICT = SentenceSource(Basis.OPINION, "verdict")
_FIRST_QUESTIONS = 3
_FEW_PEOPLE = 3
_UNFINISHED = (Outcome.OPEN, Outcome.UNDETERMINED, Outcome.UNSETTLED)


def head(materials: Materials) -> Fields:
    """Write to whom, from whom, about what, and by the law of which day."""
    receipt = materials.opinion.receipt
    version = SentenceSource(Basis.RECEIPT, "advisor")
    return Fields(
        (
            (say("head.to"), say("head.to.reviewer")),
            (say("head.from"), say("head.from.program", version, version=receipt.advisor)),
            (say("head.re"), subject(materials)),
            (say("head.as-of"), _day(materials)),
        )
    )


def subject(materials: Materials) -> Sentence:
    """Name what the memo is about, in the words of whoever described it."""
    title = materials.opinion.scenario.title
    if not title:
        return say("head.re.untitled")
    return quote(title, SentenceSource(Basis.OPINION, "title"))


def _day(materials: Materials) -> Sentence:
    return say("head.as-of.day", SentenceSource(Basis.OPINION, "as_of"), day=materials.day)


def question(materials: Materials) -> Iterator[Block]:
    """Put the question that the opinion answers."""
    direction = materials.opinion.scenario.value("message.direction")
    name = f"question.{direction}" if direction in ("sent", "received") else "question.either"
    source = SentenceSource(Basis.OPINION, "as_of")
    people = [person.name for person in materials.opinion.scenario.recipients or ()]
    if direction == "sent" and 0 < len(people) <= _FEW_PEOPLE:
        named = say(f"{name}.to", source, day=materials.day, recipients=and_list(people))
        yield Paragraph((named,))
    else:
        yield Paragraph((say(name, source, day=materials.day),))


def answer(materials: Materials) -> Iterator[Block]:
    """Give the answer with its weight, what it rests on, and what could change it."""
    opinion = materials.opinion
    said = verdict(opinion.verdict)
    word = say("answer.word", _VERDICT, verdict=said, strong=True)
    yield Callout(TONES[opinion.verdict], word, tuple(_sentences(materials)))
    against = _against(materials)
    if against:
        yield Paragraph((say("answer.against"),))
        yield Points(tuple(_cited(one, materials) for one in against))
    if opinion.verdict is Verdict.ASK and opinion.asks:
        yield Paragraph((say("answer.next"),))
        yield Points(
            tuple(
                Point((_ask(one.fact.ask, one.fact.name, one.recipient),))
                for one in opinion.asks[:_FIRST_QUESTIONS]
            )
        )
    candidates = tuple(_candidates(materials))
    if candidates:
        yield Points(candidates)


def _sentences(materials: Materials) -> Iterator[Sentence]:
    opinion = materials.opinion
    name = f"answer.{opinion.verdict.value}"
    unfinished = sum(one.outcome in _UNFINISHED for one in opinion.findings)
    if opinion.verdict is Verdict.STOP and opinion.weight is not None:
        yield say(f"answer.stop.{opinion.weight.value}", _VERDICT)
        if opinion.weight is Weight.ADVISORY:
            yield say("answer.stop.advisory.limit", _VERDICT)
        source = SentenceSource(Basis.OPINION, "findings")
        if unfinished:
            yield say("answer.besides", source, count=unfinished)
    else:
        yield say(name, _VERDICT)
        if opinion.verdict is not Verdict.CLEAR or opinion.weight is not None:
            yield retell(
                opinion.summary,
                SentenceSource(Basis.OPINION, "summary"),
                notes=tuple(_notes_of_summary(materials)),
            )
        if opinion.weight is not None and opinion.verdict is Verdict.UNSETTLED:
            weight = SentenceSource(Basis.OPINION, "weight")
            yield say("answer.weight", weight, weight=materials.weight(opinion.weight))
    if opinion.relies_on is not None and opinion.relies_on is not Verification.PRIMARY:
        yield say(
            "answer.rests",
            SentenceSource(Basis.OPINION, "relies_on"),
            verification=verification(opinion.relies_on),
        )


def _notes_of_summary(materials: Materials) -> Iterator[int]:
    """Cite the norm whose sentence the summary repeats."""
    opinion = materials.opinion
    for one in (*opinion.findings, *opinion.persuasive):
        if one.statement in opinion.summary:
            yield from materials.register.note(one.citations, one)
            return


def _against(materials: Materials) -> tuple[Finding, ...]:
    opinion = materials.opinion
    if opinion.verdict is not Verdict.STOP:
        return ()
    breached = [
        one
        for one in opinion.findings
        if one.outcome is Outcome.BREACHED
        and one.overridden_by is None
        and one.verified is not Verification.UNVERIFIED
    ]
    return tuple(sorted(breached, key=lambda one: one.weight.rank))


def _cited(finding: Finding, materials: Materials) -> Point:
    notes = materials.register.note(finding.citations[:1], finding)
    return Point((quote(LawText(finding.statement), source_of(finding), notes=notes),))


def _ask(text: str, fact: str, recipient: str | None) -> Sentence:
    source = SentenceSource(Basis.FACT, fact, recipient)
    if recipient is None:
        return say("facts.ask", source, question=text)
    return say("judgments.standard.person", source, recipient=recipient, question=text)


def _candidates(materials: Materials) -> Iterator[Point]:
    for one in materials.opinion.candidates:
        slots: dict[str, Slot] = {
            "place": materials.place(one.jurisdiction),
            "verdict": verdict(one.verdict),
        }
        name = "answer.candidate"
        if one.weight is not None:
            name, slots["weight"] = f"{name}.weight", materials.weight(one.weight)
        source = SentenceSource(Basis.OPINION, f"candidates.{one.jurisdiction}")
        yield Point((fill(name, source, slots),))
