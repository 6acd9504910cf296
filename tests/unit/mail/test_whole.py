"""That a signal is absent is said only where the whole message was read."""

from __future__ import annotations

import base64

import pytest
from compressed_rtf import compress
from unit.mail.compound import outlook
from unit.mail.letters_made import HEADERS, PIXEL, has, html, mixed, read
from unit.mail.test_outlook import tnef, wrapped

from advisor.mail import Name, Presence

AMP = PIXEL.replace("img", "amp-img")


@pytest.mark.parametrize(
    ("kind", "page"),
    [("text/x-amp-html", f"<html amp4email><body>{AMP}</amp-img></body></html>"),
     ("text/watch-html", f"<html><body>{PIXEL}</body></html>")],
)  # fmt: skip
def test_other_versions(kind: str, page: str) -> None:
    """A version of the text for some programs only is read as the others are."""
    versions = (
        "Content-Type: text/plain\n\na",
        f"Content-Type: {kind}\n\n{page}",
        "Content-Type: text/html\n\n<p>a</p>",
    )

    assert has(mixed(*versions, kind="alternative"), Name.OPEN_PIXEL)


@pytest.mark.parametrize(
    "encoding",
    ["quoted-printable;", "Quoted_Printable", "quoted-printable (as ever)", '"quoted-printable"'],
)
def test_encodings_as_written(encoding: str) -> None:
    """An encoding is undone however its name is written."""
    quoted = PIXEL.replace("=", "=3D").replace("LmB", "=\nLmB")
    head = f"{HEADERS}Content-Type: text/html\nContent-Transfer-Encoding: {encoding}\n\n"

    assert has((head + quoted).encode(), Name.OPEN_PIXEL)


def test_unknown_encoding() -> None:
    """What stands in an encoding that nobody knows could hold anything."""
    reading = read(html("", more="Content-Transfer-Encoding: yenc\n"))

    assert Presence.CANNOT_TELL is reading.state(Name.OPEN_PIXEL)


RICH = (
    r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}"
    r"{\*\htmltag19 <html>}{\*\htmltag50 <body>}\htmlrtf {\htmlrtf0 "
    r"{\*\htmltag64 <p>}\htmlrtf{\f0 \htmlrtf0 D\'e9j\'e0 vu: \{8\} \u8364?\htmlrtf }\htmlrtf0 "
    r"{\*\htmltag84 %s}{\*\mhtmltag84 <img src='cid:x'>}"
    r"{\*\htmltag72 </p>}\htmlrtf }\htmlrtf0 {\*\htmltag27 </html>}}"
)  # fmt: skip


@pytest.mark.parametrize("image", [PIXEL, ""])
def test_a_page_within_rich_text(image: str) -> None:
    """The page within the rich text of an Outlook file is read, and read to its end."""
    packed = compress((RICH % image).encode(), compressed=True)
    expected = Presence.PRESENT if image else Presence.ABSENT

    assert expected is read(outlook(rtf=packed, travelled=True)).state(Name.OPEN_PIXEL)
    assert expected is read(wrapped(tnef(packed, tag=0x1009))).state(Name.OPEN_PIXEL)


def test_damaged_rich_text() -> None:
    """Rich text that cannot be unpacked, or breaks off, leaves it open whether there is more."""
    whole = compress((RICH % "").encode(), compressed=True)
    cut = compress((RICH % "")[:-40].encode(), compressed=True)

    for packed in (whole[:-9], cut):
        reading = read(outlook(rtf=packed, travelled=True))
        assert Presence.CANNOT_TELL is reading.state(Name.OPEN_PIXEL)


def test_rich_text_part() -> None:
    """Rich text that came as a part of its own is read: its links and pictures count."""
    rich = r'{\rtf1\ansi {\field{\*\fldinst INCLUDEPICTURE "https://t.example/open/%s"}}}'
    data = base64.encodebytes((rich % "9fK2xQ7LmB41vZ").encode()).decode()
    part = f"Content-Type: text/rtf\nContent-Transfer-Encoding: base64\n\n{data}"

    assert has(mixed(part, "Content-Type: text/plain\n\na"), Name.OPEN_PIXEL)


@pytest.mark.parametrize("kind", ["message/partial", "message/external-body"])
def test_parts_that_lie_elsewhere(kind: str) -> None:
    """A part that is elsewhere was not read."""
    reading = read(mixed("Content-Type: text/html\n\n<p>a</p>", f"Content-Type: {kind}\n\na"))

    assert Presence.CANNOT_TELL is reading.state(Name.OPEN_PIXEL)
