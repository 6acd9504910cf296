"""Places and unions, and which lay within which on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from advisor.values import dataclass, field

NOWHERE = "none"


@dataclass(frozen=True, slots=True)
class Membership:
    """One place within another, from a day (inclusive) until a day (exclusive)."""

    place: str
    union: str
    start: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether the place belonged to the union on that day."""
        return (self.start is None or self.start <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True, slots=True)
class Places:
    """
    All place codes with their names, and all memberships.

    Codes are ISO 3166-1 alpha-2 (`DE`), ISO 3166-2 (`US-IL`) or unions (`EU`, `EEA`).
    `typed_as` finds the code of what people type beside names, such as abbreviations, in
    lower case.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    typed_as: Mapping[str, str] = field(default_factory=dict)
    _by_place: Mapping[str, tuple[Membership, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _by_part: Mapping[str, tuple[str, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Sort memberships by place and parts by their own code, to be looked up at once."""
        sorted_in: dict[str, tuple[Membership, ...]] = {}
        for membership in self.memberships:
            sorted_in[membership.place] = (*sorted_in.get(membership.place, ()), membership)
        object.__setattr__(self, "_by_place", sorted_in)
        by_part: dict[str, tuple[str, ...]] = {}
        for code in self.names:
            part = code.partition("-")[2]
            if part:
                by_part[part] = (*by_part.get(part, ()), code)
        object.__setattr__(self, "_by_part", by_part)

    def exact_on(self, day: date) -> tuple[str, ...]:
        """
        Return the places within which no other lay on that day, in the order of the names.

        Places that lie within one another are exact, for lack of a smaller one.
        """
        around: set[str] = set()
        for code in self.names:
            unions = self.unions_of(code, day)
            around |= {union for union in unions if code not in self.unions_of(union, day)}
        return tuple(code for code in self.names if code not in around)

    def are_alike_on(self, day: date, other: date) -> bool:
        """Return whether places lay within the same on both days and on all between."""
        first, last = sorted((day, other))
        return not any(
            turn is not None and first < turn <= last
            for one in self.memberships
            for turn in (one.start, one.until)
        )

    def are_of_one_order(self, one: str, other: str, day: date) -> bool:
        """
        Return whether two places belong to one legal order: one lay within the other.

        One jurisdiction's permission never lifts another's prohibition.
        """
        return other in self.unions_of(one, day) or one in self.unions_of(other, day)

    def unions_of(self, code: str, day: date) -> frozenset[str]:
        """Return the code itself and all that it lay within on that day."""
        found = {code}
        pending = [code]
        while pending:
            for membership in self._by_place.get(pending.pop(), ()):
                if membership.union not in found and membership.holds_on(day):
                    found.add(membership.union)
                    pending.append(membership.union)
        return frozenset(found)

    def parts_called(self, code: str) -> tuple[str, ...]:
        """
        Return the places of which a code is the last part, as a postal code is.

        >>> Places({"IL": "Israel", "US-IL": "Illinois"}).parts_called("IL")
        ('US-IL',)
        """
        return self._by_part.get(code, ())

    def wholes_of(self, code: str) -> frozenset[str]:
        """
        Return the code itself and all that it ever lay within, on whichever day.

        >>> sorted(Places().wholes_of("US-IL"))
        ['US', 'US-IL']
        """
        found = {code, code.partition("-")[0]}
        pending = list(found)
        while pending:
            for membership in self._by_place.get(pending.pop(), ()):
                if membership.union not in found:
                    found.add(membership.union)
                    pending.append(membership.union)
        return frozenset(found)
