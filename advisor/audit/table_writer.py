"""Tables written as Parquet, JSONL or CSV, by the name of the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from advisor.audit.checkpoint_store import write_when_whole
from advisor.printable import printable

SUFFIXES = (".parquet", ".jsonl", ".ndjson", ".csv")
_GROUP = 1 << 17
_STEERING = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]"
_FORMULA = "=+@\t\r-"


@contextmanager
def open_table_writer(path: Path, schema: pa.Schema) -> Iterator[Callable[[pa.Table], None]]:
    """
    Write a table piece by piece; the file appears when it is whole.

    The suffix of `path` says how it is written, one of `SUFFIXES`.
    """
    with write_when_whole(path) as file:
        match path.suffix.lower():
            case ".parquet":
                pieces = _parquet(file, schema)
            case ".csv":
                pieces = _csv(file, schema)
            case _:
                pieces = _json_lines(file)
        next(pieces)
        try:
            yield pieces.send
        finally:
            pieces.close()


def _parquet(file: BinaryIO, schema: pa.Schema) -> Any:  # noqa: ANN401 - a generator to send to
    from pyarrow import parquet

    waiting: list[pa.Table] = []
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        try:
            while True:
                waiting.append((yield))
                if sum(map(len, waiting)) >= _GROUP:
                    writer.write_table(pa.concat_tables(waiting))
                    waiting.clear()
        except GeneratorExit:
            if waiting:
                writer.write_table(pa.concat_tables(waiting))


def _csv(file: BinaryIO, schema: pa.Schema) -> Any:  # noqa: ANN401 - likewise
    from pyarrow import csv

    flat = pa.schema([(item.name, _flat_type(item.type)) for item in schema])
    with csv.CSVWriter(file, flat) as writer:
        while True:
            piece = yield
            columns = [_flat(column) for column in piece.columns]
            writer.write_table(pa.table(columns, schema=flat))


def _flat_type(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_list(kind) else kind


def _flat(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write lists as words with spaces between, and let no text be taken for a formula."""
    if pa.types.is_list(column.type):
        column = pc.binary_join(column, " ")
    if not pa.types.is_string(column.type):
        return column
    steering = pc.fill_null(pc.match_substring_regex(column, _STEERING), False)  # noqa: FBT003
    if pc.any(steering).as_py():
        texts = [text if text is None else printable(text) for text in column.to_pylist()]
        column = pa.chunked_array([pa.array(texts, pa.string())])
    harmful = pc.fill_null(pc.match_substring_regex(column, f"^[{_FORMULA}]"), False)  # noqa: FBT003
    if not pc.any(harmful).as_py():
        return column
    return pc.if_else(harmful, pc.binary_join_element_wise("'", column, ""), column)


def _json_lines(file: BinaryIO) -> Any:  # noqa: ANN401 - likewise
    while True:
        piece = yield
        lines = _lines(piece.combine_chunks())
        file.writelines(f"{line}\n".encode() for line in lines.to_pylist())


def _lines(piece: pa.Table) -> pa.Array:
    """Write each row as JSON, each distinct value once."""
    cells: list[Any] = []
    for name, column in zip(piece.column_names, piece.columns, strict=True):
        lead = f"{', ' if cells else '{'}{json.dumps(name)}: "
        cells += [lead, _texts(column)]
    return pc.binary_join_element_wise(*cells, "}", "") if len(piece) else pa.array([], pa.string())


def _texts(column: pa.ChunkedArray) -> pa.Array:
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks)
    if pa.types.is_list(array.type):
        return pa.array(list(map(_text, array.to_pylist())), pa.string())
    encoded = array.dictionary_encode()
    words = pa.array(list(map(_text, encoded.dictionary.to_pylist())), pa.string())
    return pc.fill_null(words.take(encoded.indices), "null")


def _text(value: Any) -> str:  # noqa: ANN401 - any cell
    return json.dumps(value, ensure_ascii=False, default=str)
