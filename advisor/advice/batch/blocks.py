"""One block of a table: its facts as codes, its days, its recipients, its bad cells."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.advice.batch.cell_parser import AS_OF, NAME_COLUMN, RECIPIENTS_COLUMN
from advisor.advice.batch.distinct import distinct_values
from advisor.advice.batch.moved_days import move_rows
from advisor.advice.batch.row_filling import fill_untold
from advisor.diagnostics import Span
from advisor.facts.scenario_checks import is_late, late_message, outside_sender, sender_facts
from advisor.model.recipient_names import RecipientNames
from advisor.model.scenarios import UNNAMED
from advisor.model.vocabulary import RECIPIENT
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from advisor.advice.batch.cell_parser import CellParser, Spelling
    from advisor.diagnostics import Diagnostic
    from advisor.engine.columnar.values import ValueCodes
    from advisor.model.vocabulary import Value

TITLE, FACTS = "scenario", "facts"
DATE_COLUMN, DIRECTION_COLUMN = "message.date", "message.direction"
_SENT = "sent"


@dataclass
class Fault:
    """The rows of which one cell could not be read, with the problems of that cell."""

    column: str
    rows: NDArray[np.int64]
    problems: tuple[Diagnostic, ...]


@dataclass
class RowBlock:
    """
    Some rows of a table, each fact as codes into the distinct values of the reader.

    The recipients of row `i` stand from `starts[i]` to `starts[i + 1]`; of a row that does
    not say who they are, which `people_told` does not mark, one stands for them all.
    `unknown` marks by fact of the message the rows that say it is not known.
    """

    rows: int
    titles: pa.Array | None
    days: ValueCodes
    facts: dict[str, ValueCodes] = field(default_factory=dict)
    of_people: dict[str, ValueCodes] = field(default_factory=dict)
    starts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1, np.int64))
    names: pa.Array = field(default_factory=lambda: pa.nulls(0, pa.string()))
    faults: list[Fault] = field(default_factory=list)
    people_told: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    unknown: dict[str, NDArray[np.bool_]] = field(default_factory=dict)

    @property
    def good(self) -> NDArray[np.bool_]:
        """Mark the rows without a fault."""
        good = np.ones(self.rows, np.bool_)
        for fault in self.faults:
            good[fault.rows] = False
        return good


class RowBlocks:
    """
    Makes blocks of the tables of one source.

    Every row is asked about `as_of`, or else about its own day, or else `otherwise`. With
    `moving` the message of each is taken as sent on `as_of`, and its other days move along.
    `beneath` are facts that count where a row says nothing.
    """

    def __init__(  # noqa: PLR0913 - one parameter for each thing that bears on a row
        self,
        reader: CellParser,
        as_of: date | None,
        undated: Diagnostic,
        otherwise: date | None = None,
        *,
        moving: bool = False,
        beneath: Mapping[str, Value] | None = None,
    ) -> None:
        self._reader = reader
        self._beneath = beneath or {}
        self._moving = moving
        self._as_of = as_of
        self._otherwise = otherwise
        self._undated = undated
        self._facts = reader.law.vocabulary.facts

    def block(self, table: pa.Table, spelling: Spelling, of_people: Spelling) -> RowBlock:
        """Read a table of moderate length."""
        columns = _flat(table, frozenset(self._facts))
        titles = columns.pop(TITLE, None)
        if titles is not None:
            titles = titles.cast(pa.string())
        block = RowBlock(len(table), titles, np.zeros(len(table), np.int32))
        people = columns.pop(RECIPIENTS_COLUMN, None)
        told_days = columns.pop(AS_OF, None)
        own_days = self._days(block, told_days, spelling)
        for name, array in columns.items():
            codes = self._codes(block, name, array, spelling, None)
            if codes.any():
                block.facts[name] = codes
        fill_untold(block, self._beneath, self._reader)
        self._possible_only(block, own_days)
        self._people(block, people, of_people)
        if self._moving and self._as_of is not None:
            move_rows(block, self._as_of, self._reader)
        self._message_date(block)
        return block

    def _days(self, block: RowBlock, array: pa.Array | None, spelling: Spelling) -> ValueCodes:
        """Read the day of each row; gives those that rows tell and that are asked about."""
        if array is not None:
            block.days = self._codes(block, AS_OF, array, spelling, None)
        own_days = block.days
        if self._as_of is not None:
            block.days = np.full(block.rows, self._reader.place(AS_OF, self._as_of), np.int32)
            own_days = np.zeros(block.rows, np.int32)
        untold = block.good & (block.days == 0)
        if untold.any() and self._otherwise is not None:
            block.days = np.where(untold, self._reader.place(AS_OF, self._otherwise), block.days)
        elif untold.any():
            block.faults.append(Fault(AS_OF, np.flatnonzero(untold), (self._undated,)))
        return own_days

    def _possible_only(self, block: RowBlock, told_days: ValueCodes) -> None:
        """Note the rows that tell what cannot be so, as a scenario file would be refused."""
        directions = block.facts.get(DIRECTION_COLUMN)
        if directions is not None:
            values = self._reader.words(DIRECTION_COLUMN).values
            sent = np.array([value == _SENT for value in values])[directions]
            said = f"`{DIRECTION_COLUMN}: {_SENT}`"
            for fact in sender_facts(block.facts):
                rows = np.flatnonzero(sent & (block.facts[fact] > 0))
                _refuse(block, rows, outside_sender(Span(fact), fact, said))
        dates = block.facts.get(DATE_COLUMN)
        if dates is None:
            return
        told, days = (self._reader.words(name).values for name in (DATE_COLUMN, AS_OF))
        pairs = told_days.astype(np.int64) * len(told) + dates
        for pair in np.unique(pairs[(told_days > 0) & (dates > 0)]).tolist():
            as_of, sent_on = days[pair // len(told)], told[pair % len(told)]
            if is_late(sent_on, as_of):
                late = late_message(Span(DATE_COLUMN), sent_on, str(as_of))
                _refuse(block, np.flatnonzero(pairs == pair), late)

    def _message_date(self, block: RowBlock) -> None:
        """Let the day that is asked about stand in for an untold date of the message."""
        days = self._reader.words(AS_OF).values
        places = [0, *(self._reader.place(DATE_COLUMN, day) for day in days[1:])]
        standing_in = np.array(places, np.int32)[block.days]
        fact = block.facts.get(DATE_COLUMN)
        block.facts[DATE_COLUMN] = (
            standing_in if fact is None else np.where(fact > 0, fact, standing_in)
        )

    def _people(self, block: RowBlock, array: pa.Array | None, spelling: Spelling) -> None:
        rows = block.rows
        block.people_told = np.zeros(rows, np.bool_)
        if array is None or pa.types.is_null(array.type):
            block.starts = np.arange(rows + 1)
            block.names = pa.nulls(rows, pa.string()).fill_null(UNNAMED)
            return
        if pa.types.is_fixed_size_list(array.type):
            array = array.cast(pa.list_(array.type.value_type))
        is_list = pa.types.is_list(array.type) or pa.types.is_large_list(array.type)
        if not is_list or not pa.types.is_struct(array.type.value_type):
            empty = is_list and pa.types.is_null(array.type.value_type)
            if not empty:
                self._misfit(block, np.flatnonzero(_told(array)))
                array = pa.nulls(rows, pa.list_(pa.struct([])))
        block.people_told = _told(array)
        null = ~block.people_told
        counts = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
        counts = np.where(null, 1, counts).astype(np.int64)
        block.starts = np.concatenate([[0], np.cumsum(counts)])
        # Where nothing was said of recipients stands one of whom nothing is known.
        real = ~np.repeat(null, counts)
        rows_of = np.repeat(np.arange(rows), counts)[real]
        flat = array.flatten()
        if pa.types.is_struct(flat.type):
            self._misfit(block, rows_of[~_told(flat)])
            self._fields(block, flat, real, rows_of, spelling)
        self._names(block, real, counts)

    def _fields(
        self,
        block: RowBlock,
        flat: pa.StructArray,
        real: NDArray[np.bool_],
        rows_of: NDArray[np.int64],
        spelling: Spelling,
    ) -> None:
        for index, part in enumerate(flat.flatten()):
            field_name = flat.type.field(index).name
            name = field_name if "." in field_name else f"{RECIPIENT}.{field_name}"
            codes = self._codes(block, name, part, spelling, rows_of)
            if name in block.of_people:
                twice = (block.of_people[name][real] > 0) & (codes > 0)
                self._misfit(block, rows_of[twice])
            if codes.any():
                spread = np.zeros(len(real), codes.dtype)
                spread[real] = codes
                block.of_people[name] = spread

    def _codes(
        self,
        block: RowBlock,
        column: str,
        array: pa.Array,
        spelling: Spelling,
        rows_of: NDArray[np.int64] | None,
    ) -> ValueCodes:
        """Read a column, noting the rows of cells that cannot be read."""
        fact = self._facts.get(column)
        in_place = column == AS_OF or (
            fact is not None and (fact.entity == RECIPIENT) is (rows_of is not None)
        )
        path = column if rows_of is None else f"{RECIPIENTS_COLUMN}.{column}"
        if in_place:
            places, cells = distinct_values(array)
        else:  # wrong whatever it tells
            places = _told(array).astype(np.uint8)
            cells = [None, *(item.as_py() for item in pc.drop_null(array)[:1])]
        codes = np.zeros(len(cells), np.int32)
        for at, cell in enumerate(cells):
            if cell is None:
                continue  # the first one always, and words of a dictionary may be
            codes[at], wrong = self._reader.code(path, cell, spelling)
            if wrong is not None:
                hit = np.flatnonzero(places == at)
                rows = hit if rows_of is None else np.unique(rows_of[hit])
                block.faults.append(Fault(path, rows, self._reader.of[path].problems[wrong]))
        if rows_of is None and not codes[1:].all():
            unknown = [at for at, cell in enumerate(cells) if cell is not None and not codes[at]]
            block.unknown[column] = np.isin(places, unknown)
        if np.array_equal(codes, np.arange(len(cells))):
            return _narrow(places)
        return _narrow(codes).take(places)

    def _names(self, block: RowBlock, real: NDArray[np.bool_], counts: NDArray[np.int64]) -> None:
        codes = block.of_people.pop(NAME_COLUMN, None)
        places = np.arange(len(real)) - np.repeat(block.starts[:-1], counts)
        most = int(counts.max(initial=0))
        names = pa.array([f"{RECIPIENT} {place + 1}" for place in range(most)], pa.string())
        names = names.take(pa.array(places))
        if codes is not None:
            values = self._reader.of[f"{RECIPIENTS_COLUMN}.{NAME_COLUMN}"].values
            names = pc.coalesce(pa.array(values, pa.string()).take(pa.array(codes)), names)
            if _has_namesakes(values, codes, counts):
                parted = names.to_pylist()
                _part_namesakes(parted, block.starts)
                names = pa.array(parted, pa.string())
        block.names = pc.if_else(pa.array(real), names, UNNAMED)

    def _misfit(self, block: RowBlock, rows: NDArray[np.int64]) -> None:
        if len(rows):
            _, key = self._reader.code(RECIPIENTS_COLUMN, "nobody", lambda *_: ["nobody"])
            problems = self._reader.of[RECIPIENTS_COLUMN].problems[key]
            block.faults.append(Fault(RECIPIENTS_COLUMN, np.unique(rows), problems))


def _refuse(block: RowBlock, rows: NDArray[np.int64], problem: Diagnostic) -> None:
    if len(rows):
        block.faults.append(Fault(problem.at.source, rows, (problem,)))


def _narrow(codes: ValueCodes) -> ValueCodes:
    """Give codes in as few bytes as they need, since all work on them is copying."""
    most = int(codes.max(initial=0))
    kinds = (np.uint8, np.uint16, np.int32)
    return codes.astype(next(kind for kind in kinds if most <= np.iinfo(kind).max))


def _told(array: pa.Array) -> NDArray[np.bool_]:
    told: NDArray[np.bool_] = array.is_valid().to_numpy(zero_copy_only=False)
    return told


def _has_namesakes(values: list[str | None], codes: ValueCodes, counts: NDArray[np.int64]) -> bool:
    """Return whether two recipients of one scenario may have the same name."""
    if any(value is not None and value.startswith(RECIPIENT) for value in values):
        return True  # as those are called whose name is not told
    row_and_name = np.repeat(np.arange(len(counts)), counts) * len(values) + codes
    told = row_and_name[codes > 0]
    return len(np.unique(told)) < len(told)


def _part_namesakes(names: list[str], starts: NDArray[np.int64]) -> None:
    """Give each recipient of a scenario a name of their own: `Alice (2)`."""
    for start, end in pairwise(starts.tolist()):
        if end - start > 1 and len(set(names[start:end])) < end - start:
            numbering = RecipientNames()
            names[start:end] = map(numbering.free, names[start:end])


def _flat(table: pa.Table, facts: frozenset[str]) -> dict[str, pa.Array]:
    """Return the columns by dotted name, those of structs that are no fact taken apart."""
    result: dict[str, pa.Array] = {}

    def take(name: str, array: Any) -> None:  # noqa: ANN401 - an Arrow array
        if pa.types.is_struct(array.type) and name not in facts and array.type.num_fields:
            for index, part in enumerate(array.flatten()):
                inner = array.type.field(index).name
                take(inner if name == FACTS else f"{name}.{inner}", part)
        else:
            result[name] = array

    for name, column in zip(table.column_names, table.columns, strict=True):
        take(name, column.combine_chunks() if column.num_chunks != 1 else column.chunk(0))
    return result
