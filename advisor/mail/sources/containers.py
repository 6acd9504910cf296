"""Files that hold files: archives, compressed mailboxes and Outlook's stores, read in place."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import IO, TYPE_CHECKING, Any, BinaryIO, NamedTuple

from advisor.printable import printable_line

if TYPE_CHECKING:
    from typing_extensions import Buffer

LEAST, RATIO, MEMBERS = 1_000_000_000, 200, 5_000_000
SNIFFED = 4_000
_COMPRESSED: dict[bytes, Callable[[BinaryIO], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
}
_ZIP, _PST, _TAR = b"PK\x03\x04", b"!BDN", b"ustar"
_SUFFIXES = frozenset(
    {".gz", ".bz2", ".xz", ".tgz", ".tbz2", ".txz", ".tar", ".zip", ".pst", ".ost"}
)
DAMAGED_ARCHIVE = "it is a damaged archive"
LOCKED = "it is locked with a password"
TOO_MUCH = "it unpacks to more than is read"
UNPACKING_ERRORS = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, RuntimeError,
    NotImplementedError, ValueError, KeyError,
)  # fmt: skip


class UnpacksTooMuch(OSError):
    """An archive that unpacks to far more than archives of mail do."""


class Member(NamedTuple):
    """
    One file within another; `name` is empty where the outer one holds nothing else.

    `damage` says why it cannot be had.
    """

    name: str
    opened: io.BufferedReader
    damage: str = ""


def container_suffix(suffix: str) -> bool:
    """Return whether files of a suffix hold files."""
    return suffix.lower() in _SUFFIXES


def is_container(start: bytes) -> bool:
    """Return by its first bytes whether a file holds files."""
    return (
        start[:4] in {_ZIP, _PST}
        or start[257:262] == _TAR
        or any(start.startswith(magic) for magic in _COMPRESSED)
    )


def is_store(start: bytes) -> bool:
    """Return by its first bytes whether a file is a store of Outlook's."""
    return start[:4] == _PST


def archive_members(opened: BinaryIO, start: bytes) -> Iterator[Member]:
    """
    Return what a file holds that begins with `start`, one after another; each is to be read first.

    Raises `UnpacksTooMuch`, or one of `UNPACKING_ERRORS` or `OSError` where it is damaged.
    """
    budget = _Budget(max(LEAST, RATIO * _size(opened)))
    if start[:4] == _ZIP:
        yield from _zipped(opened, budget)
    elif start[257:262] == _TAR:
        yield from _archived(opened, budget)
    else:
        reader = next(made for magic, made in _COMPRESSED.items() if start.startswith(magic))
        with closing(reader(opened)) as unpacked:
            inner = _bounded(unpacked, budget)
            if inner.peek(SNIFFED)[257:262] == _TAR:
                yield from _archived(inner, budget)
            else:
                yield Member("", inner)


def _zipped(opened: BinaryIO, budget: _Budget) -> Iterator[Member]:
    with zipfile.ZipFile(opened) as packed:
        for number, info in enumerate(packed.infolist()):
            if number >= MEMBERS:
                raise UnpacksTooMuch
            if info.is_dir() or _is_hidden(info.filename):
                continue
            name = printable_line(info.filename)
            if info.flag_bits & 1:
                yield Member(name, io.BufferedReader(io.BytesIO()), LOCKED)
                continue
            with packed.open(info) as inner:
                yield Member(name, _bounded(inner, budget))


def _archived(opened: BinaryIO, budget: _Budget) -> Iterator[Member]:
    with tarfile.open(fileobj=opened, mode="r|") as packed:
        for number, info in enumerate(packed):
            if number >= MEMBERS:
                raise UnpacksTooMuch
            inner = packed.extractfile(info) if info.isreg() else None
            if inner is not None and not _is_hidden(info.name):
                yield Member(printable_line(info.name), _bounded(inner, budget))


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def _size(opened: BinaryIO) -> int:
    size = opened.seek(0, io.SEEK_END)
    opened.seek(0)
    return size


class _Budget:
    """How many bytes may still be unpacked."""

    def __init__(self, left: int) -> None:
        self.left = left


def _bounded(opened: IO[bytes], budget: _Budget) -> io.BufferedReader:
    return io.BufferedReader(_Bounded(opened, budget), 1 << 18)


class _Bounded(io.RawIOBase):
    """Unpacked bytes, counted."""

    def __init__(self, opened: IO[bytes], budget: _Budget) -> None:
        self._opened, self._budget = opened, budget

    def readable(self) -> bool:
        return True

    def readinto(self, into: Buffer, /) -> int:
        view = memoryview(into)
        read = self._opened.read(len(view))
        self._budget.left -= len(read)
        if self._budget.left < 0:
            raise UnpacksTooMuch
        view[: len(read)] = read
        return len(read)


__all__ = [
    "DAMAGED_ARCHIVE",
    "UNPACKING_ERRORS",
    "Member",
    "UnpacksTooMuch",
    "archive_members",
    "is_container",
]
