"""The notice that takes a message back to its author: why, by whose authority, and the message."""

from __future__ import annotations

import quopri
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from advisor.gate.transactions import stuff_dots
from advisor.printable import printable

if TYPE_CHECKING:
    from advisor.gate.check_result import CheckResult
    from advisor.gate.settings import GateSettings
    from advisor.gate.transactions import Transaction

_WHAT = """\
Your message was not sent. The firm's mail check has returned it to you,
and the whole message is attached.

It was not handed on to:
{people}

To send it, change what the opinion below objects to and send it again. If
the opinion rests on a wrong or missing fact, for instance a consent that
somebody has given, ask whoever keeps the firm's address book to correct it.
Trackers are often put in by an add-in or a signature and not by you; ask
firm IT to turn that off.

{opinion}"""


def notice(
    given: Transaction, judgment: CheckResult, settings: GateSettings, now: datetime
) -> bytes:
    """
    Write the notice as it goes over the wire.

    It has the shape of a delivery report, and the message stands in it byte for byte.
    """
    boundary = f"advisor-{given.digest[:32]}"
    wide = given.sender.parameter("SMTPUTF8") is not None
    text = _WHAT.format(
        people="\n".join(f"  {printable(recipient.address)}" for recipient in given.recipients),
        opinion=judgment.explained.rstrip(),
    )
    parts = (
        _part(
            "text/plain; charset=utf-8",
            _quoted(text),
            "Content-Transfer-Encoding: quoted-printable\r\n",
        ),
        _part(f"message/{'global-' if wide else ''}delivery-status", _status(given, settings)),
        _part(f"message/{'global' if wide else 'rfc822'}", given.message),
    )
    mark = f"--{boundary}".encode()
    body = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"
    return stuff_dots(_head(given, judgment, settings, now, boundary).encode() + b"\r\n" + body)


def _head(
    given: Transaction, judgment: CheckResult, settings: GateSettings, now: datetime, boundary: str
) -> str:
    # The author's own domain has a postmaster, and a name of this machine may be none of mail's.
    domain = given.sender.address.rpartition("@")[2] or settings.hostname
    sender = settings.notices_from or f"postmaster@{domain}"
    lines = [
        f"From: Mail check <{sender}>",
        f"To: <{printable(given.sender.address)}>",
        "Subject: Your message was not sent",
        f"Date: {format_datetime(now)}",
        f"Message-ID: <{given.digest[:40]}@{settings.hostname}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status;",
        f'\tboundary="{boundary}"',
    ]
    if _identity(judgment.message_id):
        lines.insert(5, f"In-Reply-To: {judgment.message_id}")
    return "".join(f"{line}\r\n" for line in lines)


def _identity(text: str) -> bool:
    most = 900
    return text.isascii() and text.isprintable() and 0 < len(text) < most and " " not in text


def _status(given: Transaction, settings: GateSettings) -> bytes:
    groups = [f"Reporting-MTA: dns; {settings.hostname}\r\n"]
    groups += [
        f"Final-Recipient: rfc822; {printable(recipient.address)}\r\n"
        "Action: failed\r\nStatus: 5.7.1\r\n"
        for recipient in given.recipients
    ]
    return "\r\n".join(groups).encode("utf-8", "replace")


def _part(kind: str, body: bytes, more: str = "") -> bytes:
    return f"Content-Type: {kind}\r\n{more}\r\n".encode() + body


def _quoted(text: str) -> bytes:
    return quopri.encodestring(text.encode("utf-8", "replace")).replace(b"\n", b"\r\n")
