"""Which place lies within which, on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.places import NOWHERE
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.places import Places

_MOST_CODES = 4096  # codes come from scenarios: what is remembered of them is bounded


class Containment:
    """
    The memberships that hold on `day`, ready to be asked again and again.

    Dates are compared here and not by `Membership.holds_on`, which the reference asks: a
    fault in either must show.
    """

    def __init__(self, places: Places, day: date) -> None:
        self.day = day
        self._above: dict[str, list[str]] = {}
        for membership in places.memberships:
            start, until = membership.start, membership.until
            if (start is None or start <= day) and (until is None or day < until):
                self._above.setdefault(membership.place, []).append(membership.union)
        self._unions: dict[str, frozenset[str]] = {}

    def unions_of(self, code: str) -> frozenset[str]:
        """Return the code itself and all that it lies within."""
        known = self._unions.get(code)
        if known is not None:
            return known
        reached = {code}
        pending = [code]
        while pending:
            for union in self._above.get(pending.pop(), ()):
                if union not in reached:
                    reached.add(union)
                    pending.append(union)
        if len(self._unions) >= _MOST_CODES:
            self._unions.clear()
        unions = self._unions[code] = frozenset(reached)
        return unions

    def within(self, place: str, codes: frozenset[str]) -> Truth:
        """
        Return whether a place lies within one of these.

        A place told more coarsely than the question leaves it open; *nowhere* is a place
        of its own.
        """
        if place == NOWHERE:
            return Truth.TRUE if NOWHERE in codes else Truth.FALSE
        if len(codes) == 1 and NOWHERE in codes:
            return Truth.FALSE
        if not codes.isdisjoint(self.unions_of(place)):
            return Truth.TRUE
        if any(place in self.unions_of(code) for code in codes):
            return Truth.UNKNOWN
        return Truth.FALSE
