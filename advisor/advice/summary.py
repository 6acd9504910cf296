"""The one sentence under a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import LawText, message, messages, plural_message
from advisor.model.opinions import Reason, Verdict

if TYPE_CHECKING:
    from advisor.advice.verdict import VerdictDecision

_FRAMES = messages(
    "",
    {
        Reason.CONFLICT: "Authorities that govern here disagree: {first}",
        Reason.UNVERIFIED: "Only authority that has not been verified speaks against it: {first}",
        Reason.ADVICE: "No rule is broken, but authority that governs here advises otherwise: "
        "{first}",
        Reason.ELSEWHERE: "No authority that governs here settles it; elsewhere: {first}",
        Reason.NOTHING_GOVERNS: "No law in this corpus governs here, so it cannot say.",
        Reason.SILENCE: "Nothing in these sources, as of this date, stands against it.",
    },
)


def verdict_sentence(decision: VerdictDecision) -> str:
    """
    Say the verdict in one sentence.

    The words are those of the decisive norm; only the frame is ours.
    """
    statements = list(dict.fromkeys(LawText(item.statement) for item in decision.decisive))
    if decision.verdict is Verdict.ASK:
        count = len(statements)
        if not count:
            return message("Which law governs depends on what has not been told yet.")
        return plural_message(
            count,
            "Not answered yet: one finding depends on what has not been told.",
            "Not answered yet: {count} findings depend on what has not been told.",
        )
    said: str = statements[0] if statements else ""
    frame = _FRAMES.get(decision.because)
    if frame is not None:
        said = frame.fill(first=said) if "{first}" in frame else frame
    more = len(statements) - 1
    if more > 0 and decision.because is not Reason.ALLOWED:
        return plural_message(
            more, "{sentence} (and {count} more)", "{sentence} (and {count} more)", sentence=said
        )
    return said
