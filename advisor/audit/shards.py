"""The lots that an audit is cut into, each answered by one process in one go."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from advisor.advice.batch.sources import TablePart, csv_rows, json_rows
from advisor.mail.sources import readers
from advisor.mail.sources.readers import Raw
from advisor.source.csv_dialect import read_csv_dialect
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Buffer


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What a file was like when the audit was planned."""

    size: int
    changed: int

    @classmethod
    def of(cls, path: str) -> FileStamp:
        """Look at a file; one that is not there has a mark too."""
        try:
            about = Path(path).stat()
        except OSError:
            return cls(-1, -1)
        return cls(about.st_size, about.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class FileList:
    """Files that hold a message each; `single` ones do so however they begin."""

    paths: tuple[str, ...]
    marks: tuple[FileStamp, ...]
    single: tuple[bool, ...]

    @property
    def count(self) -> int:
        """Count the messages."""
        return len(self.paths)

    def raws(self) -> Iterator[Raw]:
        """Read them one after another."""
        for path, single in zip(self.paths, self.single, strict=True):
            yield from readers.file(Path(path), single=single)


@dataclass(frozen=True, slots=True)
class _Run:
    """What follows one another in a file from `start` to `end`, the first being number `first`."""

    path: str
    mark: FileStamp
    start: int
    end: int
    first: int
    count: int

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the name of the file."""
        return (self.path,)

    @property
    def marks(self) -> tuple[FileStamp, ...]:
        """Return what it was like."""
        return (self.mark,)


@dataclass(frozen=True, slots=True)
class MboxRange(_Run):
    """The messages of a mailbox from byte `start` to `end`."""

    def raws(self) -> Iterator[Raw]:
        """Read them one after another."""
        try:
            with Path(self.path).open("rb", buffering=0) as opened:
                opened.seek(self.start)
                window = io.BufferedReader(_Window(opened, self.end - self.start), 1 << 20)
                yield from readers.stream(window, self.path, self.first)
        except OSError:
            yield Raw(f"{self.path}#{self.first}", damage=readers.UNREADABLE)


@dataclass(frozen=True, slots=True)
class ContainerRange(_Run):
    """
    Messages of an archive or a store, by their numbers from `first` on.

    What lies before them is unpacked again, since nothing of an archive is written elsewhere.
    """

    def raws(self) -> Iterator[Raw]:
        """Read them one after another."""
        start = self.first - 1
        yield from islice(readers.file(Path(self.path)), start, start + self.count)


@dataclass(frozen=True, slots=True)
class RowRange(_Run):
    """
    Rows of a table of scenarios.

    Of Parquet `start` and `end` count rows, of text bytes; `head` is where the line with the
    names of the columns ends.
    """

    head: int = 0

    def parts(self, texts: Sequence[str]) -> Iterator[TablePart]:
        """Read the rows; `texts` names columns that hold words."""
        path = Path(self.path)
        if path.suffix.lower() == ".parquet":
            yield TablePart(_rows_of_parquet(path, self.start, self.end))
            return
        with path.open("rb") as opened:
            head = opened.read(self.head)
            opened.seek(self.start)
            data = opened.read(self.end - self.start)
        if path.suffix.lower() == ".csv":
            dialect = read_csv_dialect(io.StringIO(head.decode("utf-8"), newline=""))
            yield from csv_rows(io.BytesIO(head + data), dialect)
        else:
            lines = io.BytesIO(data)
            while some := list(islice(lines, 1 << 16)):
                yield json_rows(some, texts)


Shard: TypeAlias = FileList | MboxRange | ContainerRange | RowRange


def shard_key(lot: Shard, terms: str) -> str:
    """
    Return the names of the answers to a lot under some terms.

    Where a file of the lot, its place in it or the terms change, so does the name.
    """
    told = json.dumps([type(lot).__name__, terms, shard_document(lot)], sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:40]


def is_unchanged(lot: Shard) -> bool:
    """Return whether the files of a lot are still as they were planned."""
    return all(mark == FileStamp.of(path) for path, mark in zip(lot.paths, lot.marks, strict=True))


def shard_document(lot: Shard) -> dict[str, Any]:
    """Write a lot as plain values."""
    marks = [[mark.size, mark.changed] for mark in lot.marks]
    match lot:
        case FileList():
            return {"paths": list(lot.paths), "marks": marks, "single": list(lot.single)}
        case MboxRange() | ContainerRange() | RowRange():
            told = {name: getattr(lot, name) for name in ("start", "end", "first", "count")}
            more = {"head": lot.head} if isinstance(lot, RowRange) else {}
            more = {"packed": 1} if isinstance(lot, ContainerRange) else more
            return {"path": lot.path, "marks": marks, **told, **more}


def shard_from_document(told: dict[str, Any]) -> Shard:
    """Read a lot from plain values."""
    marks = tuple(FileStamp(*item) for item in told["marks"])
    if "paths" in told:
        return FileList(tuple(told["paths"]), marks, tuple(told["single"]))
    numbers = {name: told[name] for name in ("start", "end", "first", "count")}
    if "head" in told:
        return RowRange(told["path"], marks[0], **numbers, head=told["head"])
    made = ContainerRange if "packed" in told else MboxRange
    return made(told["path"], marks[0], **numbers)


def _rows_of_parquet(path: Path, start: int, end: int) -> pa.Table:
    """Read rows of a Parquet file, only the groups that hold them."""
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file:
        groups: list[int] = []
        before = first = 0
        for number in range(file.num_row_groups):
            rows = file.metadata.row_group(number).num_rows
            if before + rows > start and before < end:
                first = before if not groups else first
                groups.append(number)
            before += rows
        return file.read_row_groups(groups).slice(start - first, end - start)


class _Window(io.RawIOBase):
    """The next bytes of an open file, and no more."""

    def __init__(self, opened: io.FileIO, size: int) -> None:
        self._opened = opened
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, into: Buffer, /) -> int:
        wanted = memoryview(into)[: self._left]
        read = self._opened.readinto(wanted) or 0
        self._left -= read
        return read
