"""Tables of scenarios answered block by block."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from advisor.advice.batch.blocks import DATE_COLUMN, TITLE, Fault, RowBlock, RowBlocks
from advisor.advice.batch.cell_parser import AS_OF, CellParser
from advisor.advice.batch.compile import BatchOptions, FindingTag
from advisor.advice.batch.errors import error_table
from advisor.advice.batch.row_closing import RowClosing, RowGroup
from advisor.advice.batch.row_fallback import RowFallback
from advisor.advice.batch.sources import TablePart, table_parts
from advisor.advice.batch.tables import NOBODY, Hits
from advisor.engine.columnar.conditions import InputPlane
from advisor.engine.columnar.schedule import unpack_bits
from advisor.engine.columnar.values import FactPlanes, ValuePlanes
from advisor.engine.place_containment import Containment
from advisor.model.authorities import Weight
from advisor.model.law_clock import LawClock
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from advisor.advice.batch.schedule_cache import ScheduleCache
    from advisor.diagnostics import Diagnostic
    from advisor.engine.columnar.values import ValueCodes
    from advisor.model.vocabulary import Value

_LANES = 1 << 18
_WORDS = (FactType.CHOICE, FactType.PLACE, FactType.TEXT, FactType.DATE)


@dataclass(frozen=True)
class AnswerTables:
    """
    The answers to some rows, as Arrow tables.

    `findings` has a row for each finding, in no order that matters; `verdicts` one for
    each scenario that could be read; `errors` one for each problem of the others. `row`
    counts the rows of the source from 0 in all three.
    """

    findings: pa.Table
    verdicts: pa.Table
    errors: pa.Table


@dataclass(frozen=True)
class BatchAnswers:
    """
    The answers to a table of scenarios; `otherwise` is the day of a row that tells none.

    With `moving` messages are taken as sent on the day `as_of`. `beneath` are facts that count
    where a row says nothing of them.

    Iterating gives them in parts, so that memory stays bounded however long the table;
    `findings`, `verdicts` and `errors` are those of the whole table.
    """

    plans: ScheduleCache = field(repr=False)
    source: Any = field(repr=False)
    as_of: date | None
    today: date | None
    undated: Diagnostic
    wanted: BatchOptions = field(default_factory=BatchOptions)
    otherwise: date | None = None
    moving: bool = False
    beneath: Mapping[str, Value] = field(default_factory=dict)

    def __iter__(self) -> Iterator[AnswerTables]:
        return _Answering(self).tables()

    @cached_property
    def whole(self) -> AnswerTables:
        """Return all parts as one."""
        found = list(self)
        return AnswerTables(
            *(
                pa.concat_tables([getattr(item, name) for item in found]).unify_dictionaries()
                for name in ("findings", "verdicts", "errors")
            )
        )

    @property
    def findings(self) -> pa.Table:
        """Return every finding of the whole table."""
        return self.whole.findings

    @property
    def verdicts(self) -> pa.Table:
        """Return every verdict of the whole table."""
        return self.whole.verdicts

    @property
    def errors(self) -> pa.Table:
        """Return every problem of the whole table."""
        return self.whole.errors


class _Answering:
    """One pass over a source."""

    def __init__(self, many: BatchAnswers) -> None:
        self.many = many
        self.plans = many.plans
        self.law = many.plans.assembly.law
        self.reader = CellParser(self.law, many.today)
        self.blocks = RowBlocks(
            self.reader,
            many.as_of,
            many.undated,
            many.otherwise,
            moving=many.moving,
            beneath=many.beneath,
        )
        self.values = _ValuesOf(self.reader)
        self.answers: dict[LawClock, FactPlanes] = {}
        self.closing = RowClosing(self.law, self.plans.closer, self.reader)

    def tables(self) -> Iterator[AnswerTables]:
        first = 0
        facts = self.law.vocabulary.facts
        texts = [TITLE, AS_OF, *(name for name, fact in facts.items() if fact.type in _WORDS)]
        part = None
        for part in table_parts(self.many.source, texts):
            yield self._part(part, first)
            first += len(part.table)
        if part is None:  # so that there are tables, if empty ones
            yield self._part(TablePart(pa.table({TITLE: pa.array([], pa.string())})), 0)

    def _part(self, part: TablePart, first: int) -> AnswerTables:
        self.reader.forget()
        if not self.reader.of:
            self.answers.clear()
        block = self.blocks.block(part.table, part.spelling, part.of_people)
        for row, problem in part.broken:
            block.faults = [_without(fault, row) for fault in block.faults]
            block.faults.append(Fault(problem.at.source, np.array([row]), (problem,)))
        hits = Hits(self.plans.codebook, block, self.reader.words(AS_OF).values, first)
        told = frozenset((*block.facts, *block.of_people))
        for group in self._groups(block):
            self._answer(group, block, told, hits)
        return AnswerTables(hits.findings(), hits.verdicts(), error_table(block, first))

    def _groups(self, block: RowBlock) -> Iterator[RowGroup]:
        """Sort rows by the law of their days and the number of their recipients."""
        starts, epoch = self._clocks(block)
        counts = np.diff(block.starts)
        keys = 2 * (epoch * (int(counts.max(initial=0)) + 1) + counts) + block.people_told
        rows = np.flatnonzero(block.good)
        chosen = keys[rows]
        for key in np.flatnonzero(np.bincount(chosen)).tolist():
            of_key = rows[chosen == key]
            start = starts[epoch[of_key[0]]]
            people = int(counts[of_key[0]])
            step = max(64, _LANES // max(people, 1) // 64 * 64)
            for at in range(0, len(of_key), step):
                if start is not None:
                    is_told = bool(block.people_told[of_key[0]])
                    yield RowGroup(start, people, of_key[at : at + step], is_told)

    def _clocks(self, block: RowBlock) -> tuple[list[LawClock | None], NDArray[np.int64]]:
        """Return the different clocks of some rows, and of each row which of them is its own."""
        days, sent = self.reader.words(AS_OF).values, self.reader.words(DATE_COLUMN).values
        first = self.plans.epochs.start
        pairs = block.days.astype(np.int64) * len(sent) + block.facts[DATE_COLUMN]
        different, number = np.unique(pairs, return_inverse=True)
        clocks: dict[LawClock | None, int] = {}
        known = []
        for pair in different.tolist():
            day, sent_on = days[pair // len(sent)], sent[pair % len(sent)]
            clock = None
            if day is not None:
                days_of_row = LawClock.between(sent_on or day, day)
                clock = LawClock(first(days_of_row.sending), first(day))
            known.append(clocks.setdefault(clock, len(clocks)))
        return list(clocks), np.array(known, np.int64)[number]

    def _answer(self, group: RowGroup, block: RowBlock, told: frozenset[str], hits: Hits) -> None:
        facts = _facts(group, block)
        if self.closing.relates:
            closed = self.closing.close(facts, group)
            if closed.faults:
                block.faults += closed.faults
                group = replace(group, rows=group.rows[closed.sound])
                if not len(group.rows):
                    return
            facts = closed.facts
            told = told.union(facts)
        shape = group.clock, min(group.people, 2), self.many.wanted
        schedule = self.plans.schedule(shape, told, len(group.rows))
        if schedule is None:
            self._answer_singly(group, block, hits)
            return
        answers = self.answers.get(group.clock)
        if answers is None:
            places = self.law.places
            sending, later = group.clock.sending, group.clock.later
            atlases = Containment(places, sending), Containment(places, later)
            answers = self.answers[group.clock] = FactPlanes(atlases, places.names, self.values)
        asked = {key.fact for key in schedule.keys if isinstance(key, InputPlane)}
        _leave_open(facts, asked, group)
        planes = ValuePlanes(answers, facts)
        count = len(group.rows)
        for tag, plane in schedule.run(planes.bring, count, group.people):
            if not plane.any():
                continue  # most findings are made in a few rows of a group, or in none
            bits = unpack_bits(plane, count)
            if isinstance(tag, FindingTag):
                _put(tag, bits, group, hits)
            else:
                hits.mark(tag, _places(bits, group.rows))

    def _answer_singly(self, group: RowGroup, block: RowBlock, hits: Hits) -> None:
        days = self.reader.words(AS_OF).values
        singly = RowFallback(self.plans.assembly, self.many.wanted, self.values)
        for row in group.rows.tolist():
            singly.answer(block, row, days[block.days[row]], hits)


def _facts(group: RowGroup, block: RowBlock) -> dict[str, ValueCodes]:
    rows = _span(group.rows)
    facts: dict[str, ValueCodes] = {name: codes[rows] for name, codes in block.facts.items()}
    if group.people:
        lanes = block.starts[group.rows]
        if group.people > 1:
            lanes = lanes + np.arange(group.people)[:, None]
        of_each = _span(lanes)
        facts.update((name, codes[of_each]) for name, codes in block.of_people.items())
    return facts


def _leave_open(facts: dict[str, ValueCodes], wanted: set[str], group: RowGroup) -> None:
    """Add facts that a schedule asks for and that no row of this block tells."""
    open_of_all = np.zeros(len(group.rows), np.uint8)
    open_of_each = np.zeros((group.people, len(group.rows))[group.people < 2 :], np.uint8)  # noqa: PLR2004
    for fact in wanted - facts.keys():
        facts[fact] = open_of_each if fact.startswith(f"{RECIPIENT}.") else open_of_all


def _put(piece: FindingTag, bits: NDArray[np.bool_], group: RowGroup, hits: Hits) -> None:
    """Note the scenarios and recipients of one kind of finding."""
    instance = piece.instance
    weight = Weight.PERSUASIVE if piece.persuasive else instance.weight
    people: NDArray[np.int64] | int
    said = instance.norm.id, instance.jurisdiction, piece.outcome, weight, instance.verified
    if not piece.personal:
        people, rows = NOBODY, _places(bits if bits.ndim == 1 else bits[-1], group.rows)
    else:
        each = bits if bits.ndim > 1 else np.broadcast_to(bits, (group.people, len(bits)))
        people, at = np.divmod(np.flatnonzero(each), bits.shape[-1])
        rows = group.rows[at]
    hits.finding(said, rows, people, persuasive=piece.persuasive, set_aside=piece.set_aside)


def _places(bits: NDArray[np.bool_], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return those of some rows, in rising order, that have their bit."""
    hits = np.flatnonzero(bits)
    if rows[-1] - rows[0] < len(rows):
        hits += rows[0]
        return hits
    return rows.take(hits)


class _ValuesOf(dict[str, list[Any]]):
    """The distinct values of each fact, as the reader knows them at the moment."""

    def __init__(self, reader: CellParser) -> None:
        super().__init__()
        self._reader = reader

    def __getitem__(self, fact: str) -> list[Any]:
        path = f"recipients.{fact}" if fact.startswith("recipient.") else fact
        return self._reader.words(path).values


def _span(places: NDArray[np.int64]) -> NDArray[np.int64] | slice:
    """Give places that follow one another as a slice, which copies nothing."""
    if places.ndim == 1 and places[-1] - places[0] == len(places) - 1:
        return slice(int(places[0]), int(places[-1]) + 1)
    return places


def _without(fault: Fault, row: int) -> Fault:
    return Fault(fault.column, fault.rows[fault.rows != row], fault.problems)
