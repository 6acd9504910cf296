"""Keys under which what was made from law may be kept between starts."""

from __future__ import annotations

import os
import sys
from importlib.util import source_hash
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.source.read_bytes import bytes_of
from advisor.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGES = ("corpus", "diagnostics", "facts", "model", "source", "values")
KEY_SIZE = 8
_SOURCES = (".py", ".pyc")


def image_key(parts: Iterable[bytes], packages: Iterable[str] = PACKAGES) -> bytes:
    """
    Return the key under which what was made from `parts` may be kept.

    It covers the parts, the program that read them (the sources of `packages`, folders of
    `advisor`) and the Python that runs it, so that nothing kept can be older than any of
    them. Raises `OSError` where the program's sources cannot be read.
    """
    program = str(Path(__file__).parents[2])
    told = [f"{VERSION}\0{sys.version}".encode()]
    for name in packages:
        told += _sources(f"{program}{os.sep}{name}")
    told += parts
    sizes = b" ".join([b"%d" % len(item) for item in told])
    return digest(b"\n".join((sizes, *told)))


def digest(data: bytes) -> bytes:
    """
    Return a short hash, to tell data that has changed from data that has not.

    It is the one by which Python tells whether a compiled module still belongs to its
    source. It guards against accidents only: whoever may write the law or the cache needs
    no collision to alter an answer.

    >>> len(digest(b"law")) == KEY_SIZE
    True
    """
    return source_hash(data)


def _sources(folder: str) -> Iterator[bytes]:
    """Return the names and contents of all modules in a folder, in order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.endswith(_SOURCES):
            yield entry.name.encode()
            yield bytes_of(entry.path)
        elif entry.is_dir() and entry.name != "__pycache__":
            yield f"{entry.name}{os.sep}".encode()
            yield from _sources(entry.path)
