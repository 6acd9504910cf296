"""What we were told about one email, sent or received, on a given day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from advisor.model.day_spans import DaySpan
from advisor.model.law_clock import SENT_ON
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.vocabulary import ToldOrSpan, Value

Held = TypeVar("Held")

UNNAMED = "the recipient"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's answer to a judgment fact: who, when, on which factors, and why."""

    fact: str
    value: bool
    decided_by: str
    on: date
    because: str
    factors: tuple[str, ...] = ()
    recipient: str | None = None


class Source(Enum):
    """
    Where a told fact comes from.

    `CONFIRMED` and `ASSUMED` are usual values: a person said that they hold, or nobody did.
    """

    TOLD = "told"
    MESSAGE = "message"
    MATTER = "matter"
    PROFILE = "profile"
    CONFIRMED = "confirmed"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Origin:
    """
    How a told fact is known, where nobody told it in the scenario itself.

    `detail` names the matter, the file of the profile or the usual value; `because` is the
    reason in a sentence, or the words that told it, where there are any.
    """

    source: Source
    detail: str = ""
    because: str = ""

    @property
    def is_quoted(self) -> bool:
        """Return whether `because` are the words that told it, in a text of one's own."""
        return self.detail == IN_OWN_WORDS and bool(self.because)


IN_OWN_WORDS = "description"
"""The `detail` of what was told in a text of one's own words."""
TOLD = Origin(Source.TOLD)


@dataclass(frozen=True, slots=True)
class Recipient:
    """
    One person the message goes to; `facts` by dotted name, unknown ones absent.

    `origins` tells of the facts that the scenario itself does not tell how they are known.
    """

    name: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Scenario:
    """
    The facts told, by dotted name; an absent fact is unknown.

    `as_of` is the day that is asked about, `None` where the file does not tell.
    `moved_from` is the day of the message where it is taken as sent on another one.
    `recipients` is `None` where nothing was said of them, `()` where there are none.
    `origins` tells of the facts that the scenario itself does not tell how they are known.
    `sent_within` are the days of which that of the message is one, where nobody told which.
    """

    title: str = ""
    as_of: date | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    recipients: tuple[Recipient, ...] | None = None
    rulings: tuple[Ruling, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False)
    moved_from: date | None = field(default=None, compare=False)
    sent_within: DaySpan | None = None

    @property
    def people(self) -> tuple[Recipient, ...]:
        """Return the recipients; one of whom nothing is known where nothing was said."""
        if self.recipients is None:
            return (Recipient(UNNAMED),)
        return self.recipients

    def value(self, fact: str, recipient: int | None = None) -> Value | None:
        """Return what was told of a fact, of one recipient where it belongs to them."""
        if recipient is not None and fact.startswith("recipient."):
            return self.people[recipient].facts.get(fact)
        return self.facts.get(fact)

    def origin(self, fact: str, recipient: int | None = None) -> Origin:
        """Return how a told fact is known, of one recipient where it belongs to them."""
        if recipient is not None and fact.startswith("recipient."):
            return self.people[recipient].origins.get(fact, TOLD)
        return self.origins.get(fact, TOLD)

    def told(
        self,
        fact: str,
        value: ToldOrSpan | None,
        recipient: int | None = None,
        origin: Origin = TOLD,
    ) -> Scenario:
        """
        Return the same scenario with one fact told otherwise; `None` makes it unknown.

        `recipient` is the index into `people` for facts of a recipient. The day of the
        message may be told as one of several.
        """
        if isinstance(value, DaySpan):
            return replace(self, facts=_with(self.facts, fact, None), sent_within=value)
        known = None if value is None or origin is TOLD else origin
        if recipient is None:
            facts, origins = _with(self.facts, fact, value), _with(self.origins, fact, known)
            within = None if fact == SENT_ON else self.sent_within
            return replace(self, facts=facts, origins=origins, sent_within=within)
        people = list(self.people)
        changed = people[recipient]
        people[recipient] = replace(
            changed,
            facts=_with(changed.facts, fact, value),
            origins=_with(changed.origins, fact, known),
        )
        return replace(self, recipients=tuple(people))


def _with(held: Mapping[str, Held], fact: str, value: Held | None) -> Mapping[str, Held]:
    kept = {name: told for name, told in held.items() if name != fact}
    return kept if value is None else {**kept, fact: value}
