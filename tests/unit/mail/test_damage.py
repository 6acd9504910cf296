"""Whatever a message is made of, reading it ends soon and raises nothing."""

from __future__ import annotations

import base64
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit.mail.conftest import fixture_lines
from unit.mail.letters_made import HEADERS, PIXEL, ROOM, has, html, mixed

from advisor.mail import Name, Presence
from advisor.mail.message_reader import BROKEN

SOON = 60.0  # seconds of the processor: far more than it takes, far less than for ever
_ALL = html("".join((*fixture_lines("opens"), *fixture_lines("clicks"))))
_NESTED = mixed(
    "Content-Type: text/plain\n\nplain https://t.example/click/9fK2xQ7LmB41vZ",
    f"Content-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: base64\n\n"
    f"{base64.b64encode(PIXEL.encode('utf-16')).decode()}",
    'Content-Type: message/rfc822\n\nSubject: in\nContent-Type: multipart/mixed; boundary="c"\n\n'
    "--c\nContent-Type: text/html\n\n<b>x</b>\n--c--",
)
CHARSETS = ("utf-16", "gb2312", "utf-7", "punycode", "no-such", "iso-2022-jp", "idna", "cp1252", "")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(
    whole=st.sampled_from((_ALL, _NESTED)),
    cut=st.floats(0, 1),
    at=st.floats(0, 1),
    junk=st.binary(max_size=60),
    charset=st.sampled_from(CHARSETS),
)
def test_mutated(whole: bytes, cut: float, at: float, junk: bytes, charset: str) -> None:
    """Truncated, overwritten and wrongly declared messages are read or are rows with a reason."""
    data = whole.replace(b"charset=utf-8", b"charset=" + charset.encode())
    place = int(len(data) * at)
    data = (data[:place] + junk + data[place + len(junk) :])[: int(len(data) * cut) or 1]

    reading = ROOM.read_bytes(data)

    assert reading.damage != BROKEN
    assert set(reading.signals) == set(Name)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(st.binary(max_size=400))
def test_noise(data: bytes) -> None:
    """Bytes that are no message at all are read or are rows with a reason."""
    assert ROOM.read_bytes(data).damage != BROKEN


MANY = 20_000
HOSTILE = {
    "open comments": html("<style>" + "/*" * 200_000 + "</style>"),
    "open urls": html("<style>" + "url(" * 100_000 + "</style>"),
    "open fonts": html("<style>" + "@font-face{" * 40_000 + "</style>"),
    "conditionals": html("<!--[if mso]>" * MANY),
    "deep": html("<div>" * MANY + PIXEL),
    "deeper": html("<div>" * 1_000_000 + PIXEL),
    "crowded": html("<img " + "".join(f"a{n}='>' " for n in range(200_000)) + ">" + PIXEL),
    "flat": html("<b>x</b>" * 200_000 + PIXEL),
    "quotes": html("<blockquote type=cite>" * MANY + "x" + PIXEL),
    "separators": html('<hr id="stopSpelling">' * MANY + PIXEL),
    "separators in a row": html('<hr id="stopSpelling"><p>x</p>' * 60_000 + PIXEL),
    "dashes": html("-" * 2_000_000 + PIXEL),
    "links": html('<a href="https://t.example/click/9fK2xQ7LmB41vZ?' + "a=b&" * 900 + '">' * 3_000),
    "images": html(PIXEL * MANY),
    "people": (HEADERS + "Cc: " + "a@b.example, " * MANY + "\n\nx").encode(),
    "people in comments": (HEADERS + "Cc: " + "(" * 100_000 + "\n\nx").encode(),
    "people in quotes": (HEADERS + 'Cc: "' + '\\"' * 45_000 + "\n\nx").encode(),
    "folds": (HEADERS + "X: a" + "\n " * 500_000 + "\n\nx").encode(),
    "boundaries": mixed("Content-Type: text/html\n\n" + "--b1x\n" * 500_000),
    "parts": mixed(*["Content-Type: text/html\n\n<b>x</b>"] * 3_000),
    "nested": (HEADERS + "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(300)
    )).encode(),
    "encoded words": (HEADERS.replace("Hello", "=?utf-8?q?a?= " * MANY) + "\nx").encode(),
    "styles": html('<div style="' + "border-top:solid;padding:" * MANY + '">x</div>'),
    "dots": html("<p>" + "a.b" * 200_000 + "</p>"),
    "percent": html(f'<img src="https://t.example/{"%2F" * 50_000}">'),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    """A message made to be slow is not."""
    start = time.process_time()
    reading = ROOM.read_bytes(HOSTILE[name])

    assert time.process_time() - start < SOON
    assert reading.damage != BROKEN


def test_too_deep() -> None:
    """Where a page is nested too deeply to be read to its end, absence is not concluded."""
    reading = ROOM.read_bytes(html("<div>" * 5_000 + PIXEL))

    assert reading.state(Name.OPEN_PIXEL) is Presence.CANNOT_TELL
    assert "its markup is too deep or too crowded to be read to its end" in reading.gaps


def test_a_quotation_of_many_tables() -> None:
    """Tables and quotations as deep as people make them are read to their end."""
    inner = "<table><tr><td>" * 60 + "<blockquote type=cite>" * 40 + "<p>x" * 2_000
    assert has(
        html(inner + "</blockquote>" * 40 + "</td></tr></table>" * 60 + PIXEL), Name.OPEN_PIXEL
    )


def test_large_attachment() -> None:
    """Fifty megabytes are passed over, and the pixel beside them is found."""
    lines = base64.encodebytes(bytes(57 * 1_000)).decode() * 650
    data = mixed(
        f"Content-Type: text/html\n\n{PIXEL}",
        f"Content-Type: image/tiff\nContent-Transfer-Encoding: base64\n\n{lines}",
    )
    start = time.process_time()

    assert has(data, Name.OPEN_PIXEL)
    assert len(data) > 50_000_000
    assert time.process_time() - start < SOON


def test_broken_boundary() -> None:
    """A boundary that was renamed on the way is guessed, and absence no longer concluded."""
    data = mixed(f"Content-Type: text/html\n\n{PIXEL}").replace(b'boundary="b1"', b'boundary="zz"')
    assert has(data, Name.OPEN_PIXEL)

    without = data.replace(PIXEL.encode(), b"")
    assert ROOM.read_bytes(without).state(Name.OPEN_PIXEL) is Presence.CANNOT_TELL


@pytest.mark.parametrize("charset", [one for one in CHARSETS if one != "utf-16"])
def test_wrong_charsets(charset: str) -> None:
    """A wrong charset does not hide a pixel."""
    data = html(PIXEL).replace(b"charset=utf-8", b"charset=" + charset.encode())
    assert has(data, Name.OPEN_PIXEL)


def test_empty() -> None:
    """An empty message is a row with a reason."""
    reading = ROOM.read_bytes(b"\n\n")

    assert reading.damage == "it is empty"
    assert reading.state(Name.READ_RECEIPT) is Presence.CANNOT_TELL


def test_cut_within_a_tag() -> None:
    """A page that ends within a tag had more to it, which may have been a pixel."""
    whole = html(PIXEL)
    reading = ROOM.read_bytes(whole[: whole.index(b".tracker.example")])

    assert reading.state(Name.OPEN_PIXEL) is Presence.CANNOT_TELL
    assert "its text breaks off within a tag" in reading.gaps
