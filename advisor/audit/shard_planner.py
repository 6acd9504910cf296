"""Paths cut into lots, without reading more of them than where messages begin."""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from advisor.audit.shards import (
    ContainerRange,
    FileList,
    FileStamp,
    MboxRange,
    RowRange,
    Shard,
)
from advisor.diagnostics import Diagnostic, Span
from advisor.mail import is_mail, looks_like_mail
from advisor.mail.detect.vendor_data import junk_folders
from advisor.mail.sources import readers
from advisor.mail.sources.containers import is_container
from advisor.mail.sources.junk import lies_in_junk
from advisor.mail.sources.mbox import is_mailbox, mbox_messages
from advisor.mail.sources.readers import DOUBTFUL
from advisor.mail.sources.skipped_files import describe_skipped
from advisor.source.csv_dialect import read_csv_dialect
from advisor.values import dataclass, field

MESSAGES, BYTES, ROWS, PACKED = 4_096, 64_000_000, 16_384, 16_384
_FEWEST, _OFTEN = 256, 512
_TABLES = (".parquet", ".jsonl", ".ndjson", ".csv")
_SNIFFED = 4_000


@dataclass
class ShardPlan:
    """
    Cuts paths into lots.

    `problems` are paths that cannot be audited, `empty` those without a message in them, and
    `twice` those that lie within another one; `tables` are tables of scenarios. `left` counts
    what in folders is no mail. With `without_junk` files of folders for junk and deleted mail
    are omitted, unless they were named themselves, and counted in `junk`.
    """

    without_junk: bool = False
    problems: list[Diagnostic] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    junk: int = 0

    def lots(self, given: Iterable[str]) -> Iterator[Shard]:
        """Return the lots of all paths, in order."""
        for path in self._apart(given):
            at_all = False
            for lot in self._of(Path(path)):
                at_all = True
                yield lot
            if not at_all and not any(problem.at.source == path for problem in self.problems):
                self.empty.append(path)

    def leavings(self, *, named: bool) -> Iterator[str]:
        """Return what in the folders was omitted; with `named`, by suffix, which may be a name."""
        return describe_skipped(self.left, named=named)

    def _apart(self, given: Iterable[str]) -> Iterator[str]:
        """Leave out paths that are named twice or lie within another."""
        listed = list(given)
        real = [Path(item).resolve() for item in listed]
        for at, path in enumerate(listed):
            others = [*real[:at], *(item for item in real[at + 1 :] if item != real[at])]
            if any(other == real[at] or other in real[at].parents for other in others):
                self.twice.append(path)
            else:
                yield path

    def _of(self, path: Path) -> Iterator[Shard]:
        try:
            if path.is_dir():
                os.scandir(path).close()
                yield from _packed(self._files(path), self.left)
                return
            if path.exists() and not path.is_file():
                raise PermissionError
            with path.open("rb") as opened:
                start = opened.read(_SNIFFED)
        except FileNotFoundError:
            self._refuse(path, f"there is no `{path}`", "name a file or folder that is there")
            return
        except OSError:
            fix = "name a file or folder that you may read; what comes by a pipe is saved first"
            self._refuse(path, f"`{path}` cannot be read", fix)
            return
        if path.suffix.lower() in _TABLES:
            self.tables.append(str(path))
            yield from self._table(path)
        elif start.strip() and (is_mail(path) or looks_like_mail(start)):
            yield from _packed([(path, False)], self.left)
        elif not start:
            return
        else:
            self._refuse(
                path,
                f"`{path}` is neither mail nor a table of scenarios",
                "name `.eml`, `.msg`, mbox, Maildir, PST, an archive or a folder of these, or "
                "Parquet, JSONL or CSV; "
                "`advisor check` takes a described scenario",
            )

    def _files(self, folder: Path) -> Iterator[tuple[Path, bool]]:
        """Return the files of a folder that are to be audited, and whether each is one message."""
        names = junk_folders() if self.without_junk else frozenset()
        for path, single in readers.files(folder, self.left):
            if names and lies_in_junk(str(path.relative_to(folder)), names):
                self.junk += 1
            else:
                yield path, single

    def _table(self, path: Path) -> Iterator[RowRange]:
        match path.suffix.lower():
            case ".parquet":
                try:
                    yield from _parquet(path)
                except (OSError, ValueError):
                    self._refuse(path, f"`{path}` is no Parquet file", "write it anew")
            case ".csv":
                try:
                    yield from _text(path, quoted=True)
                except ValueError as error:
                    self._refuse(path, f"`{path}`: {error}", "save it as CSV again, or as Parquet")
            case _:
                yield from _text(path, quoted=False)

    def _refuse(self, path: Path, what: str, fix: str) -> None:
        why = "an audit that leaves out what was named would look complete"
        self.problems.append(Diagnostic("cannot-audit", Span(str(path)), what, why, fix))


def _packed(found: Iterable[tuple[Path, bool]], left: Counter[str]) -> Iterator[Shard]:
    """
    Pack small files together, and cut up mailboxes.

    Where a lot of files ends depends on their names, so that a new file in a folder moves the
    ends of few lots.
    """
    waiting: list[tuple[str, FileStamp, bool]] = []
    size = 0
    for path, single in found:
        name = str(path)
        start = b"" if single else _beginning(path)
        if is_mailbox(start) or is_container(start):
            if waiting:
                yield _files(waiting)
            waiting, size = [], 0
            yield from _container(name, left) if is_container(start) else _mailbox(name, left)
            continue
        waiting.append((name, FileStamp.of(name), single))
        size += waiting[-1][1].size
        sum_of_name = zlib.crc32(name.encode("utf-8", "surrogateescape"))
        by_name = len(waiting) >= _FEWEST and sum_of_name % _OFTEN == 0
        if by_name or len(waiting) >= MESSAGES or size >= BYTES:
            yield _files(waiting)
            waiting, size = [], 0
    if waiting:
        yield _files(waiting)


def _files(listed: list[tuple[str, FileStamp, bool]]) -> FileList:
    paths, marks, singles = zip(*listed, strict=True)
    return FileList(paths, marks, singles)


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(_SNIFFED)
    except OSError:
        return b""


def _container(path: str, left: Counter[str]) -> Iterator[ContainerRange]:
    """Count the messages of an archive, and cut it up by their numbers."""
    mark = FileStamp.of(path)
    total = sum(1 for _ in readers.file(Path(path), left=left))
    for start in range(0, total, PACKED):
        count = min(PACKED, total - start)
        yield ContainerRange(path, mark, 0, mark.size, start + 1, count)


def _mailbox(path: str, left: Counter[str]) -> Iterator[MboxRange]:
    """Find where messages begin, by the rule by which they are read."""
    mark = FileStamp.of(path)
    start = end = count = 0
    first = 1
    with Path(path).open("rb") as opened:
        for message in mbox_messages(opened):
            if count >= MESSAGES or (count and message.start - start >= BYTES):
                yield MboxRange(path, mark, start, message.start, first, count)
                start, first, count = message.start, first + count, 0
            if message.doubtful:
                left[DOUBTFUL] += message.doubtful
            count += 1
            end = message.end
    yield MboxRange(path, mark, start, end, first, count)


def _parquet(path: Path) -> Iterator[RowRange]:
    from pyarrow.parquet import ParquetFile

    mark = FileStamp.of(str(path))
    with ParquetFile(path) as file:
        rows = file.metadata.num_rows
    for start in range(0, rows, ROWS):
        end = min(start + ROWS, rows)
        yield RowRange(str(path), mark, start, end, start + 1, end - start)


def _text(path: Path, *, quoted: bool) -> Iterator[RowRange]:
    """Find where rows begin: at each line, but not within the quotation marks of CSV."""
    mark, name = FileStamp.of(str(path)), str(path)
    with path.open("rb") as opened:
        head = at = _header_size(opened) if quoted else 0
        opened.seek(at)
        start, first, count, inside = at, 1, 0, False
        for line in opened:
            at += len(line)
            if quoted:
                inside ^= line.count(b'"') % 2 == 1
            if inside or (quoted and not line.strip(b"\r\n")):
                continue
            count += 1
            if count >= ROWS or at - start >= BYTES:
                yield RowRange(name, mark, start, at, first, count, head)
                start, first, count = at, first + count, 0
        if at > start and count + inside:
            yield RowRange(name, mark, start, at, first, count + inside, head)


def _header_size(opened: Iterable[bytes]) -> int:
    """Return how many bytes of CSV end with the first row; raises `ValueError` as its dialect."""
    sizes: list[int] = []

    def lines() -> Iterator[str]:
        for line in opened:
            sizes.append(len(line))
            yield line.decode("utf-8", "replace")

    read_csv_dialect(lines())
    return sum(sizes)
