"""Rows of a table of scenarios answered, and described as messages are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.advice.batch.blocks import TITLE, RowBlocks
from advisor.advice.batch.cell_parser import AS_OF, CellParser
from advisor.advice.batch.sources import TablePart
from advisor.audit.batch_answers import UNDATED, findings_of, with_verdicts
from advisor.audit.message_rows import DIRECTION, MECHANISMS, SENT_ON, is_tracked
from advisor.audit.pseudonyms import Pseudonymizer
from advisor.audit.tables import MESSAGES, Worked
from advisor.model.vocabulary import FactType
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.advice.batch.blocks import RowBlock
    from advisor.audit.batch_answers import ClassAnswers
    from advisor.model.law import Law
    from advisor.model.vocabulary import Value

_WORDS = (FactType.CHOICE, FactType.PLACE, FactType.TEXT, FactType.DATE)
ROLE = "recipient.role"


def texts(law: Law) -> list[str]:
    """Return the names of the columns of a table that hold words, whatever these look like."""
    facts = law.vocabulary.facts
    return [TITLE, AS_OF, *(name for name, fact in facts.items() if fact.type in _WORDS)]


@dataclass(frozen=True)
class Rows:
    """
    Answers parts of tables.

    `as_of` counts for every row, `day` where a row tells none, and the facts `beneath` where
    it says nothing of them.
    """

    law: Law
    tables: ClassAnswers
    seal: Pseudonymizer
    today: date
    day: date
    as_of: date | None
    beneath: Mapping[str, Value] = field(default_factory=dict)

    def worked(self, part: TablePart, source: str, first: int) -> Worked:
        """
        Answer the rows of a part, the first of which is number `first` of its file.

        A row is named after its file and its number in it, counted from 1.
        """
        answers = self.tables.answers(part, self.as_of, self.today, self.day, beneath=self.beneath)
        reader = CellParser(self.law, self.today)
        blocks = RowBlocks(reader, self.as_of, UNDATED, self.day, beneath=self.beneath)
        block = blocks.block(part.table, part.spelling, part.of_people)
        keys = [self.seal.one(f"{source}#{first + at}") for at in range(block.rows)]
        messages = _Described(block, reader, self.seal).table(pa.array(keys, pa.string()))
        messages = self._with_damages(messages, answers.errors)
        places = np.arange(block.rows)
        messages = with_verdicts(messages, answers.verdicts, places, block.rows)
        names = _sealed(block.names, self.seal)
        found = findings_of(answers.findings, places, block.rows, messages["message"],
                            block.starts, names)  # fmt: skip
        return Worked(_blanked(messages), found)

    def _with_damages(self, messages: pa.Table, errors: pa.Table) -> pa.Table:
        said: dict[int, list[str]] = {}
        for row in errors.to_pylist():
            reason = row["code"] if self.seal.key else row["reason"]
            column = f"`{row['column']}`: " if row["column"] else ""
            said.setdefault(row["row"], []).append(f"{column}{reason}")
        told = ["; ".join(said[at]) if at in said else None for at in range(len(messages))]
        at = MESSAGES.get_field_index("damage")
        return messages.set_column(at, MESSAGES.field(at), pa.array(told, pa.string()))


def _blanked(messages: pa.Table) -> pa.Table:
    """Tell nothing of a damaged row, as of a damaged message."""
    whole = pc.is_null(messages["damage"])
    if pc.all(whole).as_py() is not False:
        return messages
    columns = [
        column if name in {"message", "damage"} else _only(column, whole)
        for name, column in zip(messages.column_names, messages.columns, strict=True)
    ]
    return pa.table(columns, schema=MESSAGES)


def _only(column: pa.ChunkedArray, where: pa.ChunkedArray) -> pa.ChunkedArray:
    kept = np.where(where.to_numpy(), np.arange(len(column)), -1)
    return column.take(pa.array(kept, mask=kept < 0))


def _sealed(names: pa.Array | None, seal: Pseudonymizer) -> pa.Array:
    if names is None:
        return pa.array([], pa.string())
    if not seal.key:
        return names.cast(pa.string())
    known = names.dictionary_encode()
    words = pa.array([seal.one(item) for item in known.dictionary.to_pylist()], pa.string())
    return words.take(known.indices)


@dataclass(frozen=True)
class _Described:
    """The columns of the table of messages, for one block."""

    block: RowBlock
    reader: CellParser
    seal: Pseudonymizer

    def table(self, keys: pa.Array) -> pa.Table:
        rows = self.block.rows
        titles = self.block.titles
        given = {
            "message": keys,
            "scenario": pa.nulls(rows, pa.string()) if titles is None
            else _sealed(titles, self.seal),
            "date": self._taken(SENT_ON, lambda day: day, pa.date32()),
            "direction": self._taken(DIRECTION, str, pa.string()),
            "recipient_roles": self._roles(),
            "tracked": self._taken(MECHANISMS, is_tracked, pa.bool_()),
            "mechanisms": self._taken(MECHANISMS, sorted, pa.list_(pa.string())),
            "facts": self._shown,
        }  # fmt: skip
        columns = [
            given.get(item.name, pa.nulls(rows, item.type)).cast(item.type) for item in MESSAGES
        ]
        return pa.table(columns, schema=MESSAGES)

    def _values(self, path: str) -> list[Any]:
        return self.reader.words(path).values

    def _taken(self, fact: str, told: Any, kind: pa.DataType) -> pa.Array:  # noqa: ANN401
        codes = self.block.facts.get(fact)
        if codes is None:
            return pa.nulls(self.block.rows, kind)
        values = [None if value is None else told(value) for value in self._values(fact)]
        return pa.array(values, kind).take(pa.array(codes))

    def _lists(self, lanes: pa.Array) -> pa.Array:
        return pa.ListArray.from_arrays(pa.array(self.block.starts, pa.int32()), lanes)

    def _roles(self) -> pa.Array:
        codes = self.block.of_people.get(ROLE)
        lanes = int(self.block.starts[-1])
        if codes is None:
            return self._lists(pa.array([""] * lanes, pa.string()))
        values = [value or "" for value in self._values(f"recipients.{ROLE}")]
        return self._lists(pa.array(values, pa.string()).take(pa.array(codes)))

    @cached_property
    def _shown(self) -> pa.Array:
        """Write what each row told as JSON, the same text that a message has."""
        facts = self._joined(self.block.facts, "", self.block.rows)
        people = self._joined(self.block.of_people, "recipients.", int(self.block.starts[-1]))
        of_each = pc.binary_join(self._lists(people), ",")
        return pc.binary_join_element_wise('{"facts":', facts, ',"recipients":[', of_each, "]}", "")

    def _joined(self, facts: dict[str, Any], path: str, count: int) -> pa.Array:
        known = self.reader.law.vocabulary.facts
        pieces: Sequence[pa.Array] = [
            pa.array(list(self._pieces(name, path)), pa.string()).take(pa.array(codes))
            for name, codes in sorted(facts.items())
            if name != SENT_ON and known[name].type is not FactType.TEXT
        ]
        empty = pa.array([""] * count, pa.string())
        inner = pc.ascii_ltrim(pc.binary_join_element_wise(empty, *pieces, ""), ",")
        return pc.binary_join_element_wise("{", inner, "}", "")

    def _pieces(self, name: str, path: str) -> Iterator[str]:
        for value in self._values(f"{path}{name}"):
            yield "" if value is None else f",{json.dumps(name)}:{_plain(value)}"


def _plain(value: Any) -> str:  # noqa: ANN401 - what a fact may hold
    told = getattr(value, "value", value)  # a judgment tells its answer and not its reasons
    if isinstance(told, frozenset):
        told = sorted(told)
    return json.dumps(told.isoformat() if isinstance(told, date) else told, separators=(",", ":"))
