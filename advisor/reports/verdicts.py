"""The verdict: the word, what it weighs, the sentence, and how well its text was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.authorities import Verification
from advisor.model.opinions import Verdict
from advisor.reports import words
from advisor.reports.blocks import Banner, Line, Role, Tone

if TYPE_CHECKING:
    from advisor.model.opinions import Opinion

TONES = {
    Verdict.STOP: Tone.AGAINST,
    Verdict.UNSETTLED: Tone.OPEN,
    Verdict.ASK: Tone.OPEN,
    Verdict.CLEAR: Tone.FOR,
}
_RESTS = {
    Verification.SECONDARY: "This rests on what secondary sources say of the text.",
    Verification.UNVERIFIED: "This rests on text that has not been verified.",
}


def banner(opinion: Opinion) -> Banner:
    """Say first what is to be read first."""
    # What is still open rests on nothing yet, and weighs nothing.
    concluded = opinion.verdict is not Verdict.ASK
    rests = _RESTS.get(opinion.relies_on) if concluded and opinion.relies_on else None
    weight = opinion.weight if concluded else None
    title = opinion.scenario.title
    as_of = f"as of {words.day(opinion.as_of)}"
    about = f"{title}, {as_of}" if title else f"A{as_of[1:]}"
    return Banner(
        word=words.VERDICTS[opinion.verdict],
        tone=TONES[opinion.verdict],
        aside=f"{weight.value} authority" if weight is not None else "",
        text=f"{opinion.summary} {rests}" if rests else opinion.summary,
        lines=(Line(Role.NOTE, about),),
    )
