"""What follows from the facts that were told, by the relations among facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.model.relations import Relation
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

FactAt: TypeAlias = "tuple[str, int | None]"
"""A fact and the index of the recipient it is about; `None` for the message."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """
    The values that a fact may still have, where these are not all and more than one.

    A place among them stands for itself alone, not for what lies within it.
    """

    values: frozenset[Value]


@dataclass(frozen=True, slots=True)
class Premise:
    """A told fact from which something follows; `recipient` is the name of whom it is about."""

    fact: str
    recipient: str | None
    value: Value


@dataclass(frozen=True, slots=True)
class Conclusion:
    """
    What the relations settle of one fact.

    `known` is its only value, or the values that remain. `by` are the relations that
    settled it, the first one first, and `of` the told facts from which it follows;
    `premises` are these with what was told.
    """

    fact: str
    who: int | None
    known: Value | Remaining
    by: tuple[Relation, ...]
    of: tuple[FactAt, ...]
    premises: tuple[Premise, ...] = ()


@dataclass(frozen=True, slots=True)
class ContradictoryFacts:
    """Told facts that cannot all be so, and the relation that excludes it."""

    relation: Relation
    of: tuple[FactAt, ...]


@dataclass(frozen=True)
class ClosedScenario:
    """
    A scenario with all that follows from what was told.

    `told` is as it was told. `closed` has the concluded values too, which norms are
    evaluated on; of a fact with several values left, `Remaining`. `muted` are facts that do
    not arise. With a `contradiction` nothing else of it may be used.
    """

    told: Scenario
    closed: Scenario
    conclusions: tuple[Conclusion, ...] = ()
    muted: frozenset[FactAt] = frozenset()
    contradiction: ContradictoryFacts | None = field(default=None)
