"""Rows of a table closed under the relations among facts, many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from advisor.advice.batch.blocks import Fault
from advisor.advice.input_errors import excluded
from advisor.engine.bitset.layout import LaneLayout
from advisor.engine.closure.closing import ScenarioCloser
from advisor.engine.closure.lane_closure import LaneClosure, ToldLanes
from advisor.model.conclusions import Remaining
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from advisor.advice.batch.cell_parser import CellParser
    from advisor.engine.closure.fact_classes import FactClasses
    from advisor.engine.closure.lane_closure import RelationIndex
    from advisor.engine.columnar.values import ValueCodes
    from advisor.model.law import Law
    from advisor.model.law_clock import LawClock
    from advisor.model.vocabulary import Value

_PERSONAL = f"{RECIPIENT}."
_MANY = 2


@dataclass(frozen=True)
class RowGroup:
    """Rows of a block that one schedule answers, by the law of the days of one clock."""

    clock: LawClock
    people: int
    rows: NDArray[np.int64]
    people_told: bool


@dataclass
class ClosedRows:
    """
    The facts of some rows with all that follows from them.

    `sound` marks the rows whose facts can all be so, of which alone `facts` holds the codes;
    the others are in `faults`, each with the reason.
    """

    facts: dict[str, ValueCodes]
    sound: NDArray[np.bool_]
    faults: list[Fault] = field(default_factory=list)


class RowClosing:
    """Closes the rows of one source; the facts that were concluded once stay in its schedules."""

    def __init__(self, law: Law, closer: ScenarioCloser, reader: CellParser) -> None:
        self._law = law
        self._closer = closer
        self._reader = reader
        self._concluded: set[str] = set()

    @property
    def relates(self) -> bool:
        """Return whether the law has any relation at all."""
        return self._closer.relates

    def close(self, facts: Mapping[str, ValueCodes], group: RowGroup) -> ClosedRows:
        """Return the rows of a group closed, in the shape in which their facts were given."""
        index = self._closer.index(group.clock.sending)
        lanes = LaneLayout(len(group.rows), group.people)
        packer = _LanePacker(lanes)
        told = self._told(facts, index, packer)
        closing = LaneClosure(index, lanes, told, people_told=group.people_told)
        closing.run()
        closed = dict(facts)
        fresh: set[str] = set()
        for item in closing.narrowed():
            if item.fact not in fresh:
                fresh.add(item.fact)
                closed[item.fact] = self._codes(closed, item.fact, group)
            where = packer.unpacked(item.fact, item.lanes)
            closed[item.fact][where] = self._reader.place(_path(item.fact), item.known)  # type: ignore[arg-type]
        self._concluded |= fresh
        for fact in self._concluded - closed.keys():
            if group.people or not fact.startswith(_PERSONAL):
                closed[fact] = self._codes(closed, fact, group)
        return self._sound(closed, closing, packer, group)

    def _sound(
        self,
        facts: dict[str, ValueCodes],
        closing: LaneClosure,
        packer: _LanePacker,
        group: RowGroup,
    ) -> ClosedRows:
        """Leave out the rows whose facts cannot all be so, each with the reason."""
        if not closing.contradictory:
            return ClosedRows(facts, np.ones(len(group.rows), np.bool_))
        relations = {relation.id: relation for relation in self._law.vocabulary.relations}
        faults = []
        for name, plane in closing.contradicted.items():
            rows = group.rows[packer.unpacked("", plane)]
            faults.append(Fault("", rows, (excluded(relations[name]),)))
        sound = ~packer.unpacked("", closing.contradictory)
        kept = {fact: codes[..., sound] for fact, codes in facts.items()}
        return ClosedRows(kept, sound, faults)

    def _told(
        self, facts: Mapping[str, ValueCodes], index: RelationIndex, packer: _LanePacker
    ) -> Iterator[ToldLanes]:
        for fact in facts.keys() & index.tested:
            codes = facts[fact]
            values = self._reader.words(_path(fact)).values
            classes = None if fact in index.compared else index.classes.get(fact)
            kinds = _Kinds(values, classes)
            numbers = kinds.numbers.take(codes)
            for number, value in kinds.values.items():
                plane = packer.packed(fact, numbers == number)
                if plane:
                    yield ToldLanes(fact, value, plane)

    def _codes(
        self, facts: Mapping[str, ValueCodes], fact: str, group: RowGroup
    ) -> NDArray[np.int32]:
        """Return codes of a fact to write to: those told, or none."""
        told = facts.get(fact)
        if told is not None:
            return told.astype(np.int32)
        if fact.startswith(_PERSONAL) and group.people > 1:
            return np.zeros((group.people, len(group.rows)), np.int32)
        return np.zeros(len(group.rows), np.int32)


class _Kinds:
    """The told values of a fact, one for each kind that the relations tell apart."""

    def __init__(self, values: list[Value | None], classes: FactClasses | None) -> None:
        self.values: dict[int, Value] = {}
        known: dict[object, int] = {}
        numbers = [0] * len(values)
        for at, value in enumerate(values):
            # What was concluded of rows before stands among the values, and was told in none.
            if value is None or isinstance(value, Remaining):
                continue
            kind: object = value.__class__, value
            if classes is not None and classes.fact.type is not FactType.PLACE:
                kind = classes.told(value)
            number = known.setdefault(kind, len(known) + 1)
            self.values.setdefault(number, value)
            numbers[at] = number
        self.numbers = np.array(numbers, np.int32)


class _LanePacker:
    """Turns marks of rows, or of each recipient of each, into bits of lanes and back."""

    def __init__(self, lanes: LaneLayout) -> None:
        self._lanes = lanes

    def packed(self, fact: str, marks: NDArray[np.bool_]) -> int:
        """Return the lanes of marked rows or recipients; a row stands in all its lanes."""
        each = self._lanes.each
        if each > 1:
            personal = fact.startswith(_PERSONAL)
            marks = marks.T.ravel() if personal else np.repeat(marks, each)
        return int.from_bytes(np.packbits(marks, bitorder="little").tobytes(), "little")

    def unpacked(self, fact: str, plane: int) -> NDArray[np.bool_]:
        """Return the marks of some lanes: of rows, or for each recipient of each row."""
        each, rows = self._lanes.each, self._lanes.scenarios
        size = (rows * each + 7) // 8
        data = np.frombuffer(plane.to_bytes(size, "little"), np.uint8)
        marks = np.unpackbits(data, count=rows * each, bitorder="little").astype(np.bool_)
        if each == 1:
            return marks
        shaped = marks.reshape(rows, each)
        return shaped.T if fact.startswith(_PERSONAL) else shaped[:, 0]


def _path(fact: str) -> str:
    return f"recipients.{fact}" if fact.startswith(_PERSONAL) else fact
