"""Schedules made before, for the next tables of the same shape."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.batch.compile import BatchOptions, BatchTag, compile_law
from advisor.advice.batch.dictionary_columns import DictionaryColumns
from advisor.advice.law_versions import LawVersions
from advisor.engine.closure.closing import ScenarioCloser
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.advice.adviser import Adviser
    from advisor.engine.columnar.schedule import Schedule
    from advisor.model.law_clock import LawClock

ScheduleKey: TypeAlias = "tuple[LawClock, int, BatchOptions]"
"""The first days of two times, the number of recipients (2 for any more), what to give."""

FEW_ROWS = 8
"""So many scenarios are answered one by one in the time that a schedule takes to be made."""

_MANY = 1 << 12  # rows from which on a schedule for just what they tell is worth making
_MOST_SCHEDULES = 32


@dataclass(frozen=True)
class ScheduleCache:
    """
    What is kept of a corpus from table to table.

    The first `few` scenarios of a shape are answered one by one, as is one alone later.
    """

    assembly: Adviser
    few: int = FEW_ROWS
    made: dict[ScheduleKey, dict[frozenset[str], Schedule[BatchTag]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    singly: Counter[ScheduleKey] = field(default_factory=Counter)

    @cached_property
    def epochs(self) -> LawVersions:
        """Return the days on which the law changes."""
        return LawVersions.of(self.assembly.law)

    @cached_property
    def closer(self) -> ScenarioCloser:
        """Return what finds what follows from rows."""
        return ScenarioCloser(self.assembly.law)

    @cached_property
    def codebook(self) -> DictionaryColumns:
        """Return the numbers of all words that findings are made of."""
        return DictionaryColumns.of(self.assembly.law)

    def schedule(
        self, shape: ScheduleKey, told: frozenset[str], rows: int
    ) -> Schedule[BatchTag] | None:
        """
        Return the schedule for some scenarios, or none where they are better answered singly.

        The last ones are kept. A few rows make do with one for more facts than they
        tell, so that a stream of small tables comes to need no new one.
        """
        known = self.made[shape]
        result = known.get(told)
        if result is None and rows < _MANY:
            result = next((item for facts, item in known.items() if told <= facts), None)
        if result is not None:
            return result if rows > 1 or not self.few else None
        self.singly[shape] += rows
        if self.singly[shape] <= self.few:
            return None
        if rows < _MANY:
            told = told.union(*known)
        while sum(map(len, self.made.values())) >= _MOST_SCHEDULES:
            del self.made[next(iter(self.made))]  # the one that was first made
        clock, people, wanted = shape
        made = self.made[shape][told] = compile_law(self.assembly, clock, people, told, wanted)
        return made
