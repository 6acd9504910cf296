"""Findings, verdicts and errors as Arrow tables, written by the column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from advisor.advice.many.verdicts import BREACH, REASONS, SILENCE, Mark
from advisor.model.authorities import Verification, Weight
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from advisor.advice.many.blocks import Block
    from advisor.advice.many.compiled import Piece
    from advisor.model.law import Law

SOURCES = ("governing", "persuasive")


def _applies(outcome: Outcome) -> Truth:
    if outcome in (Outcome.INAPPLICABLE, Outcome.DEFEATED):
        return Truth.FALSE
    return Truth.UNKNOWN if outcome is Outcome.UNDETERMINED else Truth.TRUE


@dataclass(frozen=True)
class Codebook:
    """The words of each column of findings, numbered once for a law."""

    words: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, law: Law) -> Codebook:
        """Give a number to each word that findings on a law can have."""
        policies = law.policies.values()
        places = (*law.jurisdictions, *(one.authority.jurisdiction for one in policies))
        words = {
            "norm": tuple(norm.id for one in policies for norm in one.norms),
            "jurisdiction": tuple(dict.fromkeys(places)),
            "outcome": _values(Outcome),
            "applies": _values(Truth),
            "source": SOURCES,
            "weight": _values(Weight),
            "verified": _values(Verification),
            "verdict": _values(Verdict),
            "because": tuple(REASONS),
        }
        codes = {
            column: {word: code for code, word in enumerate(known)}
            for column, known in words.items()
        }
        return cls(words, codes)

    def column(
        self, name: str, codes: NDArray[Any], missing: NDArray[np.bool_] | None = None
    ) -> pa.Array:
        """Give a column of words by their codes."""
        words = self.words[name]
        kind = pa.int16() if len(words) > 127 else pa.int8()  # noqa: PLR2004
        places = pa.array(codes, kind, mask=missing)
        return pa.DictionaryArray.from_arrays(places, pa.array(words, pa.string()))


def _values(kind: type[Enum]) -> tuple[str, ...]:
    return tuple(str(one.value) for one in kind)


_OF_PIECES = ("norm", "jurisdiction", "outcome", "applies", "source", "weight", "verified")


class Hits:
    """
    What planes said of one block.

    `days` are the distinct days of the block, `first` is the number of its first row.
    """

    def __init__(
        self, codebook: Codebook, block: Block, days: Sequence[date | None], first: int
    ) -> None:
        self._codebook = codebook
        self._block = block
        self._days = days
        self._first = first
        self._pieces: list[tuple[list[int], bool]] = []
        self._rows: list[NDArray[np.int32]] = []
        self._people: list[NDArray[np.int16]] = []
        self._marks: dict[Mark, list[NDArray[np.int64]]] = {}

    def finding(
        self, piece: Piece, bits: NDArray[np.bool_], rows: NDArray[np.int64], people: int
    ) -> None:
        """Note the scenarios and recipients of one kind of finding."""
        if not piece.stand.personal:
            self._found(piece, rows[np.flatnonzero(bits)], -1)
            return
        for person in range(people):
            of_one = bits if bits.ndim == 1 else bits[person]
            self._found(piece, rows[np.flatnonzero(of_one)], person)

    def _found(self, piece: Piece, rows: NDArray[np.int64], person: int) -> None:
        if len(rows):
            self._pieces.append((self._coded(piece), piece.set_aside))
            self._rows.append(rows.astype(np.int32))
            self._people.append(np.full(len(rows), person, np.int16))

    def _coded(self, piece: Piece) -> list[int]:
        instance, stand = piece.stand.instance, piece.stand
        weight = Weight.PERSUASIVE if stand.persuasive else instance.weight
        said = (
            instance.norm.id,
            instance.jurisdiction,
            piece.outcome.value,
            _applies(piece.outcome).value,
            SOURCES[stand.persuasive],
            weight.value,
            instance.verified.value,
        )
        codes = self._codebook.codes
        return [codes[column][word] for column, word in zip(_OF_PIECES, said, strict=True)]

    def mark(self, mark: Mark, rows: NDArray[np.int64]) -> None:
        """Note the scenarios of which a mark is true."""
        if len(rows):
            self._marks.setdefault(mark, []).append(rows)

    def findings(self) -> pa.Table:
        """Give a row for each finding."""
        lengths = [len(rows) for rows in self._rows]
        rows = np.concatenate(self._rows) if lengths else np.zeros(0, np.int32)
        people = np.concatenate(self._people) if lengths else np.zeros(0, np.int16)
        pieces = np.array([codes for codes, _ in self._pieces], np.int16).reshape(-1, 7)
        columns: dict[str, pa.Array] = {
            "row": pa.array(rows + np.int64(self._first)),
            "scenario": self._titles(rows),
        }
        for at, name in enumerate(_OF_PIECES):
            codes = np.repeat(pieces[:, at], lengths)
            columns[name] = self._codebook.column(name, codes)
            if name == "jurisdiction":
                columns["recipient"] = pa.array(people, mask=people < 0)
                columns["recipient_name"] = self._names(rows, people)
        aside = np.array([aside for _, aside in self._pieces], np.bool_)
        columns["set_aside"] = pa.array(np.repeat(aside, lengths), pa.bool_())
        return pa.table(columns)

    def _titles(self, rows: NDArray[np.int32]) -> pa.Array:
        return _words_at(self._block.titles, rows)

    def _names(self, rows: NDArray[np.int32], people: NDArray[np.int16]) -> pa.Array:
        places = (self._block.starts[:-1][rows] + people).astype(np.int32)
        return _words_at(self._block.names, places, people < 0)

    def verdicts(self) -> pa.Table:
        """Give a row for each scenario that could be read."""
        block, book = self._block, self._codebook
        reasons = np.full(block.rows, book.codes["because"][SILENCE], np.int8)
        for reason in reversed(REASONS):
            for rows in self._marks.get(Mark(reason), ()):
                reasons[rows] = book.codes["because"][reason]
        weights = np.full(block.rows, -1, np.int8)
        for weight in reversed(Weight):  # the strongest is written last
            for reason, code in book.codes["because"].items():
                self._write(weights, reasons == code, Mark(reason, weight), weight)
        levels = np.full(block.rows, -1, np.int8)
        for level in Verification:  # the weakest is written last
            for reason, code in book.codes["because"].items():
                if reason != BREACH:
                    self._write(levels, reasons == code, Mark(reason, None, level), level)
        breached = reasons == book.codes["because"][BREACH]
        for weight in Weight:
            where = breached & (weights == book.codes["weight"][weight.value])
            for level in reversed(Verification):  # a stop rests on what was read best
                self._write(levels, where, Mark(BREACH, weight, level), level)
        return self._verdict_table(reasons, weights, levels)

    def _write(
        self, into: NDArray[np.int8], where: NDArray[np.bool_], mark: Mark, word: Enum
    ) -> None:
        column = "weight" if isinstance(word, Weight) else "verified"
        for rows in self._marks.get(mark, ()):
            into[rows[where[rows]]] = self._codebook.codes[column][word.value]

    def _verdict_table(
        self, reasons: NDArray[np.int8], weights: NDArray[np.int8], levels: NDArray[np.int8]
    ) -> pa.Table:
        block, book = self._block, self._codebook
        rows = np.flatnonzero(block.good)
        verdict_of = np.array([book.codes["verdict"][one] for one in REASONS.values()])
        reasons, weights, levels = reasons[rows], weights[rows], levels[rows]
        return pa.table(
            {
                "row": pa.array(rows + self._first),
                "scenario": self._titles(rows.astype(np.int32)),
                "as_of": pa.array(self._days, pa.date32()).take(pa.array(block.days[rows])),
                "verdict": book.column("verdict", verdict_of[reasons]),
                "because": book.column("because", reasons),
                "weight": book.column("weight", weights, weights < 0),
                "relies_on": book.column("verified", levels, levels < 0),
            }
        )


def _words_at(
    words: pa.Array | None, places: NDArray[np.int32], missing: NDArray[np.bool_] | None = None
) -> pa.Array:
    """Give the words at some places, each distinct one kept once."""
    if words is None:
        words, places = pa.array([None], pa.string()), np.zeros(len(places), np.int32)
    encoded = words.dictionary_encode()
    codes = encoded.indices.take(pa.array(places, pa.int32(), mask=missing))
    return pa.DictionaryArray.from_arrays(codes, encoded.dictionary)


def error_table(block: Block, first: int) -> pa.Table:
    """Give a row for each problem of each row that could not be read."""
    kinds = ("column", "code", "reason", "fix")
    rows = [np.zeros(0, np.int64)]
    lengths: list[int] = []
    said: list[tuple[str, str, str, str]] = []
    for fault in block.faults:
        for one in fault.problems:
            rows.append(fault.rows)
            lengths.append(len(fault.rows))
            said.append((fault.column, one.code, f"{one.what}; {one.why}", one.fix))
    numbers = np.concatenate(rows)
    places = pa.array(np.repeat(np.arange(len(said), dtype=np.int32), lengths), pa.int32())
    columns = {
        name: pa.DictionaryArray.from_arrays(
            places, pa.array([one[at] for one in said], pa.string())
        )
        for at, name in enumerate(kinds)
    }
    return pa.table(
        {
            "row": pa.array(numbers + first),
            "scenario": _words_at(block.titles, numbers.astype(np.int32)),
            **columns,
        }
    )
