"""Records that are still to be written, on disk before anybody is told that a message is taken."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from advisor.atomic_files import write_whole

_SHORTEN = 2_000


class ExpectedRecords:
    """
    A file beside the records, a line for each message that was handed on and one when it is done.

    It holds what a record holds, no more, under the same hashes.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, for its owner only; raises `OSError` as files do."""
        self._path = path
        self._open: dict[str, list[dict[str, Any]]] = {}
        self._written: Counter[str] = Counter()
        self._read()
        self.left = [document for every in self._open.values() for document in every]
        self._file = self._rewritten()

    def _read(self) -> None:
        if not self._path.exists():
            return
        with self._path.open("rb") as lines:
            for line in lines:
                try:
                    told = json.loads(line)
                except ValueError:
                    continue  # the last one, torn when the gate died
                if isinstance(told, dict) and isinstance(told.get("id"), str):
                    self._note(told)
                elif isinstance(told, dict) and isinstance(told.get("done"), str):
                    self._forget(told["done"])

    def _note(self, document: Mapping[str, Any]) -> None:
        self._open.setdefault(document["id"], []).append(dict(document))

    def _forget(self, ident: str) -> bool:
        every = self._open.get(ident)
        if not every:
            return False
        every.pop()
        if not every:
            del self._open[ident]
        return True

    def _rewritten(self) -> IO[bytes]:
        every = (document for listed in self._open.values() for document in listed)
        write_whole(self._path, b"".join(map(record_line, every)), private=True)
        self._lines = len(self._open)
        return self._path.open("ab", buffering=0)

    def add(self, document: Mapping[str, Any]) -> None:
        """Note a message whose record is still to come; raises `OSError` where the disk is full."""
        self._note(document)
        self._write(document)

    def awaits(self, ident: str) -> bool:
        """Return whether a record is still to be written, as far as this gate knows."""
        return len(self._open.get(ident, ())) > self._written.get(ident, 0)

    def written(self, ident: str) -> None:
        """Note that a record was written, which may not outlive a power failure yet."""
        self._written[ident] += 1

    def done(self, ident: str) -> None:
        """Note that a record was written, for good."""
        self._written[ident] -= 1
        if self._written[ident] <= 0:
            del self._written[ident]
        if self._forget(ident):
            self._write({"done": ident})

    def clear(self) -> None:
        """Forget what a gate before this one left, once it was written down."""
        self._open.clear()
        self.left = []
        self._file.close()
        self._file = self._rewritten()

    def _write(self, told: Mapping[str, Any]) -> None:
        self._file.write(record_line(told))
        self._lines += 1
        if self._lines > _SHORTEN + 2 * len(self._open):
            self._file.close()
            self._file = self._rewritten()

    def descriptor(self) -> int:
        """Return a descriptor of the file for whoever syncs it; to be closed by that one."""
        return os.dup(self._file.fileno())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def record_line(told: Mapping[str, Any]) -> bytes:
    """Return a record as a line of JSON; what is no text in it stands as a code."""
    return f"{json.dumps(told, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")
