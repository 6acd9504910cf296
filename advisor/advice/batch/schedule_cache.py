"""Schedules made before, for the next tables of the same shape."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict, defaultdict
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
MOST_GATES = 2_000_000
"""So many gates are kept in a process, those last used: half a gigabyte, or a hundred laws."""

_Schedules: TypeAlias = "dict[frozenset[str], Schedule[BatchTag]]"


class ScheduleRoom:
    """
    Room for the schedules of all laws of a process; what was not used for longest makes way.

    A law that tables of years and of many sizes are put to wants some seventy schedules at
    hand, each of a day's law and a number of recipients.
    """

    def __init__(self, most: int = MOST_GATES) -> None:
        self.most = most
        self.gates = 0
        self._kept: OrderedDict[tuple[int, frozenset[str]], tuple[_Schedules, int]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, among: _Schedules, told: frozenset[str], made: Schedule[BatchTag]) -> None:
        """Put a schedule among others, and let those make way for which there is no room."""
        with self._lock:
            among[told] = made
            self._forget((id(among), told))
            self._kept[id(among), told] = among, len(made)
            self.gates += len(made)
            while self.gates > self.most and len(self._kept) > 1:
                (_, of), (others, _) = next(iter(self._kept.items()))
                self._forget((id(others), of))
                others.pop(of, None)

    def use(self, among: _Schedules, told: frozenset[str]) -> None:
        """Note that a schedule is used."""
        with self._lock:
            if (id(among), told) in self._kept:
                self._kept.move_to_end((id(among), told))

    def _forget(self, key: tuple[int, frozenset[str]]) -> None:
        _, gates = self._kept.pop(key, (None, 0))
        self.gates -= gates


_ROOM = ScheduleRoom()


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
    room: ScheduleRoom = _ROOM

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

        The last ones are kept, as far as the room of the process goes. A few rows make do
        with one for more facts than they tell, so that a stream of small tables comes to
        need no new one.
        """
        known = self.made[shape]
        facts = told if told in known else None
        if facts is None and rows < _MANY:
            facts = next((more for more in known if told <= more), None)
        if facts is not None:
            if rows == 1 and self.few:
                return None
            self.room.use(known, facts)
            return known[facts]
        self.singly[shape] += rows
        if self.singly[shape] <= self.few:
            return None
        if rows < _MANY:
            told = told.union(*known)
        clock, people, wanted = shape
        made = compile_law(self.assembly, clock, people, told, wanted)
        self.room.keep(known, told, made)
        return made
