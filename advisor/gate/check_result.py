"""What a check says of a message."""

from __future__ import annotations

from datetime import date
from enum import Enum

from advisor.model.opinions import Verdict
from advisor.values import dataclass, field


class Skipped(Enum):
    """Why a message has no verdict."""

    NOT_OUTGOING = "not-outgoing"
    NO_AUTHOR = "no-author"
    TIME_LIMIT = "time-limit"
    BUSY = "busy"
    UNREADABLE = "unreadable"
    MATTERS = "matters-disagree"
    FAILURE = "failure"
    LOST = "lost"

    @property
    def ours(self) -> bool:
        """Return whether a verdict was wanted and not had."""
        return self not in {Skipped.NOT_OUTGOING, Skipped.NO_AUTHOR}


class ReturnGround(Enum):
    """For what a message goes back, whatever the verdict on it is."""

    TRACKED = "tracked"
    BREACHED = "tracking-breached"
    UNDETERMINED = "tracking-undetermined"


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """
    What a checker is asked: a message as it goes over the wire, and its envelope.

    `explain` names for what the opinion is wanted in words; `forgiven` are the facts for want of
    which alone a norm on tracking may be undetermined and the message goes back.
    """

    content: bytes = field(repr=False)
    sender: str = field(repr=False)
    recipients: tuple[str, ...] = field(repr=False)
    today: date
    explain: frozenset[Verdict | ReturnGround] = frozenset()
    forgiven: frozenset[str] = frozenset()

    def wants(self, verdict: Verdict | None, grounds: tuple[ReturnGround, ...]) -> bool:
        """Return whether the opinion is wanted in words."""
        return verdict in self.explain or not self.explain.isdisjoint(grounds)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """
    The verdict on a message with the norms it rests on, or why there is none.

    `explained` is the opinion in words, `cites` the authorities of its norms; they go to
    the author and nowhere else. `message_id` is what the message calls itself, `matters` are
    the names of those it belongs to, `assumed` the facts that were taken as is usual.
    `grounds` are what holds of it that messages may go back for, `open_facts` what is missing
    where a norm on tracking is undetermined.
    """

    verdict: Verdict | None = None
    weight: str | None = None
    norms: tuple[str, ...] = ()
    cites: tuple[str, ...] = field(default=(), repr=False)
    explained: str = field(default="", repr=False)
    message_id: str = field(default="", repr=False)
    matters: tuple[str, ...] = field(default=(), repr=False)
    assumed: tuple[str, ...] = ()
    grounds: tuple[ReturnGround, ...] = ()
    open_facts: tuple[str, ...] = ()
    skipped: Skipped | None = None
    corpus: str = ""
