"""The one sentence under a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.opinions import Verdict

if TYPE_CHECKING:
    from advisor.advice.verdicts import Decision

_FRAMES = {
    "conflict": "Authorities that govern here disagree: {first}",
    "open-question": "{first}",
    "unverified": "Only authority that has not been verified speaks against it: {first}",
    "advice": "No rule is broken, but authority that governs here advises otherwise: {first}",
    "elsewhere": "No authority that governs here settles it; elsewhere: {first}",
    "nothing-governs": "No law in this corpus governs here, so it cannot say.",
    "allowed": "{first}",
    "silence": "Nothing in these sources, as of this date, stands against it.",
}


def summary(decision: Decision) -> str:
    """
    Say the verdict in one sentence.

    The words are those of the decisive norm; only the frame is ours.
    """
    statements = list(dict.fromkeys(one.statement for one in decision.decisive))
    if decision.verdict is Verdict.ASK:
        count = len(statements)
        if not count:
            return "Which law governs depends on what has not been told yet."
        what = "one finding depends" if count == 1 else f"{count} findings depend"
        return f"Not answered yet: {what} on what has not been told."
    first = statements[0] if statements else ""
    said = _FRAMES.get(decision.because, "{first}").replace("{first}", first)
    more = len(statements) - 1
    if more > 0 and decision.because != "allowed":
        said += f" (and {more} more)"
    return said
