"""What an audit counted: whose mail is tracked, what the law says of it, what nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from advisor.model.norms import AGAINST_OUTCOMES, UNFINISHED_OUTCOMES, Outcome
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.model.authorities import Citation, Kind, Verification, Weight
    from advisor.model.opinions import Reason, Verdict
    from advisor.model.vocabulary import Fact


@dataclass(frozen=True, slots=True)
class Counted:
    """A name with the number of messages that bear it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """A correspondent's domain: how many messages there are, and of how many what is known."""

    name: str
    tracked: int
    unclear: int
    total: int


@dataclass(frozen=True, slots=True)
class Month:
    """The messages of one month, by whether they are tracked."""

    first: date
    tracked: int
    untracked: int
    unclear: int


@dataclass(frozen=True, slots=True)
class TrackingSide:
    """
    The messages that went one way.

    `domains` are those of senders of what was received, of recipients of what was sent, the
    most tracked first; `vendors` and `trackers` (domains) those of tracked messages; `roles`
    those of the recipients of tracked messages, with an empty name where nobody told. `others`
    counts domains that are not listed.
    """

    messages: int = 0
    tracked: int = 0
    untracked: int = 0
    unclear: int = 0
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)
    months: tuple[Month, ...] = ()
    domains: tuple[Share, ...] = ()
    others: int = 0
    vendors: tuple[Counted, ...] = ()
    unnamed: int = 0
    trackers: tuple[Counted, ...] = ()
    roles: tuple[Counted, ...] = ()
    mechanisms: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """
    One norm as it stands in one jurisdiction, and of how many messages it said what.

    `citation` is its own; `governing` tells whether that law governs or only persuades.
    `set_aside` counts messages in which a conflict set it aside; `outcomes` leaves them out.
    """

    norm: str
    jurisdiction: str
    place: str
    sentence: str
    citation: Citation | None
    kind: Kind
    layer: str
    weight: Weight
    verified: Verification
    governing: bool
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    set_aside: int = 0

    def said(self, *outcomes: Outcome) -> int:
        """Count the messages of which it said one of these."""
        return sum(self.outcomes.get(outcome, 0) for outcome in outcomes)


@dataclass(frozen=True, slots=True)
class Unknown:
    """
    A fact that nobody told.

    `messages` counts those whose verdict waits for it, `first` those of which it is the best
    question.
    """

    fact: Fact
    messages: int
    first: int


@dataclass(frozen=True, slots=True)
class Audit:
    """
    Everything that an audit counted.

    `sources` are the paths as they were given, `as_of` the days that were asked about. Damaged
    messages have a reason in `damages` and no verdict. `to_verify` counts messages with the
    verdict `verify` by what was not read. `reasons` say why it cannot be told
    whether messages are tracked. `waiting` counts messages with an open verdict, `looked_at`
    those of them that `unknowns` counts. `matters` counts messages by their matter, the most
    frequent ones, and `unmatched` those that belong to none; `None` where no matters were told.
    `copies` counts messages that are there once more and are counted nowhere else, `None` where
    they were not looked for; `junk` those left out as junk or deleted mail, `None` where none
    were to be.
    """

    sources: tuple[str, ...]
    as_of: tuple[date, ...]
    corpus: str
    advisor: str
    sealed: bool
    messages: int
    verdicts: Mapping[Verdict, int]
    received: TrackingSide
    sent: TrackingSide
    unsaid: TrackingSide
    damages: tuple[Counted, ...] = ()
    reasons: tuple[Counted, ...] = ()
    rules: tuple[Rule, ...] = ()
    waiting: int = 0
    looked_at: int = 0
    unknowns: tuple[Unknown, ...] = ()
    notices: tuple[str, ...] = ()
    to_verify: Mapping[Reason, int] = field(default_factory=dict)
    matters: tuple[Counted, ...] = ()
    unmatched: int | None = None
    copies: int | None = None
    junk: int | None = None

    @property
    def damaged(self) -> int:
        """Count the messages that could not be read."""
        return sum(damage.count for damage in self.damages)

    @property
    def names_a_place(self) -> bool:
        """Return whether anything told names a place whose law governs or may govern."""
        return any(rule.governing for rule in self.rules)

    @property
    def worth_showing(self) -> tuple[Rule, ...]:
        """
        Return the norms that speak against something, or wait for a fact, the worst first.

        Where no place was named, what merely waits is the law of places that nobody asked about.
        """
        outcomes = AGAINST_OUTCOMES
        if self.names_a_place:
            outcomes = (*AGAINST_OUTCOMES, *UNFINISHED_OUTCOMES)
        return tuple(rule for rule in self.rules if rule.said(*outcomes))

    @property
    def sides(self) -> tuple[TrackingSide, TrackingSide, TrackingSide]:
        """Return the messages that were received, that were sent, and those that nobody says."""
        return self.received, self.sent, self.unsaid
