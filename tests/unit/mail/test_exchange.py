"""Mail as Exchange keeps it: journal reports, and addresses of its own."""

from __future__ import annotations

import pytest
from unit.mail.letters_made import HEADERS, PIXEL, ROOM, read

from advisor.mail import AddressBook, Name, Presence, to_scenario
from advisor.mail.scenario.address_book import AddressEntry

BOOK = AddressBook(
    {"otto@other.example": AddressEntry("Otto Counsel", {"recipient.role": "opposing-counsel"})},
    {"firm.example": AddressEntry(own=True)},
)
REPORT = (
    "Sender: ann@firm.example\r\nSubject: Settlement\r\nMessage-Id: <20260302.AbC@firm.example>\r\n"
    "To: otto@other.example\r\nBcc: carl@client.example, Expanded: all@client.example\r\n"
)
INNER = f"{HEADERS}Content-Type: text/html\n\n<p>Dear Otto</p>{PIXEL}\n"


def _journal(mark: str = "X-MS-Journal-Report:\n", inner: str = INNER) -> bytes:
    return (
        "Received: from a by journal; Mon, 2 Mar 2026 10:00:00 +0000\n"
        f"{mark}From: Microsoft Outlook <exchange@firm.example>\nTo: <journal@archive.example>\n"
        'Content-Type: multipart/mixed; boundary="jr"\n\n'
        f"--jr\nContent-Type: text/plain\n\n{REPORT}\n"
        f"--jr\nContent-Type: message/rfc822\n\n{inner}--jr--\n"
    ).encode()


@pytest.mark.parametrize("mark", ["X-MS-Journal-Report:\n", ""])
def test_journal_report(mark: str) -> None:
    """A report is opened: who sent the message and had it, and what it holds, are the message's."""
    reading = read(_journal(mark))
    sender, people = reading.sender, reading.recipients
    facts = to_scenario(reading, BOOK).scenario.facts

    assert "ann@firm.example" == (sender and sender.address)
    assert ["reader@inbox.example", "otto@other.example", "carl@client.example"] == [
        person.address for person in people or ()
    ]
    assert reading.signals[Name.OPEN_PIXEL].own
    assert "sent" == facts["message.direction"]
    assert {"pixel"} == facts["tracking.mechanisms"]


def test_report_without_its_message() -> None:
    """A report whose message is missing tells nothing of what the message held."""
    data = _journal().replace(b"message/rfc822", b"application/octet-stream")

    assert Presence.CANNOT_TELL is read(data).state(Name.OPEN_PIXEL)


def test_a_forwarded_message_is_no_report() -> None:
    """A message attached beside a text of somebody's own stays an attachment."""
    data = _journal("").replace(b"Message-Id: <20260302.AbC@firm.example>", b"Message-Id: <x@y>")

    sender = ROOM.read_bytes(data).sender

    assert "exchange@firm.example" == (sender and sender.address)


DN = "/O=FIRM/OU=EXCHANGE ADMINISTRATIVE GROUP (FYDIBOHF23SPDLT)/CN=RECIPIENTS/CN="
SENT_ITEM = (
    f"From: Ann Lawyer <{DN}ANN>\nTo: 'Otto Counsel' <{DN}OTTO>; Carl <carl@client.example>\n"
    "Message-ID: <1@%s>\nContent-Type: text/html\n\n<p>Dear Otto</p>"
)


@pytest.mark.parametrize(
    ("book", "made_at", "direction"),
    [
        (BOOK, "firm.example", "sent"),
        (BOOK, "mail.prod.example", None),
        (AddressBook({"ann@firm.example": AddressEntry(own=True)}), "x.example", "sent"),
        (AddressBook({"al@firm.example": AddressEntry("Ann Lawyer", own=True)}), "x", "sent"),
        (AddressBook({"al@firm.example": AddressEntry("Ann Lawyer")}, BOOK.domains), "x", "sent"),
        (AddressBook({}, {"/o=firm": AddressEntry(own=True)}), "x.example", "sent"),
        (AddressBook({f"{DN}ann".lower(): AddressEntry(own=True)}), "x.example", "sent"),
        (AddressBook({"otto@other.example": AddressEntry("Ann Lawyer", {}),
                      "bob@firm.example": AddressEntry(own=True)}), "x", "received"),
    ],
)  # fmt: skip
def test_exchange_addresses(book: AddressBook, made_at: str, direction: str | None) -> None:
    """A sender under one of Exchange's own addresses is known by the address book."""
    reading = read((SENT_ITEM % made_at).encode())

    assert direction == to_scenario(reading, book).scenario.facts.get("message.direction")


def test_exchange_recipients() -> None:
    """A recipient under such an address is who the book calls so; of others nothing is said."""
    otto, carl = to_scenario(read((SENT_ITEM % "firm.example").encode()), BOOK).scenario.people

    assert {"recipient.role": "opposing-counsel", "recipient.same_firm": False} == dict(otto.facts)
    assert ("Otto Counsel", "Carl") == (otto.name, carl.name)
