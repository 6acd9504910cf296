"""Where messages are found."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

from unit.mail.letters_made import PIXEL, ROOM, html, plain

from advisor.mail import read_messages
from advisor.mail.sources.skipped_files import describe_skipped


def _box(*letters: bytes) -> bytes:
    return b"".join(b"From ann Mon Mar  2 10:00:00 2026\n" + one + b"\n" for one in letters)


def test_file(tmp_path: Path) -> None:
    """A file is one message, named as the user named it."""
    path = tmp_path / "a.eml"
    path.write_bytes(html(PIXEL))
    (reading,) = ROOM.read_all(path)

    assert reading.source == str(path)
    assert reading.tracked


def test_mbox(tmp_path: Path) -> None:
    """A mailbox gives each of its messages; `From ` within a text splits nothing."""
    path = tmp_path / "box"
    path.write_bytes(_box(html(PIXEL), plain("x\nFrom here on\n\n>From there"), html("")))
    found = list(ROOM.read_all(path))

    assert [one.tracked for one in found] == [True, False, False]
    assert [one.source.rpartition("#")[2] for one in found] == ["1", "2", "3"]


def test_folder(tmp_path: Path) -> None:
    """A folder gives its files, mailboxes and Maildirs, and passes over what is no mail."""
    (tmp_path / "a.eml").write_bytes(html(PIXEL))
    (tmp_path / "notes.txt").write_text("nothing")
    (tmp_path / "box.mbox").write_bytes(_box(html("2"), html("3")))
    for name in ("cur", "new", "tmp"):
        (tmp_path / "maildir" / name).mkdir(parents=True)
    (tmp_path / "maildir" / "cur" / "1.host:2,S").write_bytes(html("4"))
    (tmp_path / "maildir" / "tmp").mkdir(exist_ok=True)
    (tmp_path / "maildir" / "tmp" / "2").write_bytes(html(""))
    (tmp_path / "link.eml").symlink_to("/etc/hostname")

    assert len(list(ROOM.read_all(tmp_path))) == 4


def test_damage_is_a_row(tmp_path: Path) -> None:
    """What cannot be read is told, and costs the others nothing."""
    (tmp_path / "a.eml").write_bytes(b"")
    (tmp_path / "b.eml").write_bytes(html(PIXEL))
    first, second = ROOM.read_all(tmp_path)

    assert first.damage == "it is empty"
    assert second.tracked
    assert [one.damage for one in read_messages(tmp_path / "none.eml")] == ["it cannot be opened"]


def test_standard_input() -> None:
    """A message, or a mailbox, can come from standard input."""
    assert [one.tracked for one in ROOM.read_all("-", stdin=BytesIO(html(PIXEL)))] == [True]
    assert len(list(ROOM.read_all("-", stdin=BytesIO(_box(html("1"), html("2")))))) == 2


def test_apple_mail(tmp_path: Path) -> None:
    """Apple's files begin with the length of the message."""
    data = html(PIXEL)
    path = tmp_path / "1.emlx"
    path.write_bytes(f"{len(data)}\n".encode() + data + b"<?xml version='1.0'?><plist/>")

    assert [one.tracked for one in ROOM.read_all(path)] == [True]


def test_copies(tmp_path: Path) -> None:
    """One message stored twice is one message, told as copies; another one of its name is not."""
    crlf = html(PIXEL).replace(b"\n", b"\r\n")
    (tmp_path / "a.eml").write_bytes(html(PIXEL))
    (tmp_path / "b.mbox").write_bytes(_box(html(PIXEL), crlf, html("")))
    (tmp_path / "c.eml").write_bytes(html(PIXEL).replace(b"Message-ID", b"X-Other"))
    left: Counter[str] = Counter()
    found = list(ROOM.read_all(tmp_path, left=left))

    assert [True, False, True] == [one.tracked for one in found]
    assert ["copies of messages that are answered already: 2"] == [
        *describe_skipped(left, named=True)
    ]
