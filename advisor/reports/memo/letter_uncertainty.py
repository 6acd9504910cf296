"""Why an answer is not settled, or has to be checked first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.opinions import Reason

if TYPE_CHECKING:
    from advisor.model.opinions import Opinion

_FRAMES = {
    Reason.STAND_IN: "client.verify.stand-in",
    Reason.UNVERIFIED: "client.verify.unverified",
    Reason.UNREAD_WRONG: "client.verify.unread",
    Reason.UNREAD_PLACE: "client.verify.unread",
    Reason.UNREAD_DAY: "client.verify.unread",
    Reason.UNREAD_TOPIC: "client.verify.unread",
    Reason.CONFLICT: "client.unsettled.conflict",
    Reason.OPEN_QUESTION: "client.unsettled",
    Reason.ADVICE: "client.unsettled.advice",
    Reason.ELSEWHERE: "client.unsettled.elsewhere",
    Reason.NOTHING_GOVERNS: "client.unsettled.nothing-governs",
}


def why_uncertain(opinion: Opinion) -> str:
    """Return the name of the frame that says why nothing is settled, or what is to be checked."""
    return _FRAMES[opinion.because]


def elsewhere_is_told(opinion: Opinion) -> bool:
    """Return whether law from elsewhere is all that leaves the answer open."""
    return opinion.because is Reason.ELSEWHERE
