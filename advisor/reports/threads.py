"""A thread of messages and consents as a page: what happened, and what each message came to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from advisor.i18n import ENGLISH, Language, message, messages, plural_message
from advisor.model.opinions import Verdict
from advisor.model.threads import ThreadEventKind
from advisor.reports import labels
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Tone,
)
from advisor.reports.usual import usual_condition
from advisor.reports.verdict_banner import verdict_tone

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.model.threads import MessageThread, ThreadEvent

EVENT_WORDS = messages(
    "event",
    {
        ThreadEventKind.MESSAGE: "{said} is sent",
        ThreadEventKind.CONSENT: "{said} consents",
        ThreadEventKind.WITHDRAWAL: "{said} withdraws the consent",
    },
)


class AnsweredEvent(NamedTuple):
    """An event, with the opinion on a message."""

    event: ThreadEvent
    opinion: Opinion | None


def event_text(event: ThreadEvent) -> str:
    """Say what happened."""
    return EVENT_WORDS[event.kind].fill(said=event.said)


def thread_page(
    thread: MessageThread,
    answered: Sequence[AnsweredEvent],
    law: Law,
    language: Language = ENGLISH,
) -> ReportDocument:
    """Tell a thread: the worst of its answers first, a table of all, then each message's."""
    opinions = [one.opinion for one in answered if one.opinion is not None]
    worst = min((one.verdict for one in opinions), key=list(Verdict).index)
    rows = tuple(
        (
            labels.day_text(event.on),
            event_text(event),
            labels.verdict_word(opinion.verdict) if opinion is not None else "",
        )
        for event, opinion in answered
    )
    head = messages("column of a thread", {0: "day", 1: "what happened", 2: "answer"})
    table = ReportTable(message("What happened"), tuple(head.values()), rows)
    banner = Banner(
        labels.verdict_word(worst),
        verdict_tone(worst),
        "",
        plural_message(
            len(opinions),
            "{title}: {count} message, answered by the law of its day.",
            "{title}: {count} messages, each answered by the law of its own day.",
            title=thread.title,
        ),
        (Line(Role.NOTE, message("The worst of the answers stands above.")),),
    )
    told = tuple(
        Section(
            message("{day}: {said}", day=event.on, said=event_text(event)),
            verdict_tone(opinion.verdict),
            (_answer(opinion, law),),
        )
        for event, opinion in answered
        if opinion is not None
    )
    order = Section(message("In their order"), Tone.QUIET, (table,))
    return ReportDocument(banner, (order, *told), language)


def _answer(opinion: Opinion, law: Law) -> FindingEntry:
    lines = []
    condition = usual_condition(opinion, law)
    if condition:
        lines.append(Line(Role.NOTE, condition))
    against = [one for one in opinion.findings if one.outcome.is_against]
    if against:
        first = next((one for one in against if one.statement in opinion.summary), against[0])
        lines.append(Line(Role.CITE, first.cited_as))
    word = labels.verdict_word(opinion.verdict)
    return FindingEntry(word, verdict_tone(opinion.verdict), opinion.summary, tuple(lines))


def thread_document(thread: MessageThread, answered: Sequence[AnsweredEvent]) -> dict[str, Any]:
    """Return a thread as plain values, for programs."""
    return {
        "schema": "advisor/thread/1",
        "thread": thread.title,
        "events": [
            {
                "on": event.on.isoformat(),
                event.kind.value: event.said,
                **({} if opinion is None else _plain(opinion)),
            }
            for event, opinion in answered
        ],
    }


def _plain(opinion: Opinion) -> dict[str, Any]:
    against = [one for one in opinion.findings if one.outcome.is_against]
    return {
        "verdict": opinion.verdict.value,
        "weight": opinion.weight.value if opinion.weight else None,
        "summary": str(opinion.summary),
        "against": [
            {
                "norm": one.norm.id,
                "statement": one.statement,
                "authority": one.cited_as,
                "verified": one.verified.value,
            }
            for one in against
        ],
        "asks": [one.fact.name for one in opinion.asks],
    }
