"""Tables from wherever they are, in parts of moderate length."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa

from advisor.advice.batch.cell_parser import (
    RECIPIENTS_COLUMN,
    cell_as_is,
    cell_as_json,
    cell_as_text,
)
from advisor.diagnostics import Diagnostic, InvalidScenario, Span
from advisor.source.csv_dialect import read_csv_dialect
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.advice.batch.cell_parser import Spelling
    from advisor.source.csv_dialect import CsvDialect

PART = 1 << 17
_LINES = 1 << 16
_BYTES = 1 << 24
_SUFFIXES = (".parquet", ".jsonl", ".ndjson", ".csv")


@dataclass(frozen=True)
class TablePart:
    """
    Some rows of a source, with how its cells are spelled.

    `broken` lists rows that could not be read at all; they are empty in the table.

    Raises `InvalidScenario` where two columns have one name: either could be meant.
    """

    table: pa.Table
    spelling: Spelling = cell_as_is
    of_people: Spelling = cell_as_is
    broken: list[tuple[int, Diagnostic]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find columns of one name."""
        names = self.table.column_names
        if len(set(names)) < len(names):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise InvalidScenario(tuple(_twice(item) for item in twice))

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:  # noqa: ANN401
        """Be a table, as whoever looks for one expects it."""
        return self.table.__arrow_c_stream__(requested_schema)


def table_parts(source: Any, texts: Sequence[str]) -> Iterator[TablePart]:  # noqa: ANN401 - any table
    """
    Read a table, or a Parquet, JSONL or CSV file, part by part; a part gives itself.

    `texts` names columns that hold words, whatever these look like.

    Raises `InvalidScenario` where that cannot be read at all.
    """
    if isinstance(source, TablePart):
        yield source
    elif isinstance(source, str | Path):
        yield from _of_file(Path(source), texts)
    elif hasattr(source, "__arrow_c_stream__"):
        for table in _gathered(pa.RecordBatchReader.from_stream(source)):
            yield from _sliced(table)
    else:
        from pyarrow.interchange import from_dataframe

        yield from _sliced(from_dataframe(source))


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Join short batches, since each table costs something however short it is."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(map(len, waiting)) >= PART:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def _sliced(table: pa.Table) -> Iterator[TablePart]:
    for start in range(0, len(table), PART):
        yield TablePart(table.slice(start, PART))


def _of_file(path: Path, texts: Sequence[str]) -> Iterator[TablePart]:
    try:
        match path.suffix.lower():
            case ".parquet":
                yield from _parquet(path)
            case ".jsonl" | ".ndjson":
                yield from _json_lines(path, texts)
            case ".csv":
                yield from _csv(path)
            case _:
                raise InvalidScenario((_unreadable(path, "its name says no kind of table"),))
    except (OSError, UnicodeDecodeError, pa.ArrowInvalid) as error:
        raise InvalidScenario((_unreadable(path, str(error).partition("\n")[0]),)) from error


def _parquet(path: Path) -> Iterator[TablePart]:
    from pyarrow.parquet import ParquetFile, read_metadata

    columns = read_metadata(path).schema
    words = [column.path for column in columns if column.logical_type.type == "STRING"]
    # Such files keep each word once: so it need not be looked for in every row.
    with ParquetFile(path, read_dictionary=words) as file:
        for table in _gathered(file.iter_batches(PART)):
            yield from _sliced(table)


def _csv(path: Path) -> Iterator[TablePart]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            dialect = read_csv_dialect(file)
        except ValueError as error:
            raise InvalidScenario((_unreadable(path, str(error)),)) from error
    yield from csv_rows(path, dialect)


def csv_rows(source: Path | BinaryIO, dialect: CsvDialect) -> Iterator[TablePart]:
    """Read rows of CSV, below a line with the names of the columns."""
    from pyarrow import csv

    options = csv.ConvertOptions(
        column_types={name: pa.string() for name in dialect.names},
        null_values=[""],
        strings_can_be_null=True,
    )
    reading = csv.ReadOptions(block_size=_BYTES)
    parsing = csv.ParseOptions(delimiter=dialect.delimiter, newlines_in_values=True)
    with csv.open_csv(source, reading, parsing, options) as reader:
        for table in _gathered(reader):
            for part in _sliced(table):
                yield _with_people(part.table.rename_columns(dialect.columns))


def _with_people(table: pa.Table) -> TablePart:
    """Take the recipients out of their JSON texts."""
    if RECIPIENTS_COLUMN not in table.column_names:
        return TablePart(table, cell_as_text)
    people: list[Any] = []
    broken: list[tuple[int, Diagnostic]] = []
    for row, text in enumerate(table[RECIPIENTS_COLUMN].to_pylist()):
        told = None
        if text is not None:
            try:
                told = _spelt(json.loads(text))
            except ValueError as error:
                broken.append((row, _not_json(RECIPIENTS_COLUMN, str(error))))
        people.append(told)
    at = table.column_names.index(RECIPIENTS_COLUMN)
    return TablePart(
        table.set_column(at, RECIPIENTS_COLUMN, _lists(people)), cell_as_text, cell_as_json, broken
    )


def _lists(people: list[Any]) -> pa.Array:
    names = dict.fromkeys(name for one in people if one for person in one for name in person)
    kind = pa.list_(pa.struct([(name, pa.string()) for name in names]))
    return pa.array(people, kind)


def _spelt(people: Any) -> list[dict[str, str]] | None:  # noqa: ANN401 - whatever was written
    if people is None:
        return None
    if not isinstance(people, list) or not all(isinstance(person, dict) for person in people):
        raise ValueError("recipients are a list of mappings")
    return [
        {name: json.dumps(value) for name, value in person.items() if value is not None}
        for person in people
    ]


def _json_lines(path: Path, texts: Sequence[str]) -> Iterator[TablePart]:
    with path.open("rb") as file:
        while lines := list(islice(file, _LINES)):
            yield json_rows(lines, texts)


def json_rows(lines: list[bytes], texts: Sequence[str]) -> TablePart:
    """Read rows of JSONL, not very many of them."""
    return _typed(lines, texts) or _untyped(lines)


def _typed(lines: list[bytes], texts: Sequence[str]) -> TablePart | None:
    """Read lines that all have the same kinds of values, which is fast."""
    from pyarrow import json as arrow_json

    if not all(line.startswith(b"{") for line in lines):
        return None  # an empty line is no row to one reader, and a broken one to the other
    data = b"".join(lines)
    reading = arrow_json.ReadOptions(use_threads=False, block_size=len(data) + 1)
    words = pa.schema([(name, pa.string()) for name in texts])
    parsing = arrow_json.ParseOptions(explicit_schema=words)
    try:
        table = arrow_json.read_json(pa.BufferReader(data), reading, parsing)
    except pa.ArrowInvalid:
        return None
    return TablePart(table) if len(table) == len(lines) and not _has_times(table.schema) else None


def _has_times(fields: Any) -> bool:  # noqa: ANN401 - a schema or a type
    """Return whether words that look like a time were taken for one."""
    return any(
        pa.types.is_timestamp(one.type)
        or (pa.types.is_struct(one.type) and _has_times(one.type))
        or (pa.types.is_list(one.type) and _has_times([one.type.value_field]))
        for one in fields
    )


def _untyped(lines: list[bytes]) -> TablePart:
    """Read lines one by one, each value by itself as JSON."""
    rows: list[dict[str, Any]] = []
    broken: list[tuple[int, Diagnostic]] = []
    for number, line in enumerate(lines):
        row: dict[str, Any] = {}
        try:
            row = _row(json.loads(line, object_pairs_hook=_once))
        except ValueError as error:
            broken.append((number, _not_json("", str(error))))
        rows.append(row)
    names = dict.fromkeys(name for row in rows for name in row if name != RECIPIENTS_COLUMN)
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    columns[RECIPIENTS_COLUMN] = _lists([row.get(RECIPIENTS_COLUMN) for row in rows])
    return TablePart(pa.table(columns), cell_as_json, cell_as_json, broken)


def _row(told: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever was written
    if not isinstance(told, dict):
        raise ValueError("a scenario is a mapping")  # noqa: TRY004 - told as any other
    return {**dict(_dotted(told)), RECIPIENTS_COLUMN: _spelt(told.get(RECIPIENTS_COLUMN))}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        raise ValueError("a key is there twice")
    return result


_ENTITIES = frozenset({"facts", "message", "tracking", "lawyer", "firm", "matter", "sender"})


def _dotted(told: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in told.items():
        if value is None or (name == RECIPIENTS_COLUMN and not path):
            continue
        if name in _ENTITIES and isinstance(value, dict) and not path:
            yield from _dotted(value, "" if name == "facts" else name)
        elif name == "scenario" and not path:
            yield name, str(value)
        else:
            yield f"{path}.{name}" if path else name, json.dumps(value)


def _not_json(column: str, said: str) -> Diagnostic:
    return Diagnostic(
        code="bad-value",
        at=Span(column or "<line>"),
        what=f"this is no scenario in JSON: {said}",
        why="what cannot be read has told nothing, and nothing is guessed in its place",
        fix="write one mapping to a line, and recipients as a list of mappings",
    )


def _unreadable(path: Path, said: str) -> Diagnostic:
    return Diagnostic(
        code="unreadable",
        at=Span(str(path)),
        what=f"this is no table that can be read: {said}",
        why="scenarios by the row come as Parquet, JSONL or CSV",
        fix=f"name a file that ends in {', '.join(f'`{item}`' for item in _SUFFIXES)}",
    )


def _twice(column: str) -> Diagnostic:
    return Diagnostic(
        code="told-twice",
        at=Span("table"),
        what=f"two columns are named `{column}`",
        why="either could be meant, and nothing is guessed",
        fix="keep one of the two",
    )
