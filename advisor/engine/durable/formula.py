"""What must be seen for a statement to be certain: a condition without negation."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_FIRINGS = 24  # a rule fires once for each way of being true
_MOST_GROUPS = 13  # of at most 15: both ends of each take one of 32 places
_SMALL = 8  # so few tests cannot be true in more ways, or make more groups


class Sees(NamedTuple):
    """The fact has this number's truth, as 1 or 0."""

    number: int
    value: int


@dataclass(frozen=True, slots=True, eq=False)
class Both:
    """All of these hold."""

    of: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Either:
    """One of these holds."""

    of: tuple[Formula, ...]


Formula: TypeAlias = "bool | Sees | Both | Either"
"""What must be seen for a statement to be certain; monotone, it never asks for absence."""


@dataclass(frozen=True, slots=True)
class Pair:
    """
    When a statement is certainly true, and when certainly false.

    Both see the same `numbers`, in `size` places each.
    """

    true: Formula
    false: Formula
    numbers: frozenset[int] = frozenset()
    size: int = 0

    @classmethod
    def of(cls, number: int) -> Pair:
        """Give the statement that a number stands for."""
        return cls(Sees(number, 1), Sees(number, 0), frozenset((number,)), 1)

    @property
    def is_plain(self) -> bool:
        """Tell whether no rule is needed: it is settled, or it is what is seen."""
        return isinstance(self.true, bool | Sees)

    @property
    def fits(self) -> bool:
        """Tell whether both can be rules as they are."""
        return self.size <= _SMALL or all(
            groups(one) <= _MOST_GROUPS and firings(one) <= MOST_FIRINGS
            for one in (self.true, self.false)
        )

    @property
    def cost(self) -> int:
        """Weigh how much of a rule's limits the statement takes."""
        return max(firings(one) + groups(one) for one in (self.true, self.false))

    def negated(self) -> Pair:
        """Give the opposite statement."""
        return Pair(self.false, self.true, self.numbers, self.size)


def all_of(pairs: Iterable[Pair]) -> Pair:
    """Join statements that must all hold."""
    parts = list(pairs)
    true = _joined((part.true for part in parts), Both, neutral=True)
    false = _joined((part.false for part in parts), Either, neutral=False)
    if isinstance(true, bool):
        return Pair(true, false)
    size = sum(part.size for part in parts)
    return Pair(true, false, frozenset().union(*(part.numbers for part in parts)), size)


def _joined(parts: Iterable[Formula], kind: type[Both | Either], *, neutral: bool) -> Formula:
    seen: dict[Formula, None] = {}
    for part in parts:
        if isinstance(part, bool):
            if part is not neutral:
                return part
        elif isinstance(part, kind):
            seen.update(dict.fromkeys(part.of))
        else:
            seen[part] = None
    if not seen:
        return neutral
    return next(iter(seen)) if len(seen) == 1 else kind(tuple(seen))


def atoms(formula: Formula) -> Iterator[Sees]:
    """Walk over everything that is seen."""
    match formula:
        case Sees():
            yield formula
        case Both(of) | Either(of):
            for part in of:
                yield from atoms(part)
        case bool():
            return


def groups(formula: Formula) -> int:
    """Count the joined groups of a formula."""
    match formula:
        case Both(of) | Either(of):
            return 1 + sum(map(groups, of))
        case _:
            return 0


def firings(formula: Formula) -> int:
    """Count in how many ways a formula can be true, and so how often its rule can fire."""
    match formula:
        case Both(of):
            return prod(map(firings, of))
        case Either(of):
            return sum(map(firings, of))
        case _:
            return 1
