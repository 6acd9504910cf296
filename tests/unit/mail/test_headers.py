"""What the headers tell."""

from __future__ import annotations

from datetime import date
from email.utils import getaddresses

import pytest
from unit.mail.letters_made import PIXEL, html, mixed, plain, read

from advisor.mail import Name, Presence, Provenance
from advisor.mail.parse.headers import _LENIENT, decode_words, header_addresses, read_headers


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Disposition-Notification-To: ann@firm.example", Name.READ_RECEIPT),
        ("X-Confirm-Reading-To: ann@firm.example", Name.READ_RECEIPT),
        ("Read-Receipt-To: ann@firm.example", Name.READ_RECEIPT),
        ("Return-Receipt-To: ann@firm.example", Name.DELIVERY_RECEIPT),
        ("Return-Receipt-Requested: 1", Name.DELIVERY_RECEIPT),
        ("disposition-notification-to:\n ann@firm.example", Name.READ_RECEIPT),
    ],
)
def test_receipts(line: str, name: Name) -> None:
    """A header that requests a receipt is observed."""
    signal = read(plain("x", more=f"{line}\n")).signals[name]

    assert signal.state is Presence.PRESENT
    assert signal.provenance is Provenance.OBSERVED


@pytest.mark.parametrize(
    "line", ["Return-Path: <ann@firm.example>", "Disposition-Notification-To: ", "X-Other: receipt"]
)
def test_no_receipts(line: str) -> None:
    """Other headers, and empty ones, request nothing: that absence is seen, not guessed."""
    reading = read(plain("x", more=f"{line}\n"))

    assert reading.state(Name.READ_RECEIPT) is Presence.ABSENT
    assert reading.state(Name.DELIVERY_RECEIPT) is Presence.ABSENT


def test_a_receipt_of_an_attached_message_is_not_the_senders() -> None:
    """What an attached message requested, its own sender requested."""
    inner = "Content-Type: message/rfc822\n\nDisposition-Notification-To: b@x.example\n\nHi"

    assert read(mixed(inner)).state(Name.READ_RECEIPT) is Presence.ABSENT


def test_people_and_day() -> None:
    """The day is the writer's, and names are decoded."""
    more = "Cc: =?utf-8?q?J=C3=BCrg_M=C3=BCller?= <j@x.example>, undisclosed:;\n"
    reading = read(plain("x", more=more))

    assert reading.date == date(2026, 3, 2)
    assert [one.name for one in reading.recipients or ()] == ["Rita Reader", "Jürg Müller"]


def test_nobody_named() -> None:
    """Without an address in the headers the recipients are unknown, not none."""
    data = plain("x").replace(b"To: Rita Reader <reader@inbox.example>\n", b"")

    assert read(data).recipients is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (plain("x"), "plain text only"),
        (html("x", more="List-Post: <mailto:l@x.example>\n"), "mailing list"),
        (html("x").replace(b"Received:", b"X-Was:"), "has not travelled"),
        (mixed("Content-Type: text/html\n\n<p>x</p>").replace(b"--b1--", b""), "ends before"),
        (mixed("Content-Type: text/html\n\nx", "Content-Type: application/pkcs7-mime\n\nAA"),
         "encrypted"),
        (html('<img src="http://[x]/a.b">'), "cannot be read"),
    ],
)  # fmt: skip
def test_absence_needs_the_whole_message(data: bytes, why: str) -> None:
    """Where not all was read, nothing found is no absence, and the reason is given."""
    signal = read(data).signals[Name.OPEN_PIXEL]

    assert signal.state is Presence.CANNOT_TELL
    assert any(why in one for one in signal.reasons)


def test_absence() -> None:
    """A whole message without a tracker has none."""
    assert read(html("<p>x</p>")).state(Name.OPEN_PIXEL) is Presence.ABSENT
    assert read(html(PIXEL)).state(Name.OPEN_PIXEL) is Presence.PRESENT


@pytest.mark.parametrize(
    "field",
    [
        "Ann Sender <ann@firm.example>, otto@other.example",
        '"Counsel, Otto" <otto@other.example>, "A (B)" <a@b.example>',
        "Otto Counsel, <otto@other.example>",
        "undisclosed-recipients:;",
        "Team: ann@firm.example, otto@other.example;, pat@inbox.example",
        "Ann (the (younger)) <ann@firm.example>, pat@inbox.example",
        "=?utf-8?q?J=C3=BCrgen?= <j@firm.example>, Christine C. P.  Doe <c@d.example>",
        "<@relay.example:ann@firm.example>, a b c, [1,2] <x@y.example>",
        '"a \\" b, c" <a@b.example>, , ,d@e.example',
    ],
)
def test_people_as_the_standard_library_reads_them(field: str) -> None:
    """The short way for plain lists of people gives what the long way gives."""
    short = [
        (one.name, one.address)
        for one in header_addresses(read_headers(f"To: {field}".encode()), "to")
    ]
    whole = [
        (decode_words(name), address.lower()) for name, address in getaddresses([field], **_LENIENT)
    ]

    assert short == [(name, address) for name, address in whole if "@" in address]
