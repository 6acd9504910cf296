"""An opinion as a letter to the client: everyday words, the same answer, the same sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language
from advisor.model.authorities import Verification, Weight
from advisor.model.citation_days import defined_on
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth
from advisor.reports.document import (
    Basis,
    Block,
    Callout,
    Fields,
    Heading,
    Paragraph,
    Point,
    Points,
    ReportDocument,
    Sentence,
    SentenceSource,
    Signature,
    TitleBlock,
)
from advisor.reports.memo.frames import fill_frame, say_frame
from advisor.reports.memo.letter_remedies import owed_to_client, ways_out, word
from advisor.reports.memo.letter_rules import counted_rest, letter_rules
from advisor.reports.memo.letter_uncertainty import elsewhere_is_told, why_uncertain
from advisor.reports.memo.memo_context import MemoContext
from advisor.reports.memo.short_answer import subject
from advisor.reports.verdict_banner import verdict_tone

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.reports.proposed_remedies import ProposedRemedies

_VERDICT = SentenceSource(Basis.OPINION, "verdict")
_FEW_QUESTIONS = 4


def letter(
    opinion: Opinion,
    law: Law,
    *,
    cures: ProposedRemedies | None = None,
    language: Language = ENGLISH,
) -> ReportDocument:
    """
    Write the letter that goes with an opinion, for the lawyer to check and sign.

    It never says more than the opinion does: what is unknown is said to be unknown, what
    is omitted is said to be omitted. `cures` are the remedies that were found; `None`
    says that none were looked for.
    """
    materials = MemoContext(opinion, defined_on(law, opinion.sent_on or opinion.as_of), language)
    head = Fields(
        (
            (say_frame("client.head.re"), subject(materials)),
            (
                say_frame("client.head.as-of"),
                materials.law_days,
            ),
        )
    )
    blocks = tuple(_blocks(materials, cures))
    return ReportDocument(
        TitleBlock(
            title=say_frame("client.title"),
            subject=subject(materials),
            draft=say_frame("client.draft"),
            head=head,
        ),
        blocks,
        language,
        materials.register.under("client.notes"),
    )


def _blocks(materials: MemoContext, cures: ProposedRemedies | None) -> Iterator[Block]:
    yield from _opening(materials)
    yield Heading(1, say_frame("client.answer"))
    yield _answer(materials)
    for name, blocks in (
        ("client.rules", letter_rules(materials)),
        ("client.law", _law(materials)),
        ("client.asks", _asks(materials)),
        ("client.ways", ways_out(cures, materials)),
        ("client.afterwards", owed_to_client(cures, materials)),
        ("client.limits", _limits(materials)),
    ):
        found = tuple(blocks)
        if found:
            yield Heading(1, say_frame(name))
            yield from found
    yield Signature((), (say_frame("client.sign.lawyer"), say_frame("client.sign.date")))


def _opening(materials: MemoContext) -> Iterator[Block]:
    direction = materials.opinion.scenario.value("message.direction")
    name = direction if direction in ("sent", "received") else "either"
    day = SentenceSource(Basis.OPINION, "as_of")
    yield Paragraph((say_frame("client.greeting"),))
    yield Paragraph(
        (
            say_frame(f"client.about.{name}", day),
            say_frame("client.about.day", day, day=materials.day),
        )
    )


_COVERAGE = SentenceSource(Basis.OPINION, "coverage")


def _answer(materials: MemoContext) -> Callout:
    opinion = materials.opinion
    said: list[Sentence] = []
    name = f"client.{opinion.verdict.value}"
    if opinion.verdict is Verdict.STOP and opinion.weight is not None:
        said.append(say_frame(f"client.stop.{opinion.weight.value}", _VERDICT))
        if opinion.weight is Weight.ADVISORY:
            said.append(say_frame("client.stop.advisory.limit", _VERDICT))
    elif opinion.verdict in (Verdict.UNSETTLED, Verdict.VERIFY):
        said.append(say_frame(why_uncertain(opinion), _VERDICT))
    else:
        said.append(say_frame(name, _VERDICT))
        if opinion.verdict is Verdict.CLEAR and opinion.coverage.stood_in:
            said.append(say_frame("client.clear.by-model", _COVERAGE))
    rests = opinion.relies_on
    if opinion.verdict is not Verdict.ASK and rests not in (None, Verification.PRIMARY):
        said.append(
            say_frame(f"client.rests.{rests.value}", SentenceSource(Basis.OPINION, "relies_on"))
        )
    lead = say_frame(word(opinion.verdict), _VERDICT, strong=True)
    return Callout(verdict_tone(opinion.verdict), lead, tuple(said))


def _law(materials: MemoContext) -> Iterator[Block]:
    opinion = materials.opinion
    said = [
        say_frame(
            "client.law.true" if item.truth is Truth.TRUE else "client.law.unknown",
            SentenceSource(Basis.GOVERNING, item.jurisdiction),
            place=item.name,
        )
        for item in opinion.governing
    ]
    if not any(item.truth is Truth.TRUE for item in opinion.governing):
        said.insert(0, say_frame("client.law.none", SentenceSource(Basis.OPINION, "governing")))
    if opinion.left_open:
        said.append(say_frame("client.law.others", SentenceSource(Basis.OPINION, "left_open")))
    yield Paragraph(tuple(said))


def _asks(materials: MemoContext) -> Iterator[Block]:
    asks = materials.opinion.asks
    if not asks:
        return
    points = []
    for question in asks[:_FEW_QUESTIONS]:
        source = SentenceSource(Basis.FACT, question.fact.name, question.recipient)
        slots: dict[str, Slot] = {"question": question.fact.ask}
        name = "facts.ask"
        if question.recipient is not None:
            name, slots["recipient"] = "judgments.standard.person", question.recipient
        points.append(Point((fill_frame(name, source, slots),)))
    yield Points(tuple(points))
    rest = tuple(
        counted_rest(
            "client.asks.more", len(asks) - len(points), SentenceSource(Basis.OPINION, "asks")
        )
    )
    if rest:
        yield Paragraph(rest)


def _limits(materials: MemoContext) -> Iterator[Block]:
    said = [say_frame("client.limits.information"), say_frame("client.limits.silence")]
    if materials.opinion.persuasive:
        told = elsewhere_is_told(materials.opinion)
        name = "client.limits.elsewhere.more" if told else "client.limits.elsewhere"
        said.append(say_frame(name, SentenceSource(Basis.OPINION, "persuasive")))
    if not materials.language.is_laws:
        said.append(say_frame("client.limits.written-in"))
    said.append(say_frame("client.limits.memo"))
    yield Paragraph(tuple(said))
