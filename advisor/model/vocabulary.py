"""The facts that a scenario may tell, and those that the law derives from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from advisor.model.day_spans import DaySpan
from advisor.model.heard import HeardWords
from advisor.model.law_clock import ActTime
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.authorities import Citation, Verification
    from advisor.model.conditions import Condition
    from advisor.model.intake import IntakeStep
    from advisor.model.relations import Relation, UsualValue

RECIPIENT = "recipient"
ENTITIES = ("message", "tracking", "lawyer", "firm", "matter", "sender", RECIPIENT)

Value: TypeAlias = bool | str | frozenset[str] | float | date
"""What a told fact holds: flag, choice or place or text, set, number, date."""
ToldOrSpan: TypeAlias = Value | DaySpan
"""What an answer may tell: a value, or of the day of the message some days of which it is one."""


class FactType(Enum):
    """What kind of answer a fact takes."""

    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    PLACE = "place"
    PLACES = "places"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"


class Control(Enum):
    """Who could change a fact to cure a breach."""

    OURS = "ours"
    THEIRS = "theirs"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Judgment:
    """A standard that only a person can decide, with the factors its authority lists."""

    factors: tuple[str, ...]
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class CureLimits:
    """
    How far a remedy may go in changing a fact, so that it makes nothing worse.

    `to` are the only values that a remedy gives; where it is `None`, any will do. With
    `narrow` a set loses members and gains none. `together` names for a member of a set those
    that cannot stay without it. `after_sending` tells whether the fact can still be changed
    once the message has been sent; `None` leaves that to what the fact is about.
    """

    to: frozenset[Value] | None = None
    narrow: bool = False
    together: Mapping[str, frozenset[str]] = field(default_factory=dict)
    after_sending: bool | None = None

    def allows(self, before: Value | None, after: Value) -> bool:
        """Return whether a remedy may change the fact from one value to another."""
        if self.to is not None and after not in self.to:
            return False
        if not isinstance(after, frozenset):
            return True
        old = before if isinstance(before, frozenset) else frozenset[str]()
        if self.narrow and not after <= old:
            return False
        return not any(self.together.get(gone, frozenset()) & after for gone in old - after)


NO_LIMITS = CureLimits()


@dataclass(frozen=True, slots=True)
class Fact:
    """
    One thing a scenario may tell.

    `name` is dotted, `entity.fact`; `options` maps each allowed answer to its label.
    `cure` says how a remedy may change the fact, where `control` gives it to anybody.
    `order` is the place in the vocabulary, the tie-breaker of every ranking. `is_lasting`
    tells that the answer is the same from message to message, so that it may be told once;
    `is_wrong` that the question describes a wrong, of which a yes is never clear. `known_by`
    names the fact that people know in the place of this one, and from which it is usual.
    `says` holds the clauses that tell a value in a sentence, by the value that they tell: `yes`
    and `no`, an option, `none`, and `is` for all others. `is_told_to_client` puts it into a
    letter to the client, and `asked_of_client` is the question that such a letter puts.
    """

    name: str
    type: FactType
    ask: str
    help: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    control: Control = Control.FIXED
    cure: CureLimits = NO_LIMITS
    judgment: Judgment | None = None
    is_lasting: bool = False
    is_wrong: bool = False
    known_by: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    is_told_to_client: bool = False
    asked_of_client: str = ""
    order: int = 0
    at: Span | None = field(default=None, compare=False)

    @property
    def entity(self) -> str:
        """Return the name of the entity the fact belongs to."""
        return self.name.partition(".")[0]


class MessageSide(Enum):
    """On which mail somebody acts: what is sent, or what was received."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """
    A flag that the corpus defines from other facts, with the citation for doing so.

    `serves` names the acts whose norms may build on it; empty where all may.
    """

    name: str
    means: str
    when: Condition
    citations: tuple[Citation, ...] = ()
    verified: Verification | None = None
    policy: str | None = None
    serves: frozenset[str] = frozenset()
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LegalTopic:
    """
    A subject that law should have been read on where a scenario raises it.

    `name` completes *nothing was read on ...*; `raised_by` tests told facts.
    """

    id: str
    name: str
    raised_by: Condition
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AftermathStep:
    """
    What can still be done about a message that is sent or received, where `when` holds.

    `does` says it to the lawyer, `to_client` to the client where it is owed to the client;
    `acts` are those of the norms that call for it.
    """

    id: str
    does: str
    when: Condition
    acts: tuple[str, ...]
    to_client: str = ""
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """
    Every fact, derived fact, act and bearer, by name; relations among facts, what is usual.

    `act_times` says of an act when it is done; see `act_time`.
    `derived` is in dependency order: a derived fact comes after those it builds on.
    `steps` are those of an interview, in the order in which they stand.
    `afterwards` are the steps that are left once a message is sent or received.
    `bearer_sides` names the bearers who act on one side of a message only.
    `heard` tells what the words of a description mean.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    derived: Mapping[str, DerivedFact] = field(default_factory=dict)
    acts: Mapping[str, str] = field(default_factory=dict)
    bearers: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[IntakeStep, ...] = ()
    relations: tuple[Relation, ...] = ()
    usual: tuple[UsualValue, ...] = ()
    topics: tuple[LegalTopic, ...] = ()
    afterwards: tuple[AftermathStep, ...] = ()
    bearer_sides: Mapping[str, MessageSide] = field(default_factory=dict)
    act_times: Mapping[str, ActTime] = field(default_factory=dict)
    heard: HeardWords = field(default_factory=HeardWords)

    @property
    def wrongs(self) -> tuple[Fact, ...]:
        """Return the facts whose question describes a wrong."""
        return tuple(fact for fact in self.facts.values() if fact.is_wrong)

    def act_time(self, act: str) -> ActTime:
        """Return when an act is done: by sending, where the vocabulary does not say."""
        return self.act_times.get(act, ActTime.SENDING)
