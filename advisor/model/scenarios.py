"""What we were told about one email, sent or received, on a given day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.vocabulary import Value

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


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person the message goes to; `facts` by dotted name, unknown ones absent."""

    name: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Scenario:
    """
    The facts told, by dotted name; an absent fact is unknown.

    `as_of` is the day that is asked about, `None` where the file does not tell.
    `recipients` is `None` where nothing was said of them, `()` where there are none.
    """

    title: str = ""
    as_of: date | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    recipients: tuple[Recipient, ...] | None = None
    rulings: tuple[Ruling, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False)

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

    def told(self, fact: str, value: Value | None, recipient: int | None = None) -> Scenario:
        """
        Return the same scenario with one fact told otherwise; `None` makes it unknown.

        `recipient` is the index into `people` for facts of a recipient.
        """
        if recipient is None:
            return replace(self, facts=_with(self.facts, fact, value))
        people = list(self.people)
        changed = people[recipient]
        people[recipient] = replace(changed, facts=_with(changed.facts, fact, value))
        return replace(self, recipients=tuple(people))


def _with(facts: Mapping[str, Value], fact: str, value: Value | None) -> Mapping[str, Value]:
    kept = {name: told for name, told in facts.items() if name != fact}
    return kept if value is None else {**kept, fact: value}
