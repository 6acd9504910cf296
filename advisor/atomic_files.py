"""Files that are written whole or not at all: every file that the program writes."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRIVATE, _SHARED = 0o600, 0o666
_LONGEST = 150
"""Letters of a name that its unfinished file keeps; a file system takes 255 bytes."""


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file in place of the one of that name, as `atomic_file` does."""
    with atomic_file(path, private=private) as file:
        file.write(data)


@contextmanager
def atomic_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """
    Write a file that takes the place of the one of that name when it is whole.

    A reader, an interruption, a full disk or a crash finds the old file or the new one and never
    a part. Only its owner may read a `private` one; another keeps the permissions that it had.
    What is no file, such as a pipe or a terminal, is written to as it is.
    Raises `OSError` where it cannot be written.
    """
    target = Path(os.path.realpath(path))
    before = _status(target)
    if before is not None and not stat.S_ISREG(before.st_mode):
        with target.open("wb") as device:
            yield device
        return
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    name = f".{_shortened(target.name)}.{os.urandom(4).hex()}.{os.getpid()}.part"
    part = target.with_name(name)
    mode = _PRIVATE if private else _SHARED
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            if before is not None and not private:
                _keep_permissions(part, before)
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _keep_permissions(part: Path, before: os.stat_result) -> None:
    with suppress(OSError):  # only its owner or the system's may give a file away
        os.chown(part, before.st_uid, before.st_gid)
    with suppress(OSError):
        part.chmod(stat.S_IMODE(before.st_mode))


def _shortened(name: str) -> str:
    return os.fsdecode(os.fsencode(name)[:_LONGEST])
