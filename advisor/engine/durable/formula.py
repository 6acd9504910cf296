"""What must be seen for a statement to be certain: a condition without negation."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_FIRINGS = 24  # a rule fires once for each way of being true
_MOST_GROUPS = 13  # of at most 15: both ends of each take one of 32 places
_SMALL = 8  # so few tests cannot be true in more ways, or make more groups


class Sees(NamedTuple):
    """The fact has this number's truth, as 1 or 0."""

    number: int
    value: int


class Both:
    """All of these hold; each one made is itself alone."""

    __slots__ = ("of",)

    def __init__(self, of: tuple[Formula, ...]) -> None:
        self.of = of


class Either:
    """One of these holds; likewise."""

    __slots__ = ("of",)

    def __init__(self, of: tuple[Formula, ...]) -> None:
        self.of = of


JOINED = (Both, Either)
Formula: TypeAlias = "bool | Sees | Both | Either"
"""What must be seen for a statement to be certain; monotone, it never asks for absence."""


class FormulaPair(NamedTuple):
    """
    When a statement is certainly true, and when certainly false.

    Both see the same `numbers`, in `size` places each.
    """

    true: Formula
    false: Formula
    numbers: frozenset[int] = frozenset()
    size: int = 0

    @classmethod
    def of(cls, number: int) -> FormulaPair:
        """Return the statement that a number stands for."""
        return cls(Sees(number, 1), Sees(number, 0), frozenset((number,)), 1)

    @property
    def is_plain(self) -> bool:
        """Return whether no rule is needed: it is settled, or it is what is seen."""
        return not isinstance(self.true, JOINED)

    @property
    def fits(self) -> bool:
        """Return whether both can be rules as they are."""
        return self.size <= _SMALL or all(
            groups(item) <= _MOST_GROUPS and firings(item) <= MOST_FIRINGS
            for item in (self.true, self.false)
        )

    @property
    def cost(self) -> int:
        """Weigh how much of a rule's limits the statement takes."""
        return max(firings(item) + groups(item) for item in (self.true, self.false))

    def negated(self) -> FormulaPair:
        """Return the opposite statement."""
        return FormulaPair(self.false, self.true, self.numbers, self.size)


def all_of(pairs: Iterable[FormulaPair]) -> FormulaPair:
    """Join statements that must all hold."""
    return _joined(pairs, Both, Either, neutral=True)


def any_of(pairs: Iterable[FormulaPair]) -> FormulaPair:
    """Join statements of which one must hold."""
    return _joined(pairs, Either, Both, neutral=False)


def _joined(
    pairs: Iterable[FormulaPair],
    kind: type[Both | Either],
    opposite: type[Both | Either],
    *,
    neutral: bool,
) -> FormulaPair:
    # What makes it true and what makes it false mirror one another, part by part.
    trues: dict[Formula, None] = {}
    falses: dict[Formula, None] = {}
    numbers: set[int] = set()
    size = 0
    for true, false, seen, places in pairs:
        if isinstance(true, kind) and isinstance(false, opposite):
            trues.update(dict.fromkeys(true.of))
            falses.update(dict.fromkeys(false.of))
        elif isinstance(true, bool):
            if true is neutral:
                continue
            return FormulaPair(true, false)
        else:
            trues[true] = None
            falses[false] = None
        numbers.update(seen)
        size += places
    return FormulaPair(
        _one(trues, kind, neutral=neutral),
        _one(falses, opposite, neutral=not neutral),
        frozenset(numbers),
        size,
    )


def _one(parts: dict[Formula, None], kind: type[Both | Either], *, neutral: bool) -> Formula:
    if len(parts) > 1:
        return kind(tuple(parts))
    return next(iter(parts), neutral)


def count_atoms(formula: Formula, uses: dict[Sees, int]) -> None:
    """Add to `uses` how often each truth is looked at."""
    if isinstance(formula, Sees):
        uses[formula] = uses.get(formula, 0) + 1
    elif isinstance(formula, JOINED):
        for part in formula.of:
            if isinstance(part, Sees):  # here, and not by one more call: most parts are
                uses[part] = uses.get(part, 0) + 1
            else:
                count_atoms(part, uses)


class WaitingBound(NamedTuple):
    """
    How many nodes of the engine's network may wait at once while a fact runs through.

    `here` counts those of the formula, `there` those of its opposite, and `both` those
    of the two together: fewer than the sum, for of the two truths of one number a fact
    has at most one.
    """

    here: int
    there: int
    both: int


_ATOM = WaitingBound(1, 1, 1)


def waiting_bound(formula: Formula) -> WaitingBound:
    """
    Bound what may wait for a formula and its opposite.

    Alternatives wait together; of tests that follow one another each takes the place of
    the one before. Rules that share conditions never need more than the sum.
    """
    if not isinstance(formula, JOINED):
        return _ATOM
    each = [waiting_bound(part) for part in formula.of]
    most = sum([part.both for part in each])
    if isinstance(formula, Both):
        there = sum([part.there for part in each])
        joint = 1 + sum([max(part.both - 1, part.there) for part in each])
        return WaitingBound(1 + sum([part.here - 1 for part in each]), there, min(most, joint))
    here = sum([part.here for part in each])
    joint = 1 + sum([max(part.both - 1, part.here) for part in each])
    return WaitingBound(here, 1 + sum([part.there - 1 for part in each]), min(most, joint))


def groups(formula: Formula) -> int:
    """Count the joined groups of a formula."""
    if not isinstance(formula, JOINED):
        return 0
    return 1 + sum([groups(part) for part in formula.of])


def firings(formula: Formula) -> int:
    """Count in how many ways a formula can be true, and so how often its rule can fire."""
    if not isinstance(formula, JOINED):
        return 1
    ways = [firings(part) for part in formula.of]
    return prod(ways) if isinstance(formula, Both) else sum(ways)
