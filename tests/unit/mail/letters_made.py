"""Messages for the tests, written here: no real mail is among them."""

from __future__ import annotations

from advisor.mail import MessageAnalysis, MessageReader, Name, Presence

ROOM = MessageReader()
UNTAUGHT = MessageReader(vendors=False)
"""Reads without the table of vendors: what is found rests on the rules alone."""

HEADERS = (
    "Received: from a.example by b.example; Mon, 2 Mar 2026 10:00:00 +0000\n"
    "From: Ann Sender <ann@firm.example>\n"
    "To: Rita Reader <reader@inbox.example>\n"
    "Subject: Hello\n"
    "Message-ID: <20260302.AbC@firm.example>\n"
    "Date: Mon, 2 Mar 2026 09:59:00 -0600\n"
    "MIME-Version: 1.0\n"
)


def html(body: str, *, more: str = "") -> bytes:
    """Make a message of one HTML part."""
    kind = "Content-Type: text/html; charset=utf-8\n"
    return f"{HEADERS}{more}{kind}\n<html><body><p>Hello.</p>{body}</body></html>\n".encode()


def plain(text: str, *, more: str = "") -> bytes:
    """Make a message of plain text."""
    return f"{HEADERS}{more}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode()


def mixed(*parts: str, kind: str = "mixed") -> bytes:
    """Make a message of several parts, each given with its headers."""
    inner = "".join(f"--b1\n{one}\n" for one in parts)
    head = f'{HEADERS}Content-Type: multipart/{kind}; boundary="b1"\n\n'
    return f"{head}{inner}--b1--\n".encode()


def read(data: bytes, *, taught: bool = True) -> MessageAnalysis:
    """Read a message, which must not be damaged."""
    reading = (ROOM if taught else UNTAUGHT).read_bytes(data)
    assert not reading.damage
    return reading


def has(data: bytes, name: Name, *, taught: bool = True) -> bool:
    """Return whether a signal is present in a message."""
    return read(data, taught=taught).state(name) is Presence.PRESENT


PIXEL = '<img src="https://t.tracker.example/o/9fK2xQ7LmB41vZ" width="1" height="1">'
