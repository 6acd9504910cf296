"""The days between which the law does not change."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from advisor.model.conditions import During, leaves
from advisor.model.law_clock import SENT_ON
from advisor.model.propositions import propositions
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.model.law import Law


@dataclass(frozen=True)
class LawVersions:
    """The days on which anything in a law begins or ends, in order."""

    turns: tuple[date, ...]

    @classmethod
    def of(cls, law: Law) -> LawVersions:
        """Collect the days of a law."""
        return cls(tuple(sorted({day for day in _turns(law) if day is not None})))

    @classmethod
    def with_tests(cls, law: Law) -> LawVersions:
        """Collect the days of a law, and those at which its tests of the message's date turn."""
        conditions = [proposition.condition for proposition in propositions(law)]
        conditions += [item.when for item in law.vocabulary.derived.values()]
        tested = {
            day
            for condition in conditions
            for leaf in leaves(condition)
            if leaf.fact == SENT_ON and isinstance(leaf.test, During)
            for day in (leaf.test.start, leaf.test.before)
            if day is not None
        }
        return cls(tuple(sorted(tested.union(cls.of(law).turns))))

    def start(self, day: date) -> date:
        """Return the first day of a time like this one."""
        place = bisect_right(self.turns, day)
        return self.turns[place - 1] if place else date.min


def _turns(law: Law) -> Iterator[date | None]:
    for membership in law.places.memberships:
        yield membership.start
        yield membership.until
    periods = [one.authority.in_force for one in law.policies.values() if one.authority.in_force]
    periods += [norm.in_force for one in law.policies.values() for norm in one.norms]
    periods += [
        adoption.period for one in law.jurisdictions.values() for adoption in one.adoptions.values()
    ]
    periods += [
        stand_in.period for one in law.jurisdictions.values() for stand_in in one.stand_ins.values()
    ]
    for period in periods:
        yield from period.turns
