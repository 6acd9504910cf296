"""Opinions on a message that was sent on one of several days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from advisor.advice.open_questions import day_question
from advisor.i18n import and_list, message
from advisor.model.day_spans import DaySpan
from advisor.model.law_clock import LawClock
from advisor.model.opinions import Opinion, Reason, Verdict
from advisor.model.policies import Notice
from advisor.model.verdict_words import VERDICTS
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from advisor.advice.law_versions import LawVersions
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Vocabulary

_NEXT = timedelta(days=1)


def advise_within(
    scenario: Scenario,
    as_of: date,
    versions: LawVersions,
    vocabulary: Vocabulary,
    advise: Callable[[LawClock], Opinion],
) -> Opinion:
    """
    Answer a message of which only some days are told that hold its own.

    Each time within them of which the law says the same is answered by `advise`. Where all
    answers agree on what law that may govern finds, the last of them is the answer. Else the
    day is asked, and the answer tells what it turns on; it is `ask` where the verdicts differ.
    """
    within = scenario.sent_within
    if within is None:
        raise ValueError("nothing is told of the days of the message")
    last = min(within.last, as_of)
    days = sorted({within.first, last, *_turning(scenario, within.first, last, versions)})
    answers = [(day, advise(LawClock.between(day, as_of))) for day in days]
    parts = _alike(answers)
    latest = parts[-1][1]
    if len(parts) == 1:
        return latest
    opinion = replace(
        latest,
        asks=(*day_question(vocabulary), *latest.asks),
        notices=(_turns_notice(parts, within), *latest.notices),
    )
    if len({one.verdict for _, one in parts}) == 1:
        return opinion
    said = message(
        "It depends on the day of the message, {within}: {answers}.",
        within=_days(within),
        answers=and_list(_said(parts)),
    )
    return replace(
        opinion,
        verdict=Verdict.ASK,
        because=Reason.MISSING,
        weight=None,
        relies_on=None,
        summary=said,
    )


def _turning(scenario: Scenario, first: date, last: date, versions: LawVersions) -> Iterator[date]:
    """Return the days after the first one on which an answer may become another."""
    told = [scenario.facts, *(person.facts for person in scenario.people)]
    dates = {value for facts in told for value in facts.values() if isinstance(value, date)}
    for day in {*versions.turns, *dates, *(day + _NEXT for day in dates if day < date.max)}:
        if first < day <= last:
            yield day


def _alike(answers: Sequence[tuple[date, Opinion]]) -> list[tuple[date, Opinion]]:
    """Return the answers that differ from the one before, each with its first day."""
    parts: list[tuple[date, Opinion]] = []
    last: Hashable = None
    for day, opinion in answers:
        found = _found(opinion)
        if parts and found == last:
            parts[-1] = (parts[-1][0], opinion)
        else:
            parts.append((day, opinion))
        last = found
    return parts


def _found(opinion: Opinion) -> Hashable:
    """Return what an opinion says that its reader must know."""
    return (
        opinion.verdict,
        opinion.because,
        opinion.weight,
        frozenset((one.jurisdiction, one.truth) for one in opinion.governing),
        frozenset(
            (one.norm.id, one.jurisdiction, one.recipient, one.outcome, one.overridden_by)
            for one in opinion.findings
        ),
    )


def _turns_notice(parts: Sequence[tuple[date, Opinion]], within: DaySpan) -> Notice:
    said = message(
        "The message was sent on one of several days, {within}, and the law changed meanwhile: "
        "{answers}. Tell `message.date` more closely.",
        within=_days(within),
        answers=and_list(_said(parts)),
    )
    return Notice(said, is_essential=True)


def _said(parts: Sequence[tuple[date, Opinion]]) -> list[str]:
    """Say the verdict of each part of the days; parts of one verdict that follow are one."""
    verdicts: list[tuple[date, Verdict]] = []
    for day, opinion in parts:
        if not verdicts or verdicts[-1][1] is not opinion.verdict:
            verdicts.append((day, opinion.verdict))
    if len(verdicts) == 1:
        turns = and_list([message("{day}", day=day) for day, _ in parts[1:]])
        return [
            message(
                "{verdict} all the time, on other grounds from {days} on",
                verdict=VERDICTS[verdicts[0][1]],
                days=turns,
            )
        ]
    first, second = verdicts[:2]
    return [
        message("{verdict} if before {day}", verdict=VERDICTS[first[1]], day=second[0]),
        *(
            message("{verdict} from {day} on", verdict=VERDICTS[verdict], day=day)
            for day, verdict in verdicts[1:]
        ),
    ]


def _days(within: DaySpan) -> str:
    return message("{first} to {last}", first=within.first, last=within.last)
