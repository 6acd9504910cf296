"""`winmail.dat`: the wrapping that Outlook puts around a message for its own kind."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from advisor.values import dataclass

SIGNATURE = b"\x78\x9f\x3e\x22"
_PROPERTIES, _ATTACHMENT_DATA, _ATTACHMENT_TITLE, _BODY = 0x9003, 0x800F, 0x8010, 0x800C
_HTML, _RTF, _TEXT, _RECEIPT = 0x1013, 0x1009, 0x1000, 0x0029
_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x000A: 4, 0x000B: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8,
          0x0014: 8, 0x0040: 8, 0x0048: 16}  # fmt: skip
_STRING, _WIDE, _BINARY, _OBJECT, _MULTIPLE = 0x001E, 0x001F, 0x0102, 0x000D, 0x1000
_NAMED = 0x8000
ATTRIBUTES, VALUES = 5_000, 5_000

DAMAGED_TNEF = "its Outlook wrapping (winmail.dat) is damaged"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What a `winmail.dat` held; `rtf` is compressed."""

    html: bytes = b""
    text: bytes = b""
    rtf: bytes = b""
    files: tuple[tuple[str, bytes], ...] = ()
    receipt: bool = False
    gaps: tuple[str, ...] = ()


def unpack_tnef(data: bytes) -> Wrapped:
    """Take a `winmail.dat` apart; what is damaged leaves a gap."""
    html, text, rtf, receipt = b"", b"", b"", False
    files: list[tuple[str, bytes]] = []
    title, gaps = "", []
    try:
        for name, value in _attributes(data):
            if name == _BODY:
                text = text or value.rstrip(b"\x00")
            elif name == _ATTACHMENT_TITLE:
                title = value.rstrip(b"\x00").decode("cp1252", "replace")
            elif name == _ATTACHMENT_DATA:
                files.append((title, value))
            elif name == _PROPERTIES:
                for tag, held in _values(value):
                    html = held if tag == _HTML else html
                    text = held if tag == _TEXT and not text else text
                    rtf = held if tag == _RTF else rtf
                    receipt = receipt or (tag == _RECEIPT and any(held[:2]))
    except (struct.error, IndexError, ValueError):
        gaps.append(DAMAGED_TNEF)
    return Wrapped(html, text, rtf, tuple(files), receipt, tuple(gaps))


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    if data[:4] != SIGNATURE:
        raise ValueError(DAMAGED_TNEF)
    at = 6
    for _ in range(ATTRIBUTES):
        if at >= len(data):
            return
        _, name, _, length = struct.unpack_from("<BHHI", data, at)
        if length > len(data) - at - 9:
            raise ValueError(DAMAGED_TNEF)
        yield name, data[at + 9 : at + 9 + length]
        at += 11 + length


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    (count,) = struct.unpack_from("<I", data, 0)
    at = 4
    for _ in range(min(count, VALUES)):
        kind, tag = struct.unpack_from("<HH", data, at)
        at += 4
        if tag >= _NAMED:
            at = _after_name(data, at)
        several = bool(kind & _MULTIPLE)
        base = kind & ~_MULTIPLE
        number = 1
        if several or base in {_STRING, _WIDE, _BINARY, _OBJECT}:
            (number,) = struct.unpack_from("<I", data, at)
            at += 4
        for _ in range(min(number, VALUES)):
            if base in _FIXED:
                size = _FIXED[base]
            elif base in {_STRING, _WIDE, _BINARY, _OBJECT}:
                (size,) = struct.unpack_from("<I", data, at)
                at += 4
            else:
                raise ValueError(DAMAGED_TNEF)
            if at + size > len(data):
                raise ValueError(DAMAGED_TNEF)
            held = data[at : at + size]
            at += size + (-size % 4)
            yield tag, _narrow(held) if base == _WIDE else held


def _narrow(held: bytes) -> bytes:
    return held.decode("utf-16-le", "replace").rstrip("\x00").encode("utf-8", "replace")


def _after_name(data: bytes, at: int) -> int:
    (kind,) = struct.unpack_from("<I", data, at + 16)
    if kind == 0:
        return at + 24
    length = int(struct.unpack_from("<I", data, at + 20)[0])
    return at + 24 + length + (-length % 4)
