"""The one sentence under a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from advisor.i18n import LawText, and_list, message, messages, plural_message
from advisor.model.open_findings import missing_in_order, worst_verdict, worst_waiting
from advisor.model.opinions import Reason, Verdict
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from advisor.advice.verdict import VerdictDecision
    from advisor.model.coverage import ScenarioCoverage
    from advisor.model.law import Law
    from advisor.model.opinions import Candidate, Governing

_FRAMES = messages(
    "",
    {
        Reason.UNVERIFIED: "Only text that nobody has verified speaks against it; check it: "
        "{first}",
        Reason.CONFLICT: "Authorities that govern here disagree: {first}",
        Reason.ADVICE: "No rule is broken, but authority that governs here advises otherwise: "
        "{first}",
        Reason.ELSEWHERE: "No authority that was read here settles it; elsewhere: {first}",
        Reason.NOTHING_GOVERNS: "No law in this corpus governs here, so it cannot say.",
        Reason.SILENCE: "Nothing in these sources, as of this date, stands against it.",
    },
)


_COULD_BE = messages(
    "the worst that an open question may come to",
    {
        Verdict.STOP: "Could be STOP: {first}",
        Verdict.VERIFY: "Could be against a text that was not read: {first}",
        None: "Open: {first}",
    },
)


class SentenceContext(NamedTuple):
    """What a sentence about a verdict may speak of besides the findings that decided it."""

    coverage: ScenarioCoverage
    candidates: Sequence[Candidate]
    governing: Sequence[Governing]
    law: Law


def verdict_sentence(decision: VerdictDecision, about: SentenceContext) -> str:
    """
    Say the verdict in one sentence.

    The words are those of the decisive norm; only the frame is ours.
    """
    gap = _gap_sentence(decision, about)
    if gap:
        return gap
    statements = list(dict.fromkeys(LawText(item.statement) for item in decision.decisive))
    if decision.verdict is Verdict.ASK:
        return _worst_still_open(decision, about)
    said: str = statements[0] if statements else ""
    if decision.because is Reason.STAND_IN:
        return _by_the_model(decision, about)
    frame = _FRAMES.get(decision.because)
    if frame is not None:
        said = frame.fill(first=said) if "{first}" in frame else frame
    more = len(statements) - 1
    if more > 0 and decision.because is not Reason.ALLOWED:
        return plural_message(
            more, "{sentence} (and {count} more)", "{sentence} (and {count} more)", sentence=said
        )
    return said


def _worst_still_open(decision: VerdictDecision, about: SentenceContext) -> str:
    """Say the worst answer that is still live, and what decides whether it is the answer."""
    law = about.law
    stopping = [one.jurisdiction for one in about.candidates if one.verdict is Verdict.STOP]
    if stopping:
        return message(
            "STOP if the law of {places} governs, which depends on what has not been told.",
            places=_names(stopping, law),
        )
    waiting = [finding for finding in decision.decisive if finding.missing]
    if not waiting:
        return message("Which law governs depends on what has not been told yet.")
    worst = worst_waiting(waiting)
    first = missing_in_order(worst, law.vocabulary)[0]
    frame = _COULD_BE.get(worst_verdict(worst), _COULD_BE[None])
    return plural_message(
        len(worst.missing),
        "{could_be} One question decides it: {question}",
        "{could_be} {count} questions are open on it, the first: {question}",
        could_be=frame.fill(first=LawText(worst.statement)),
        question=LawText(law.vocabulary.facts[first.fact].ask),
    )


def _by_the_model(decision: VerdictDecision, about: SentenceContext) -> str:
    """Say which model rule is against it, and whose own text was not read."""
    first = decision.decisive[0]
    standing_in = [finding.jurisdiction for finding in decision.decisive if finding.stands_in]
    # A model from elsewhere is read for a place that governs, or that is named and may.
    others = [one for one in about.governing if one.jurisdiction != first.jurisdiction]
    sure = [one.jurisdiction for one in others if one.truth is Truth.TRUE]
    places = standing_in or sure or [one.jurisdiction for one in others if one.named]
    return message(
        "Model Rule {pinpoint} says stop: {first}. The text of {places} was not read: check it.",
        pinpoint=LawText(first.citations[0].pinpoint),
        first=LawText(first.statement.rstrip(".")),
        places=_names(dict.fromkeys(places), about.law),
    )


def _gap_sentence(decision: VerdictDecision, about: SentenceContext) -> str:
    law, coverage = about.law, about.coverage
    facts = law.vocabulary.facts
    sure = [item.jurisdiction for item in about.governing if item.truth is Truth.TRUE]
    match decision.because:
        case Reason.UNREAD_WRONG if sure:
            return message(
                "You told this, and nothing that was read for {places} speaks against it: "
                "{question} Yes. Check the law there.",
                question=LawText(facts[coverage.wrongs[0].fact].ask),
                places=_names(sure, law),
            )
        case Reason.UNREAD_WRONG:
            return message(
                "You told this, and nothing that was read speaks against it: {question} Yes. "
                "Check the law that governs.",
                question=LawText(facts[coverage.wrongs[0].fact].ask),
            )
        case Reason.UNREAD_PLACE:
            first = coverage.places[0]
            return message(
                "No law was read for {places}, which you told: {question} Check the law there.",
                question=LawText(facts[first.fact].ask),
                places=_names(first.codes, law),
            )
        case Reason.UNREAD_DAY:
            return message(
                "Whether this spoke on that day was not read: {first} Check the day.",
                first=LawText(decision.decisive[0].statement),
            )
        case Reason.UNREAD_TOPIC:
            unread = coverage.unread
            places = dict.fromkeys(place for topic in unread for place in topic.places)
            return message(
                "Nothing stands against it in what was read, but nothing was read on {topics} "
                "for {places}: check it.",
                topics=and_list([LawText(topic.name) for topic in unread]),
                places=_names(places, law),
            )
        case _:
            return ""


def _names(codes: Iterable[str], law: Law) -> str:
    names = {code: place.name for code, place in law.jurisdictions.items()}
    return and_list(
        [LawText(names.get(code) or law.places.names.get(code, code)) for code in codes]
    )
