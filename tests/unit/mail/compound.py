"""A writer of the smallest Outlook files, since no library writes them."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512
CUTOFF = 4096


@dataclass
class Storage:
    """A folder of a compound file."""

    streams: dict[str, bytes] = field(default_factory=dict)
    storages: dict[str, Storage] = field(default_factory=dict)


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE
    start: int = _END


def compound(root: Storage) -> bytes:
    """Write a compound file; every stream is padded to where small streams need no care."""
    entries = [_Entry("Root Entry", 5)]
    _lay(root, 0, entries)
    sectors: list[bytes] = []
    chain: list[int] = []
    for entry in entries:
        if entry.kind == 2:
            data = entry.data.ljust(CUTOFF, b"\0")
            entry.data = data
            entry.start = _append(data, sectors, chain)
    table = b"".join(map(_packed, entries))
    table += _packed(_Entry("", 0)) * (-len(entries) % 4)
    directory = _append(table, sectors, chain)
    needed = 1
    while needed * 128 < len(sectors) + needed:
        needed += 1
    at = len(sectors)
    chain += [_FAT] * needed
    chain += [_FREE] * (needed * 128 - len(chain))
    sectors += [struct.pack("<128I", *chain[n * 128 : n * 128 + 128]) for n in range(needed)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, needed, directory, 0, CUTOFF, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *[*range(at, at + needed), *[_FREE] * (109 - needed)])
    return header + b"".join(sectors)


def _lay(storage: Storage, at: int, entries: list[_Entry]) -> None:
    new: list[int] = []
    for name, data in storage.streams.items():
        new.append(len(entries))
        entries.append(_Entry(name, 2, data))
    inner = []
    for name, one in storage.storages.items():
        new.append(len(entries))
        inner.append((len(entries), one))
        entries.append(_Entry(name, 1))
    for number, one in inner:
        _lay(one, number, entries)
    new.sort(key=lambda n: (len(entries[n].name), entries[n].name.upper()))
    if new:
        entries[at].child = new[0]
        for before, after in pairwise(new):
            entries[before].right = after


def _append(data: bytes, sectors: list[bytes], chain: list[int]) -> int:
    start = len(sectors)
    count = -(-len(data) // SECTOR)
    for number in range(count):
        sectors.append(data[number * SECTOR : (number + 1) * SECTOR].ljust(SECTOR, b"\0"))
        chain.append(start + number + 1 if number + 1 < count else _END)
    return start


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0" if entry.name else b""
    size = len(entry.data) if entry.kind == 2 else 0
    return struct.pack(
        "<64sHBBIII16xI16xIQ", name, len(name), entry.kind, 1,
        entry.left, entry.right, entry.child, 0, entry.start if entry.kind == 2 else 0, size,
    )  # fmt: skip


def outlook(
    *, html: str = "", rtf: bytes = b"", receipt: bool = False, people: tuple[str, ...] = (),
    travelled: bool = False,
) -> bytes:  # fmt: skip
    """Write a `.msg` file with an HTML text, or with compressed rich text."""
    properties = struct.pack("<HHIII", 0x000B, 0x0029, 6, int(receipt), 0)
    properties += struct.pack("<HHIII", 0x0003, 0x3FDE, 6, 65001, 0)
    streams: dict[str, bytes] = {}
    texts = {0x001A: "IPM.Note", 0x0037: "Hello", 0x0C1F: "ann@firm.example"}
    if travelled:
        texts[0x007D] = "Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000\r\n"
    for tag, text in texts.items():
        streams[f"__substg1.0_{tag:04X}001F"] = text.encode("utf-16-le")
        properties += struct.pack("<HHIII", 0x001F, tag, 6, len(text) * 2 + 2, 0)
    tag, body = (0x1009, rtf) if rtf else (0x1013, html.encode().ljust(CUTOFF))
    streams[f"__substg1.0_{tag:04X}0102"] = body
    properties += struct.pack("<HHIII", 0x0102, tag, 6, len(body), 0)
    head = struct.pack("<8xIIII8x", len(people), 0, len(people), 0)
    streams["__properties_version1.0"] = head + properties
    storages = {}
    for number, address in enumerate(people):
        own = struct.pack("<8x") + struct.pack("<HHIII", 0x0003, 0x0C15, 6, 1, 0)
        own += struct.pack("<HHIII", 0x001F, 0x39FE, 6, len(address) * 2 + 2, 0)
        storages[f"__recip_version1.0_#{number:08X}"] = Storage(
            {
                "__properties_version1.0": own,
                "__substg1.0_39FE001F": address.encode("utf-16-le"),
            }
        )
    storages["__nameid_version1.0"] = Storage({"__substg1.0_00020102": b""})
    return compound(Storage(streams, storages))
