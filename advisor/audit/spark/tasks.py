"""What Spark's Python workers do with its Arrow batches."""

from __future__ import annotations

import io
import json
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from advisor.advice.batch.sources import TablePart, csv_rows, json_rows
from advisor.audit.aggregation import AuditTally
from advisor.audit.batch_audit import AuditConfig, AuditWorker
from advisor.audit.scenario_rows import texts
from advisor.audit.shard_runner import answer_shard
from advisor.audit.shards import shard_from_document
from advisor.audit.tables import FINDINGS, MESSAGES, Worked
from advisor.mail.sources.file_kinds import holds_mail
from advisor.mail.sources.readers import EMPTY, MESSAGE_LIMIT, TOO_LARGE, Raw, stream
from advisor.source.csv_dialect import read_csv_dialect
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from pyspark import Broadcast

PIECES = pa.schema([("messages", pa.binary()), ("findings", pa.binary()), ("tally", pa.binary())])
"""The answers to some messages: two Arrow tables, and what was counted of them."""

FILE, ROW = "advisor file", "advisor row"
_LINES = 1 << 16
_STARTED = 4_000

Batches: TypeAlias = Iterable[pa.RecordBatch]
SparkAnswer: TypeAlias = Callable[[AuditWorker, pa.RecordBatch], Iterator[Worked]]

_benches: dict[str, AuditWorker] = {}
"""What is made ready once in each process that Spark lends, for the last audit only."""


@dataclass(frozen=True)
class Task:
    """
    Answers batches; it is sent to where they are.

    `terms` are those of the audit, pickled and broadcast; `name` tells them from others'.
    """

    terms: Broadcast[bytes]
    name: str
    answer: SparkAnswer

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        """Return the pieces of all batches."""
        bench = self._bench()
        for batch in batches:
            for worked in self.answer(bench, batch):
                yield _piece(worked)

    def _bench(self) -> AuditWorker:
        bench = _benches.get(self.name)
        if bench is None:
            pa.set_cpu_count(1)
            _benches.clear()
            terms: AuditConfig = pickle.loads(self.terms.value)  # noqa: S301 - our own
            bench = _benches[self.name] = AuditWorker(terms)
        return bench


def lots(bench: AuditWorker, batch: pa.RecordBatch) -> Iterator[Worked]:
    """Answer lots that were planned, reading their files where they lie."""
    for told in batch.column("lot").to_pylist():
        yield answer_shard(bench, shard_from_document(json.loads(told)), frozenset(), _nothing)


def _nothing(_place: int) -> None:
    """Tell nobody which message is read: Spark shows how far it is."""


def mail(bench: AuditWorker, batch: pa.RecordBatch) -> Iterator[Worked]:
    """Answer files of mail that Spark has read, leaving out those that are none."""
    left: Counter[str] = Counter()
    worked = bench.mail(raw for path, data in _files(batch) for raw in _raws(path, data, left))
    yield replace(worked, left=left)


def _files(batch: pa.RecordBatch) -> Iterator[tuple[str, bytes]]:
    for path, data in zip(batch.column("path"), batch.column("content"), strict=True):
        yield local_path(path.as_py()), data.as_py()


def _raws(path: str, data: bytes, left: Counter[str]) -> Iterator[Raw]:
    """Take the same files for mail as in a folder on this machine, and count the others."""
    where = Path(path)
    if where.parent.name in {"cur", "new"}:  # of a Maildir
        damage = TOO_LARGE if len(data) > MESSAGE_LIMIT else "" if data.strip() else EMPTY
        yield Raw(path, b"" if damage else data, damage)
    elif holds_mail(where.name, data[:_STARTED]):
        yield from stream(io.BytesIO(data), path, left=left)
    else:
        left[where.suffix.lower()] += 1


def answer_text_rows(bench: AuditWorker, batch: pa.RecordBatch) -> Iterator[Worked]:
    """Answer the rows of whole CSV and JSONL files that Spark has read."""
    for path, data in _files(batch):
        first = 1
        for part in _parts(path, data, texts(bench.terms.law)):
            yield bench.rows.worked(part, path, first)
            first += len(part.table)


def _parts(path: str, data: bytes, words: list[str]) -> Iterator[TablePart]:
    if path.lower().endswith(".csv"):
        opened = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")
        yield from csv_rows(io.BytesIO(data), read_csv_dialect(opened))
        return
    lines = io.BytesIO(data)
    while some := list(islice(lines, _LINES)):
        yield json_rows(some, words)


def answer_rows(
    names: tuple[str, ...], bench: AuditWorker, batch: pa.RecordBatch
) -> Iterator[Worked]:
    """Answer rows that Spark has read, each with its file and its number there from 0."""
    table = pa.Table.from_batches([batch]).rename_columns(names)
    places = zip(table[FILE].to_pylist(), table[ROW].to_pylist(), strict=True)
    table = table.drop_columns([FILE, ROW])
    at = 0
    for (path, begin), run in groupby(
        enumerate(places), lambda one: (one[1][0], one[1][1] - one[0])
    ):
        count = sum(1 for _ in run)
        yield bench.rows.worked(TablePart(table.slice(at, count)), local_path(path), begin + at + 1)
        at += count


def local_path(path: str) -> str:
    """
    Return the name of a file of this machine as it is named elsewhere, without a scheme.

    >>> local_path("file:/mail/a%20b.eml"), local_path("s3a://archive/a.eml")
    ('/mail/a%20b.eml', 's3a://archive/a.eml')
    """
    return "/" + path[5:].lstrip("/") if path.startswith("file:") else path


def _piece(worked: Worked) -> pa.RecordBatch:
    tally = AuditTally(left=worked.left)
    tally.note(worked.messages, worked.findings)
    cells = [_packed(worked.messages), _packed(worked.findings), pickle.dumps(tally)]
    return pa.RecordBatch.from_arrays([pa.array([cell], pa.binary()) for cell in cells],
                                      schema=PIECES)  # fmt: skip


def _packed(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def unpack_table(cell: Any) -> pa.Table:  # noqa: ANN401 - bytes or a buffer of them
    """Return the table that a piece holds."""
    return pa.ipc.open_stream(cell).read_all()


def message_batches(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Return the rows of messages of all pieces."""
    return _opened(batches, "messages", MESSAGES)


def findings(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Return the rows of findings of all pieces."""
    return _opened(batches, "findings", FINDINGS)


def _opened(batches: Batches, column: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for cell in batch.column(column):
            yield from unpack_table(cell.as_buffer()).cast(schema).to_batches()


def sum_counts(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Add up what was counted of all pieces, to one row."""
    tally = AuditTally()
    for batch in batches:
        for cell in batch.column("tally").to_pylist():
            tally.add(pickle.loads(cell))  # noqa: S301 - our own
    yield pa.record_batch({"tally": pa.array([pickle.dumps(tally)], pa.binary())})
