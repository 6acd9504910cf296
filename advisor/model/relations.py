"""What is true of every possible scenario by the meaning of the words, and what is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.conditions import Any, Every, Leaf, Nor, Some, leaves
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.diagnostics import Span
    from advisor.model.conditions import Condition
    from advisor.model.vocabulary import Value

RECIPIENT_COUNT = "recipients"
"""
What a relation tests to know how many receive the message: `none`, `one` or `several`.

It is no fact of the vocabulary: it is counted, and where nobody is told of it is unknown.
"""

COUNTS = ("none", "one", "several")
COUNT_WORDS = frozenset(COUNTS[1:])
"""What a file may write of the number of recipients."""


@dataclass(frozen=True, slots=True)
class Relation:
    """
    Something that holds in every possible scenario: where `when` holds, so does `then`.

    `mutes` names facts that do not arise where `when` holds; a relation that only mutes has
    a `then` that always holds. About one recipient at a time where it mentions one outside
    `some` and `every`. `because` is the reason, in a sentence.
    """

    id: str
    when: Condition
    then: Condition
    because: str
    mutes: tuple[str, ...] = ()
    layer: str = ""
    at: Span | None = field(default=None, compare=False)

    @property
    def holds(self) -> Condition:
        """Return the condition that every possible scenario meets."""
        return Any((Nor((self.when,)), self.then))

    @property
    def facts(self) -> frozenset[str]:
        """Return the facts that it is about, the number of recipients where that counts."""
        found = set(self.mutes)
        for part in (self.when, self.then):
            found.update(fact for leaf in leaves(part) for fact in leaf.facts)
            if _quantifies(part):
                found.add(RECIPIENT_COUNT)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class SameAs:
    """The place that another fact tells, where it tells exactly one."""

    fact: str


@dataclass(frozen=True, slots=True)
class UsualValue:
    """
    What any colleague would assume where `when` holds, and say so.

    `values` gives the values of facts. A rule of a later `stratum` reads what the earlier
    ones gave; those of one stratum do not read one another. About one recipient at a time
    where it mentions one outside `some` and `every`.
    """

    id: str
    when: Condition
    values: Mapping[str, Value | SameAs]
    because: str
    stratum: int = 1
    layer: str = ""
    at: Span | None = field(default=None, compare=False)

    def reads(self, fact: str) -> frozenset[str]:
        """Return the facts that the value of one of its facts is found from."""
        value = self.values[fact]
        copied = {value.fact} if isinstance(value, SameAs) else set()
        return frozenset({leaf.fact for leaf in leaves(self.when)} - {RECIPIENT_COUNT} | copied)


def _quantifies(condition: Condition) -> bool:
    match condition:
        case Some() | Every():
            return True
        case Leaf():
            return False
        case _:
            return any(map(_quantifies, condition.of))
