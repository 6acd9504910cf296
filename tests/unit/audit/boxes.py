"""Messages that audits are tried on, each made of a few lines."""

from __future__ import annotations

from datetime import date

PIXEL = '<img src="https://t.tracker.example/o/9fK2xQ7LmB41vZ" width="1" height="1">'
OWN, OTHER = "ann@firm.example", "otto@other.example"
DAY = date(2026, 3, 2)


def letter(  # noqa: PLR0913 - a message has many parts
    body: str = "<p>The draft is ready.</p>",
    *,
    sender: str = OWN,
    to: str = OTHER,
    day: str = "Mon, 2 Mar 2026 09:59:00 -0600",
    number: int = 1,
    subject: str = "Settlement SECRET-SUBJECT",
    more: str = "",
) -> bytes:
    """Write a message that has travelled."""
    return (
        f"Received: from mail.example by mx.example; {day}\n"
        f"From: Ann Lawyer <{sender}>\nTo: Otto Counsel <{to}>\n"
        f"Subject: {subject}\nDate: {day}\nMessage-ID: <m{number}@mail.example>\n{more}"
        "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
        f"{body}\n"
    ).encode()


def mailbox(*letters: bytes) -> bytes:
    """Join messages to an mbox."""
    return b"".join(b"From x Mon Mar  2 09:59:00 2026\n" + one + b"\n" for one in letters)


PEOPLE = """people:
  - {domain: firm.example, own: true}
  - {address: otto@other.example, role: opposing-counsel, located_in: US-IL, consented: false}
  - {domain: client.example, role: client, located_in: DE}
"""
KNOWN = """scenario: The firm
facts:
  lawyer: {admitted_in: [US-IL]}
  firm: {established_in: [US-IL], offers_services_in: [US-IL]}
  matter: {representing_client: true, before_tribunal: true, tribunal: US-IL}
"""
