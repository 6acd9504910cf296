"""The folder in which an audit keeps what is done, so that it can go on after any end."""

from __future__ import annotations

import fcntl
import glob
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from advisor.atomic_files import atomic_file
from advisor.audit import shards
from advisor.audit.errors import occupied, unwritable_output
from advisor.values import dataclass

if TYPE_CHECKING:
    import pyarrow as pa

    from advisor.audit.shards import Shard
    from advisor.audit.tables import Worked

_SCHEMA = "advisor/audit-work/1"
_PLAN, _MANIFEST, _LOCK = "plan.jsonl", "audit.json", "lock"
_MESSAGES, _FINDINGS = ".messages.parquet", ".findings.parquet"


@dataclass(frozen=True, slots=True)
class CheckpointStore:
    """
    Shards by the key of their lot, the plan, and a manifest of what they were made under.

    A shard appears whole or not at all, the messages after the findings: where the messages
    are, the lot is done. Its name covers all that it was made from, so that nothing stale can
    be taken for done.
    """

    path: Path

    @contextmanager
    def held(self) -> Iterator[CheckpointStore]:
        """Make the folder, for its owner only, and keep other audits out while it is held."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = (self.path / _LOCK).open("ab")
        except OSError as error:
            raise unwritable_output(self.path, error) from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise occupied(self.path) from None
            for left in self.path.glob(".*.part"):
                left.unlink(missing_ok=True)
            yield self

    def remove(self) -> None:
        """Remove it with all that it holds."""
        shutil.rmtree(self.path, ignore_errors=True)

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Read what the shards were made under; nothing where that is not known."""
        try:
            told = json.loads((self.path / _MANIFEST).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        right = isinstance(told, dict) and told.get("schema") == _SCHEMA
        return told if right else {}

    def note(self, terms: Mapping[str, Any], *, done: bool) -> None:
        """Write down what the shards are made under, and whether all is done."""
        told = {"schema": _SCHEMA, "done": done, "terms": dict(terms)}
        with self._written(self.path / _MANIFEST) as file:
            file.write(json.dumps(told, indent=2, sort_keys=True).encode())

    def plan(self, found: Iterable[Shard]) -> Iterator[Shard]:
        """Write the plan, giving each lot as it is written."""
        with self._written(self.path / _PLAN) as file:
            for lot in found:
                line = json.dumps(shards.shard_document(lot), separators=(",", ":"))
                file.write(line.encode() + b"\n")
                yield lot

    def planned(self) -> Iterator[Shard]:
        """Return the lots of the plan, in order."""
        with (self.path / _PLAN).open(encoding="utf-8") as file:
            for line in file:
                yield shards.shard_from_document(json.loads(line))

    def has(self, key: str) -> bool:
        """Return whether a lot is done."""
        return (self.path / f"{key}{_MESSAGES}").exists()

    def keep(self, key: str, worked: Worked) -> None:
        """Keep the answers to a lot, whole."""
        from pyarrow import parquet

        for suffix, table in ((_FINDINGS, worked.findings), (_MESSAGES, worked.messages)):
            with self._written(self.path / f"{key}{suffix}") as file:
                parquet.write_table(table, file, compression="zstd")

    def messages(self, key: str) -> pa.Table:
        """Return the messages of a lot that is done."""
        return _read(self.path / f"{key}{_MESSAGES}")

    def findings(self, key: str) -> pa.Table:
        """Return the findings of a lot that is done."""
        return _read(self.path / f"{key}{_FINDINGS}")

    def drop(self, wanted: set[str]) -> int:
        """Remove shards that are not wanted, and count the lots that they were of."""
        gone = 0
        for path in self.path.glob("*.parquet"):
            if path.name.partition(".")[0] not in wanted:
                gone += path.name.endswith(_MESSAGES)
                path.unlink(missing_ok=True)
        return gone

    @contextmanager
    def _written(self, path: Path) -> Iterator[BinaryIO]:
        with write_when_whole(path) as file:
            yield file


@contextmanager
def write_when_whole(path: Path) -> Iterator[BinaryIO]:
    """
    Write a file that appears under its name when it is whole, and not before.

    Raises `AuditFailure` where it cannot be written; what was there before then stays.
    """
    try:
        _clear(path)
        with atomic_file(path) as file:
            yield file
    except OSError as error:
        raise unwritable_output(path, error) from None


def _clear(path: Path) -> None:
    """Remove what processes that are gone have left unfinished of a file."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        number = left.name.rsplit(".", 2)[-2]
        if number.isdecimal() and not Path(f"/proc/{number}").exists():
            left.unlink(missing_ok=True)


def _read(path: Path) -> pa.Table:
    from pyarrow import parquet

    return parquet.read_table(path, use_threads=False, memory_map=False)
