"""A letter to the client about one email: what it does, what we do about it, what we ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from advisor.i18n import ENGLISH, Language, and_list
from advisor.model.citation_days import defined_on
from advisor.model.law_clock import is_past
from advisor.model.opinions import Verdict
from advisor.model.recipient_names import spoken_name
from advisor.reports.document import (
    Basis,
    Block,
    Fields,
    Heading,
    Paragraph,
    ReportDocument,
    Sentence,
    SentenceSource,
    Signature,
    TitleBlock,
)
from advisor.reports.memo.frames import say_frame
from advisor.reports.memo.letter_facts import asked_of_client, told_to_client
from advisor.reports.memo.letter_remedies import owed_to_client, ways_out
from advisor.reports.memo.memo_context import MemoContext
from advisor.reports.memo.short_answer import subject

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.reports.proposed_remedies import ProposedRemedies

_VERDICT = SentenceSource(Basis.OPINION, "verdict")
_COVERAGE = SentenceSource(Basis.OPINION, "coverage")
_FEW_PEOPLE = 5


def letter(
    opinion: Opinion,
    law: Law,
    *,
    cures: ProposedRemedies | None = None,
    language: Language = ENGLISH,
) -> ReportDocument:
    """
    Write the letter to the client that goes with an opinion, for the lawyer to check and sign.

    It tells what the email does, as far as a vocabulary says that clients are told of it,
    where the matter stands, what can be done about it, what only the client can decide, and
    what is owed to the client. It goes through no rules and confesses no breach of one: that
    is the memo's, and what the lawyer tells of it is the lawyer's decision, for which it
    leaves room. `cures` are the remedies that were found; `None` says that none were looked
    for.
    """
    materials = MemoContext(opinion, defined_on(law, opinion.sent_on or opinion.as_of), language)
    head = Fields(
        (
            (say_frame("client.head.re"), subject(materials)),
            (say_frame("client.head.as-of"), materials.law_days),
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
    stage = _stage(materials.opinion)
    yield from _opening(materials, stage)
    for name, blocks in (
        ("client.facts", told_to_client(materials)),
        ("client.stands", _stands(materials.opinion, stage)),
        ("client.ways", ways_out(cures, materials)),
        ("client.asks", asked_of_client(cures, materials)),
        ("client.afterwards", owed_to_client(cures, materials)),
        ("client.limits", _limits(materials)),
    ):
        found = tuple(blocks)
        if found:
            yield Heading(1, say_frame(name))
            yield from found
    yield Signature((), (say_frame("client.sign.lawyer"), say_frame("client.sign.date")))


def _stage(opinion: Opinion) -> str:
    """Return whether the email is a plan, gone out, or received; or that nobody told which."""
    match opinion.scenario.value("message.direction"):
        case "received":
            return "received"
        case "sent":
            return "sent" if is_past(opinion.scenario, opinion.as_of) else "plan"
        case _:
            return "either"


def _opening(materials: MemoContext, stage: str) -> Iterator[Block]:
    day = SentenceSource(Basis.OPINION, "as_of")
    yield Paragraph((say_frame("client.greeting"),))
    said = [say_frame(f"client.about.{stage}", day)]
    if stage != "received":
        said += _recipients(materials.opinion)
    said.append(say_frame("client.about.day", day, day=materials.day))
    yield Paragraph(tuple(said))


def _recipients(opinion: Opinion) -> Iterator[Sentence]:
    names = [spoken_name(person.name) for person in opinion.scenario.people]
    everyone = SentenceSource(Basis.FACT, "recipients")
    if len(names) > _FEW_PEOPLE:
        yield say_frame("client.goes-to.many", everyone, count=len(names))
    elif names:
        yield say_frame("client.goes-to", everyone, recipients=and_list(names))


def _stands(opinion: Opinion, stage: str) -> Iterator[Block]:
    match opinion.verdict:
        case Verdict.STOP:
            yield Paragraph((say_frame(f"client.stop.{stage}", _VERDICT),))
        case Verdict.CLEAR:
            said = [say_frame("client.clear", _VERDICT)]
            if opinion.coverage.stood_in:
                said.append(say_frame("client.clear.by-model", _COVERAGE))
            yield Paragraph(tuple(said))
        case Verdict.ASK | Verdict.VERIFY | Verdict.UNSETTLED:
            yield Paragraph((say_frame("client.open", _VERDICT),))
        case _:
            assert_never(opinion.verdict)


def _limits(materials: MemoContext) -> Iterator[Block]:
    said = [say_frame("client.limits.one-email")]
    if not materials.language.is_laws:
        said.append(say_frame("client.limits.written-in"))
    said.append(say_frame("client.limits.ask-us"))
    yield Paragraph((say_frame("client.blank"),))
    yield Paragraph(tuple(said))
