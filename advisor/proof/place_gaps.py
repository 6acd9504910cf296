"""Days on which a place has no law, although it has some before and after."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from advisor.advice.norms_in_force import LawOnDate
from advisor.model.law_flaws import FlawKind, LawFlaw
from advisor.proof.norm_rails import only_persuades

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from advisor.model.law import Law


def place_gaps(law: Law, days: Sequence[date]) -> Iterator[LawFlaw]:
    """
    Walk over the days without law of each place, between days that have some.

    A norm is in force or not: this is read off the dates, without a solver.
    """
    ordered = sorted(set(days))
    with_law: dict[str, list[date]] = {}
    for day in ordered:
        spoken = LawOnDate(law, day).instances
        for code in {one.jurisdiction for one in spoken if not only_persuades(one)}:
            with_law.setdefault(code, []).append(day)
    position = {day: at for at, day in enumerate(ordered)}
    for code, held in with_law.items():
        for last, following in pairwise(held):
            if position[following] > position[last] + 1:
                first = ordered[position[last] + 1]
                yield LawFlaw(
                    kind=FlawKind.GAP,
                    subjects=(code,),
                    says=f"has no law from {first} until {following}, although it has some before",
                    day=first,
                    until=following,
                    places=(code,),
                )
