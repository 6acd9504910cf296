"""Planes, which tell where something is so, and what carries them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias, TypeVar

from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.engine.bitset.layout import LaneLayout


class TruthPlane(Protocol):
    """
    Where something is so: an integer with a bit for each place, or a gate of a circuit.

    What an inverted plane holds beyond the places there are means nothing: it is to be
    joined with one that holds these.
    """

    def __and__(self, other: Self, /) -> Self: ...
    def __or__(self, other: Self, /) -> Self: ...
    def __invert__(self) -> Self: ...


P = TypeVar("P", bound=TruthPlane)

PlanePair: TypeAlias = tuple[P, P]
"""Where a statement is true, and where it is false; elsewhere it is unknown."""


class PlaneCarrier(Protocol[P]):
    """
    What planes are about: scenarios, each of them with the same number of recipients.

    A plane is of the whole message or of each recipient.
    """

    @property
    def nowhere(self) -> P:
        """Return the plane of nothing."""
        ...

    def any_of(self, planes: Iterable[P]) -> P:
        """Return where one of some planes is so, all of them of the same things."""
        ...

    def whole(self, plane: P) -> P:
        """Return of which scenarios something is so, of some recipient or of the message."""
        ...

    def each(self, plane: P) -> P:
        """Return what is so of a message as so of each of its recipients."""
        ...


@dataclass(frozen=True, slots=True)
class LaneCarrier:
    """
    Scenarios as the bits of an integer: one, or many variants of one.

    What is of the whole message stands in the first bit of its scenario.
    """

    lanes: LaneLayout

    @property
    def nowhere(self) -> int:
        """Return the plane of nothing."""
        return 0

    def any_of(self, planes: Iterable[int]) -> int:
        """Return where one of some planes is so."""
        return reduce(or_, planes, 0)

    def whole(self, plane: int) -> int:
        """Return of which scenarios something is so, in their first bits."""
        folded = plane
        for recipient in range(1, self.lanes.each):
            folded |= plane >> recipient
        return folded & self.lanes.firsts

    def each(self, plane: int) -> int:
        """Return first bits spread over all bits of their scenarios."""
        return plane * ((1 << self.lanes.each) - 1)
