"""Schedules made before, for the next tables of the same shape."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.many.codebook import Codebook
from advisor.advice.many.compiled import Tag, Wanted, compiled
from advisor.advice.many.epochs import Epochs
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice.assembly import Assembly
    from advisor.engine.columnar.schedule import Schedule

Shape: TypeAlias = "tuple[date, int, Wanted]"
"""The first day of a time, the number of recipients (2 for any more), what to give."""

FEW = 8
"""So many scenarios are answered one by one in the time that a schedule takes to be made."""

_MANY = 1 << 12  # rows from which on a schedule for just what they tell is worth making
_MOST_SCHEDULES = 48


@dataclass(frozen=True)
class Plans:
    """
    What is kept of a corpus from table to table.

    The first `few` scenarios of a shape are answered one by one, as is one alone later.
    """

    assembly: Assembly
    few: int = FEW
    made: dict[Shape, dict[frozenset[str], Schedule[Tag]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    singly: Counter[Shape] = field(default_factory=Counter)

    @cached_property
    def epochs(self) -> Epochs:
        """Give the days on which the law changes."""
        return Epochs.of(self.assembly.law)

    @cached_property
    def codebook(self) -> Codebook:
        """Give the numbers of all words that findings are made of."""
        return Codebook.of(self.assembly.law)

    def schedule(self, shape: Shape, told: frozenset[str], rows: int) -> Schedule[Tag] | None:
        """
        Give the schedule for some scenarios, or none where they are better answered singly.

        The last ones are kept. A few rows make do with one for more facts than they
        tell, so that a stream of small tables comes to need no new one.
        """
        known = self.made[shape]
        found = known.get(told)
        if found is None and rows < _MANY:
            found = next((one for facts, one in known.items() if told <= facts), None)
        if found is not None:
            return found if rows > 1 or not self.few else None
        self.singly[shape] += rows
        if self.singly[shape] <= self.few:
            return None
        if rows < _MANY:
            told = told.union(*known)
        if sum(map(len, self.made.values())) >= _MOST_SCHEDULES:
            self.made.clear()
        day, people, wanted = shape
        made = self.made[shape][told] = compiled(self.assembly, day, people, told, wanted)
        return made
