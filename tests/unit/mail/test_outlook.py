"""Outlook's own forms of a message."""

from __future__ import annotations

import base64
import struct
import time
import zipfile
import zlib
from io import BytesIO

import pytest
from unit.mail.compound import outlook
from unit.mail.letters_made import PIXEL, ROOM, has, mixed, read

from advisor.mail import Name, Presence

PAGE = f"<html><body><p>Hello.</p>{PIXEL}</body></html>"


def test_msg_file() -> None:
    """A `.msg` file gives its text, and the property that requests a receipt."""
    reading = read(outlook(html=PAGE, receipt=True))

    assert reading.state(Name.OPEN_PIXEL) is Presence.PRESENT
    assert reading.state(Name.READ_RECEIPT) is Presence.PRESENT
    assert not reading.in_transit


def test_msg_file_without_receipt() -> None:
    """A `.msg` file that requests nothing is not said to."""
    assert read(outlook(html=PAGE)).state(Name.READ_RECEIPT) is Presence.ABSENT


@pytest.mark.parametrize("cut", [8, 100, 600, 3_000])
def test_damaged_msg_file(cut: int) -> None:
    """A damaged Outlook file is a row with a reason."""
    assert "damaged" in ROOM.read_bytes(outlook(html=PAGE)[:cut]).damage


def tnef(text: str | bytes, *, receipt: bool = False, tag: int = 0x1013) -> bytes:
    """Write a `winmail.dat` with a text: a page, or with another tag rich text."""
    raw = text.encode() if isinstance(text, str) else text
    values = struct.pack("<I", 2)
    values += struct.pack("<HHI", 0x000B, 0x0029, int(receipt))
    values += struct.pack("<HHII", 0x0102, tag, 1, len(raw)) + raw + b"\0" * (-len(raw) % 4)
    start = b"\x78\x9f\x3e\x22\x01\x00"
    return start + struct.pack("<BHHI", 1, 0x9003, 6, len(values)) + values + b"\0\0"


def wrapped(data: bytes) -> bytes:
    """Write a message that holds a `winmail.dat`."""
    packed = base64.encodebytes(data).decode()
    return mixed(
        "Content-Type: text/plain\n\nHello.",
        'Content-Type: application/ms-tnef; name="winmail.dat"\n'
        f"Content-Transfer-Encoding: base64\n\n{packed}",
    )


def test_winmail() -> None:
    """A `winmail.dat` is opened, and its receipt property is seen."""
    reading = read(wrapped(tnef(PAGE, receipt=True)))

    assert reading.state(Name.OPEN_PIXEL) is Presence.PRESENT
    assert reading.state(Name.READ_RECEIPT) is Presence.PRESENT


@pytest.mark.parametrize("cut", [5, 12, 30, 60])
def test_damaged_winmail(cut: int) -> None:
    """A damaged `winmail.dat` leaves it open whether there is a pixel."""
    reading = read(wrapped(tnef(PAGE)[:cut]))

    assert reading.state(Name.OPEN_PIXEL) is Presence.CANNOT_TELL


def _attached(data: bytes, name: str) -> bytes:
    packed = base64.encodebytes(data).decode()
    return mixed(
        "Content-Type: text/html\n\n<p>x</p>",
        f'Content-Type: application/octet-stream; name="{name}"\n'
        f"Content-Transfer-Encoding: base64\n\n{packed}",
    )


def _document(relation: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(
            "word/_rels/settings.xml.rels", f"<Relationships>{relation}</Relationships>"
        )
    return made.getvalue()


def test_documents_that_fetch() -> None:
    """A document whose template or picture lies elsewhere reports its opening."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    relation = (
        f'<Relationship Id="1" Type="{kind}" TargetMode="External" '
        'Target="https://t.example/a/9fK2xQ7LmB41vZ"/>'
    )

    assert has(_attached(_document(relation), "offer.docx"), Name.TRACKED_ATTACHMENT)
    assert read(_attached(_document(""), "offer.docx")).state(Name.TRACKED_ATTACHMENT) is (
        Presence.ABSENT
    )


def test_pdf_that_fetches() -> None:
    """A PDF that calls an address as it opens is found, packed or not; a link in it is none."""
    action = b"<</OpenAction <</S /URI /URI (https://t.example/a/9fK2)>> >>"
    packed = b"<</Type /ObjStm /Filter /FlateDecode>> stream\n" + zlib.compress(action)
    link = b"<</A <</S /URI /URI (https://www.court.example/)>> >>"

    assert has(_attached(b"%PDF-1.7\n" + action, "a.pdf"), Name.TRACKED_ATTACHMENT)
    assert has(_attached(b"%PDF-1.7\n" + packed, "a.pdf"), Name.TRACKED_ATTACHMENT)
    assert not has(_attached(b"%PDF-1.7\n" + link, "a.pdf"), Name.TRACKED_ATTACHMENT)


@pytest.mark.parametrize("word", [b"/AA ", b"/AA /URI (http://a)", b"/ObjStm ", b"/OpenAction /F("])
def test_crowded_documents_end(word: bytes) -> None:
    """A PDF or a document packed to swell on reading is read in bounded time, and told as such."""
    pages = b"<</Type/ObjStm>>stream\n" + zlib.compress(word * (8_000_000 // len(word)))
    began = time.thread_time()

    reading = read(_attached(b"%PDF-1.7\n" + pages * 60, "a.pdf"))
    read(_attached(b"%PDF-1.7\n" + word * (2_000_000 // len(word)), "b.pdf"))

    assert time.thread_time() - began < 10
    assert reading.state(Name.TRACKED_ATTACHMENT) is not Presence.ABSENT
    swollen = read(_attached(_document(" " * 2_000_000), "offer.docx"))
    assert swollen.state(Name.TRACKED_ATTACHMENT) is Presence.CANNOT_TELL


def test_long_presentations() -> None:
    """A presentation of a hundred slides, of which one fetches, is read to its end."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    slide = (
        f'<Relationship Id="1" Type="{kind}" TargetMode="External" Target="https://t.example/a/9"/>'
    )
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        for number in range(100):
            packed.writestr(f"ppt/slides/_rels/{number}.rels", slide if number == 99 else "")

    assert has(_attached(made.getvalue(), "talk.pptx"), Name.TRACKED_ATTACHMENT)


def test_closed_attachments() -> None:
    """An attachment that cannot be looked into could do anything."""
    reading = read(_attached(b"\x00\x01binary", "a.bin"))

    assert reading.state(Name.TRACKED_ATTACHMENT) is Presence.CANNOT_TELL
