"""The verdict: the word, what it weighs, the sentence, and how well its text was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from advisor.i18n import layout, message, messages
from advisor.model.authorities import Verification
from advisor.model.opinions import Reason, Verdict
from advisor.reports import labels
from advisor.reports.coverage_line import by_the_model, coverage_line
from advisor.reports.document import Banner, Line, Role, Tone
from advisor.reports.usual import usual_condition

if TYPE_CHECKING:
    from advisor.model.authorities import Weight
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion

_RESTS = messages(
    "under the verdict",
    {
        Verification.SECONDARY: "This rests on what secondary sources say of the text.",
        Verification.UNVERIFIED: "This rests on text that has not been verified.",
    },
)


def verdict_tone(verdict: Verdict) -> Tone:
    """Return the colour of a verdict."""
    match verdict:
        case Verdict.STOP:
            return Tone.AGAINST
        case Verdict.VERIFY:
            return Tone.CHECK
        case Verdict.UNSETTLED | Verdict.ASK:
            return Tone.OPEN
        case Verdict.CLEAR:
            return Tone.FOR
    assert_never(verdict)


def banner(opinion: Opinion, law: Law | None = None) -> Banner:
    """Say first what is to be read first."""
    # What is still open rests on nothing yet, and weighs nothing.
    concluded = opinion.verdict is not Verdict.ASK
    rests = _RESTS.get(opinion.relies_on) if concluded and opinion.relies_on else None
    weight = opinion.weight if concluded else None
    title = opinion.scenario.title
    if opinion.scenario.moved_from is not None:
        days = message(
            "the message of {sent} taken as sent on {day}",
            sent=opinion.scenario.moved_from,
            day=opinion.as_of,
        )
        about = message("{title}, {days}", title=title, days=days) if title else days
    elif opinion.scenario.sent_within is not None:
        first, last = opinion.scenario.sent_within
        days = message(
            "sent between {first} and {last}, as of {day}",
            first=first,
            last=last,
            day=opinion.as_of,
        )
        about = message("{title}, {days}", title=title, days=days) if title else days
    elif opinion.sent_on is not None:
        days = message("sent on {sent}, as of {day}", sent=opinion.sent_on, day=opinion.as_of)
        about = message("{title}, {days}", title=title, days=days) if title else days
    elif title:
        about = message("{title}, as of {day}", title=title, day=opinion.as_of)
    else:
        about = message("As of {day}", day=opinion.as_of)
    text = opinion.summary
    condition = usual_condition(opinion, law)
    if condition:
        text = layout("{condition} {summary}", condition=condition, summary=text)
    return Banner(
        word=labels.verdict_word(opinion.verdict),
        tone=verdict_tone(opinion.verdict),
        aside=_aside(opinion, weight),
        text=layout("{summary} {rests}", summary=text, rests=rests) if rests else text,
        lines=(Line(Role.NOTE, about), Line(Role.NOTE, coverage_line(opinion))),
    )


def _aside(opinion: Opinion, weight: Weight | None) -> str:
    """Say beside the word what it weighs, and where a model had to stand for the local text."""
    if opinion.because is Reason.STAND_IN:
        return message("could be STOP here", context="beside VERIFY")
    word = labels.AUTHORITY_WORDS[weight] if weight is not None else ""
    if opinion.verdict is not Verdict.CLEAR or not opinion.coverage.stood_in:
        return word
    model = by_the_model(opinion)
    return layout("{weight}; {model}", weight=word, model=model) if word else model
