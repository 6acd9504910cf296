"""What must be seen for a statement to be certain: a condition without negation."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_FIRINGS = 24  # a rule fires once for each way of being true
MOST_GROUPS = 13  # of at most 15: both ends of each take one of 32 places


@dataclass(frozen=True, slots=True)
class Sees:
    """The fact has this number's truth, as 1 or 0."""

    number: int
    value: int


@dataclass(frozen=True, slots=True)
class Both:
    """All of these hold."""

    of: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these holds."""

    of: tuple[Formula, ...]


Formula: TypeAlias = "bool | Sees | Both | Either"
"""What must be seen for a statement to be certain; monotone, it never asks for absence."""


def both(parts: Iterable[Formula]) -> Formula:
    """Join what must all hold."""
    return _joined(parts, Both, neutral=True)


def either(parts: Iterable[Formula]) -> Formula:
    """Join what is enough alone."""
    return _joined(parts, Either, neutral=False)


def _joined(parts: Iterable[Formula], kind: type[Both | Either], *, neutral: bool) -> Formula:
    kept: dict[Formula, None] = {}
    for part in parts:
        if isinstance(part, bool):
            if part is not neutral:
                return part
        else:
            kept.update(dict.fromkeys(part.of if isinstance(part, kind) else (part,)))
    if not kept:
        return neutral
    return next(iter(kept)) if len(kept) == 1 else kind(tuple(kept))


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


def fits(*formulas: Formula) -> bool:
    """Tell whether formulas can be rules as they are."""
    return all(
        groups(formula) <= MOST_GROUPS and firings(formula) <= MOST_FIRINGS for formula in formulas
    )
