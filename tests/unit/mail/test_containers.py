"""Mail where firms keep it: archives, compressed mailboxes, files without a telling name."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from unit.mail.letters_made import PIXEL, ROOM, html

from advisor.audit.shard_planner import ShardPlan
from advisor.audit.shards import ContainerRange, shard_document, shard_from_document
from advisor.mail.sources import containers, readers
from advisor.mail.sources.readers import read_messages, stream

DATED = b"From ann@firm.example Mon Mar  2 09:59:00 2026\n"
BOX = DATED + html(PIXEL) + DATED + html("")
MEMBERS = {
    "Takeout/Mail/All mail.mbox": BOX,
    "letters/1": html(PIXEL),
    "letters/2.eml": html(""),
    "notes.txt": b"nothing",
    "__MACOSX/._2.eml": b"\0" * 40,
    "inner.mbox.gz": gzip.compress(BOX),
}


def _zipped(held: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in held.items():
            packed.writestr(name, data)
    return made.getvalue()


def _tarred(held: dict[str, bytes], mode: str = "w:gz") -> bytes:
    made = BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as packed:  # type: ignore[call-overload]
        for name, data in held.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return made.getvalue()


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_mailbox(packed: object) -> None:
    """A compressed mailbox gives its messages, under its own name."""
    assert callable(packed)
    found = list(stream(BytesIO(packed(BOX)), "box.mbox.gz"))

    assert [True, False] == [ROOM.read_raw(raw).tracked for raw in found]
    assert ["box.mbox.gz#1", "box.mbox.gz#2"] == [raw.source for raw in found]


@pytest.mark.parametrize("packed", [_zipped(MEMBERS), _tarred(MEMBERS), _tarred(MEMBERS, "w")])
def test_archives(packed: bytes) -> None:
    """An archive gives the mail in it, at any depth, and counts what is none."""
    left: Counter[str] = Counter()
    found = list(stream(BytesIO(packed), "a.zip", left=left))

    assert [True, False, True, False, True, False] == [ROOM.read_raw(one).tracked for one in found]
    assert "a.zip/Takeout/Mail/All mail.mbox#1" == found[0].source
    assert {".txt": 1} == dict(left)


def test_damaged_archives() -> None:
    """An archive that breaks off gives what it holds until there, and a row that says so."""
    cut = list(stream(BytesIO(gzip.compress(BOX * 5_000)[:20_000]), "box.gz"))
    torn = list(stream(BytesIO(_zipped(MEMBERS)[:400]), "a.zip"))

    assert not cut[0].damage
    assert cut[-1].damage == torn[-1].damage == containers.DAMAGED_ARCHIVE


def test_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to far more than mail does is read no further than a bound."""
    monkeypatch.setattr(containers, "LEAST", 100_000)
    (found,) = stream(BytesIO(gzip.compress(b"\n" * 50_000_000)), "a.gz")

    assert containers.TOO_MUCH == found.damage


def test_archives_in_archives_end() -> None:
    """Archives within archives are opened to a depth, and no further."""
    packed = html(PIXEL)
    for number in range(6):
        packed = _zipped({f"{number}.zip": packed}) if number else _zipped({"a.eml": packed})
    (found,) = stream(BytesIO(packed), "a.zip")

    assert readers.TOO_DEEP == found.damage


def test_locked_archive() -> None:
    """A file under a password is a row that says so."""
    packed = bytearray(_zipped({"a.eml": html("")}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.find(magic) + at] |= 1
    (found,) = stream(BytesIO(bytes(packed)), "a.zip")

    assert containers.LOCKED == found.damage


def test_folder_is_sniffed(tmp_path: Path) -> None:
    """Files with an unknown suffix, or none, are mail where they begin as mail does."""
    (tmp_path / "1.3f2b").write_bytes(html(PIXEL))
    (tmp_path / "saved.txt").write_bytes(html(PIXEL))
    (tmp_path / "plain").write_bytes(html(PIXEL))
    (tmp_path / "box.backup").write_bytes(BOX)
    (tmp_path / "all.zip").write_bytes(_zipped({"a.eml": html(PIXEL)}))
    for name, data in (
        ("memo.txt", b"To: all\nof you\n"), ("from.txt", b"From here on\nit is text\n"),
        ("a.yaml", b"from: x\nto: y\ndate: z\n"), ("old.doc", readers.OLE + b"\0" * 600),
        ("a.docx", _zipped({"[Content_Types].xml": b"<a/>"})), ("a.pdf", b"%PDF-1.7"),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(data)
    left: Counter[str] = Counter()
    found = list(read_messages(tmp_path, left=left))

    names = ["1.3f2b", "all.zip/a.eml", "box.backup#1", "box.backup#2", "plain", "saved.txt"]
    assert names == [Path(raw.source).relative_to(tmp_path).as_posix() for raw in found]
    assert 6 == sum(left.values())


@pytest.mark.parametrize(
    ("data", "named"),
    [(b"%PDF-1.7\n", "a PDF document"), (b"\x89PNG\r\n\x1a\n", "a picture"),
     (b"\x00\x01\x02\x03" * 90, "a binary file"),
     (_zipped({"[Content_Types].xml": b"<a/>"}), "an office document")],
)  # fmt: skip
def test_what_is_no_mail(data: bytes, named: str, tmp_path: Path) -> None:
    """A file that is something else is named for what it is, whatever it is called."""
    path = tmp_path / "letter.eml"
    path.write_bytes(data)
    (reading,) = ROOM.read_all(path)

    assert f"it is {named}, no message" == reading.damage


def test_audit_lots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive is cut into lots that together are what reading it gives, once."""
    monkeypatch.setattr("advisor.audit.shard_planner.PACKED", 4)
    (tmp_path / "a.zip").write_bytes(_zipped(MEMBERS))
    (tmp_path / "b.eml").write_bytes(html(""))
    plan = ShardPlan()
    lots = list(plan.lots([str(tmp_path)]))

    assert [4, 2, 1] == [lot.count for lot in lots]
    assert all(lot == shard_from_document(shard_document(lot)) for lot in lots)
    read = [raw for lot in lots if not hasattr(lot, "parts") for raw in lot.raws()]
    assert list(read_messages(tmp_path)) == read
    assert isinstance(lots[0], ContainerRange)
    assert ["left out of the folders, being no mail: 1 (`.txt`)"] == [*plan.leavings(named=True)]
