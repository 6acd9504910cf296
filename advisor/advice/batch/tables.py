"""Findings and verdicts as Arrow tables, written by the column."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa

from advisor.advice.batch.dictionary_columns import SOURCES
from advisor.advice.batch.interned_names import InternedNames
from advisor.advice.batch.verdict_gates import TopicMark, VerdictMark
from advisor.model.authorities import Verification, Weight
from advisor.model.coverage import CoverageLevel
from advisor.model.norms import Outcome
from advisor.model.opinions import Reason

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from advisor.advice.batch.blocks import RowBlock
    from advisor.advice.batch.dictionary_columns import DictionaryColumns

ColumnText: TypeAlias = tuple[str, str, Outcome, Weight, Verification]
"""A norm and where, its outcome, its weight, how well it was read."""

NOBODY = -1
"""Stands for the recipient of a finding on the whole message."""


_OF_PIECES = ("norm", "jurisdiction", "outcome", "applies", "source", "weight", "verified")


class _Piece(NamedTuple):
    """What many findings have in common: their words as codes."""

    codes: list[int]
    set_aside: bool


class Hits:
    """
    What planes said of one block.

    `days` are the distinct days of the block, `first` is the number of its first row.
    """

    def __init__(
        self, codebook: DictionaryColumns, block: RowBlock, days: Sequence[date | None], first: int
    ) -> None:
        self._codebook = codebook
        self._block = block
        self._days = days
        self._first = first
        self._titles = InternedNames.of(block.titles)
        self._names = InternedNames.of(block.names)
        self._pieces: list[_Piece] = []
        # The same is found in one group of rows after another.
        self._codes: dict[tuple[ColumnText, int], list[int]] = {}
        self._rows: list[NDArray[np.int64]] = []
        self._people: list[NDArray[np.int16]] = []
        self._name_codes: list[NDArray[np.int32]] = []
        self._marks: dict[VerdictMark | TopicMark, list[NDArray[np.int64]]] = {}

    def finding(
        self,
        said: ColumnText,
        rows: NDArray[np.int64],
        people: NDArray[np.int64] | int,
        *,
        persuasive: bool = False,
        set_aside: bool = False,
    ) -> None:
        """
        Note the rows of one kind of finding, each on one of its recipients, or on `NOBODY`.

        `people` has the number of the recipient for each row, or one number for all.
        """
        if not len(rows):
            return
        self._pieces.append(_Piece(self._coded(said, persuasive), set_aside))
        self._rows.append(rows)
        if isinstance(people, int):
            self._people.append(np.full(len(rows), people, np.int16))
        else:
            self._people.append(people.astype(np.int16))
        if isinstance(people, int) and people == NOBODY:
            self._name_codes.append(np.zeros(len(rows), np.int32))
        else:
            places = self._block.starts.take(rows) + people
            self._name_codes.append(self._names.codes.take(places))

    def _coded(self, said: ColumnText, persuasive: int) -> list[int]:
        known = self._codes.get((said, persuasive))
        if known is None:
            known = self._codes[said, persuasive] = self._codes_of(said, persuasive)
        return known

    def _codes_of(self, said: ColumnText, persuasive: int) -> list[int]:
        norm, jurisdiction, outcome, weight, verified = said
        words = (
            norm,
            jurisdiction,
            outcome.value,
            outcome.applies.value,
            SOURCES[persuasive],
            weight.value,
            verified.value,
        )
        codes = self._codebook.codes
        return [codes[column][word] for column, word in zip(_OF_PIECES, words, strict=True)]

    def mark(self, mark: VerdictMark | TopicMark, rows: NDArray[np.int64]) -> None:
        """Note the scenarios of which a mark is true."""
        if len(rows):
            self._marks.setdefault(mark, []).append(rows)

    def findings(self) -> pa.Table:
        """Return a row for each finding."""
        lengths = [len(rows) for rows in self._rows]
        rows = np.concatenate([np.zeros(0, np.int64), *self._rows])
        pieces = np.array([piece.codes for piece in self._pieces]).reshape(-1, len(_OF_PIECES)).T
        people = np.concatenate([np.zeros(0, np.int16), *self._people])
        aside = np.array([piece.set_aside for piece in self._pieces], np.bool_)
        personal = people != NOBODY
        columns: dict[str, pa.Array] = {
            "row": pa.array(rows + self._first if self._first else rows),
            "scenario": self._titles.at(rows),
        }
        for name, codes in zip(_OF_PIECES, pieces, strict=True):
            narrow = codes.astype(self._codebook.kind(name))
            columns[name] = self._codebook.column(name, np.repeat(narrow, lengths))
            if name == "jurisdiction":
                columns["recipient"] = pa.array(people, mask=~personal)
                names = np.concatenate([np.zeros(0, np.int32), *self._name_codes])
                columns["recipient_name"] = self._names.coded(names, ~personal)
        columns["set_aside"] = pa.array(np.repeat(aside, lengths), pa.bool_())
        return pa.table(columns)

    def verdicts(self) -> pa.Table:
        """Return a row for each scenario that could be read."""
        block, book = self._block, self._codebook
        number = book.codes["because"]
        reasons = np.full(block.rows, number[Reason.SILENCE.value], np.int8)
        for reason in reversed(Reason):  # the first that holds is written last
            for rows in self._marks.get(VerdictMark(reason), ()):
                reasons[rows] = number[reason.value]
        weights = np.full(block.rows, -1, np.int8)
        for weight in reversed(Weight):  # the strongest is written last
            for reason in Reason:
                where = reasons == number[reason.value]
                self._write(weights, where, VerdictMark(reason, weight), weight)
        levels = np.full(block.rows, -1, np.int8)
        for reason in Reason:
            where = reasons == number[reason.value]
            if not reason.rests_on_the_best:
                for level in Verification:  # the weakest is written last
                    self._write(levels, where, VerdictMark(reason, None, level), level)
                continue
            for weight in Weight:
                of_weight = where & (weights == book.codes["weight"][weight.value])
                for level in reversed(Verification):  # the best is written last
                    self._write(levels, of_weight, VerdictMark(reason, weight, level), level)
        coverage = np.full(block.rows, -1, np.int8)
        for covered in CoverageLevel:  # the least is written last
            for rows in self._marks.get(TopicMark(covered), ()):
                coverage[rows] = book.codes["coverage"][covered.value]
        return self._verdict_table(reasons, weights, levels, coverage)

    def _write(
        self, into: NDArray[np.int8], where: NDArray[np.bool_], mark: VerdictMark, word: Enum
    ) -> None:
        column = "weight" if isinstance(word, Weight) else "verified"
        for rows in self._marks.get(mark, ()):
            into[rows[where[rows]]] = self._codebook.codes[column][word.value]

    def _verdict_table(
        self,
        reasons: NDArray[np.int8],
        weights: NDArray[np.int8],
        levels: NDArray[np.int8],
        coverage: NDArray[np.int8],
    ) -> pa.Table:
        block, book = self._block, self._codebook
        rows = np.flatnonzero(block.good)
        verdict_of = np.array([book.codes["verdict"][item.verdict.value] for item in Reason])
        reasons, weights, levels = reasons[rows], weights[rows], levels[rows]
        coverage = coverage[rows]
        return pa.table(
            {
                "row": pa.array(rows + self._first),
                "scenario": self._titles.at(rows),
                "as_of": pa.array(self._days, pa.date32()).take(pa.array(block.days[rows])),
                "verdict": book.column("verdict", verdict_of[reasons]),
                "because": book.column("because", reasons),
                "weight": book.column("weight", weights, weights < 0),
                "relies_on": book.column("verified", levels, levels < 0),
                "coverage": book.column("coverage", coverage, coverage < 0),
            }
        )
