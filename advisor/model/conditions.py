"""Conditions: tests on facts, joined by all, any, none, some and every."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from advisor.values import dataclass


@dataclass(frozen=True, slots=True)
class Is:
    """The flag has this value."""

    value: bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice is one of these; a set of choices includes one of them."""

    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class IncludesAll:
    """A set includes all of these."""

    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Only:
    """A set has no member but these; the empty set passes."""

    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Within:
    """
    A place lies within one of these; a set of places has one that does.

    Codes are as in `places.Places`; `none` matches the answer *nowhere*.
    """

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class WithinAll:
    """A set of places has, for each of these codes, a member within it."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Between:
    """A number in a range; a bound that is `None` does not limit."""

    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None


@dataclass(frozen=True, slots=True)
class During:
    """A date from `start` (inclusive) to `before` (exclusive)."""

    start: date | None = None
    before: date | None = None


@dataclass(frozen=True, slots=True)
class DayOrder:
    """
    A date no earlier than the one that the fact `start` tells, or earlier than `before` tells.

    Exactly one of the two is named. Relations alone compare one fact with another.
    """

    start: str = ""
    before: str = ""

    @property
    def other(self) -> str:
        """Return the fact with whose day the date is compared."""
        return self.start or self.before

    def holds(self, day: date, other: date) -> bool:
        """Return whether a date stands so to the other one."""
        return day >= other if self.start else day < other


Test: TypeAlias = Is | OneOf | IncludesAll | Only | Within | WithinAll | Between | During | DayOrder


@dataclass(frozen=True, slots=True)
class Leaf:
    """
    One test on one fact, given or derived, by its dotted name.

    `text` is the test as its author wrote it, for explanations.
    """

    fact: str
    test: Test
    text: str

    @property
    def entity(self) -> str:
        """
        Return the name of the entity the fact belongs to.

        >>> Leaf("recipient.role", OneOf(frozenset({"client"})), "client").entity
        'recipient'
        """
        return self.fact.partition(".")[0]

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the fact that it tests, and another with which it compares it."""
        return (self.fact, self.test.other) if isinstance(self.test, DayOrder) else (self.fact,)


@dataclass(frozen=True, slots=True)
class All:
    """All of these hold; of none it is true."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these holds; of none it is false."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Nor:
    """None of these holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """For at least one recipient the condition holds; without recipients it is false."""

    of: Condition


@dataclass(frozen=True, slots=True)
class Every:
    """For each recipient the condition holds; without recipients it is true."""

    of: Condition


Condition: TypeAlias = Leaf | All | Any | Nor | Some | Every

ALWAYS_TRUE = All(())
_JOINING = (All, Any, Nor)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Walk over every test in a condition, in the order in which it is written."""
    match condition:
        case Leaf():
            yield condition
        case All(of) | Any(of) | Nor(of):
            for part in of:
                yield from leaves(part)
        case Some(inner) | Every(inner):
            yield from leaves(inner)


def is_per_recipient(condition: Condition, per_recipient: frozenset[str]) -> bool:
    """
    Return whether a condition is about one recipient rather than the whole message.

    `per_recipient` names the derived facts that are; a fact of the entity `recipient` is
    one unless it stands inside `some` or `every`.
    """
    # Every proposition is asked this once: the walk is flat because that is quickest.
    pending = [condition]
    for part in pending:
        if isinstance(part, Leaf):
            if part.fact.startswith("recipient.") or part.fact in per_recipient:
                return True
            if isinstance(part.test, DayOrder) and part.test.other.startswith("recipient."):
                return True
        elif isinstance(part, _JOINING):
            pending.extend(part.of)
    return False
