"""Files read to their end, or to a bound."""

from __future__ import annotations

import os

_AT_ONCE = 1 << 16


def bytes_of(path: str, most: int | None = None) -> bytes:
    """Read a file to its end, or to just beyond `most` bytes; `OSError` where it cannot."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        found = [os.read(handle, _AT_ONCE)]
        size = len(found[0])
        while found[-1] and (most is None or size <= most):
            found.append(os.read(handle, _AT_ONCE))
            size += len(found[-1])
    finally:
        os.close(handle)
    return b"".join(found)
