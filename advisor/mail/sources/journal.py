"""Journal reports of Exchange and Microsoft 365: the message within, and who really had it."""

from __future__ import annotations

import re

from advisor.mail.parse.charsets import decode_text
from advisor.mail.parse.headers import header_addresses
from advisor.mail.parse.mime import parse_message, report_and_message
from advisor.mail.parse.parsed_message import Headers, ParsedMessage
from advisor.values import dataclass, replace

NO_MESSAGE_REPORTED = "it reports on a message that is not attached to it"
_MARK = "x-ms-journal-report"
_LINE = re.compile(
    r"(?m)^(Sender|On-Behalf-Of|To|Cc|Bcc|Recipient|Message-Id)[ \t]*:(.*)$", re.IGNORECASE
)
_ADDRESS = re.compile(r"[^\s<>\",;:]+@[^\s<>\",;:]+")
_REPORTED = 300_000


@dataclass(frozen=True, slots=True)
class JournalReport:
    """Who sent a message and who had it, by the server that delivered it."""

    sender: str
    recipients: tuple[tuple[str, str], ...]
    message_id: str


def open_journal(letter: ParsedMessage, data: bytes) -> ParsedMessage:
    """Return the message that a journal report holds; another message as it is."""
    if not letter.headers.has(_MARK) and not _is_likely(letter):
        return letter
    found = report_and_message(data)
    if found is None:
        if letter.headers.has(_MARK):
            return replace(letter, gaps=(*letter.gaps, NO_MESSAGE_REPORTED))
        return letter
    text, inner = found
    report = read_report(decode_text(text[:_REPORTED], ""))
    reported = parse_message(inner)
    told = reported.headers.get("message-id").strip()
    named = report.sender and report.message_id and report.message_id == told
    if not letter.headers.has(_MARK) and not named:
        return letter
    return replace(reported, headers=_joined(reported.headers, report))


def _is_likely(letter: ParsedMessage) -> bool:
    """Return whether a message could be a report whose mark was taken off on its way."""
    first = letter.parts[0] if letter.parts else None
    return first is not None and first.kind == "text/plain" and first.start[:7] == b"Sender:"


def read_report(text: str) -> JournalReport:
    r"""
    Read the text of a report.

    >>> read_report("Sender: a@x.example\nBcc: b@y.example, Expanded: all@y.example").recipients
    (('bcc', 'b@y.example'),)
    """
    sender = message_id = ""
    recipients: dict[str, str] = {}
    for name, value in _LINE.findall(text):
        field_name = name.lower()
        if field_name == "message-id":
            message_id = message_id or value.strip()
            continue
        address = _ADDRESS.search(value.partition(",")[0])
        if address is None:
            continue
        if field_name in {"sender", "on-behalf-of"}:
            sender = sender or address[0].lower()
        else:
            recipients.setdefault(
                address[0].lower(), "bcc" if field_name == "recipient" else field_name
            )
    return JournalReport(sender, tuple((kind, one) for one, kind in recipients.items()), message_id)


def _joined(headers: Headers, report: JournalReport) -> Headers:
    """Return the headers of a message with everybody whom its report names."""
    fields = list(headers.fields)
    senders = {person.address for person in header_addresses(headers, "from")}
    if report.sender and report.sender not in senders:
        fields = [("from", report.sender), *(item for item in fields if item[0] != "from")]
    named = {
        person.address for name in ("to", "cc", "bcc") for person in header_addresses(headers, name)
    }
    fields.extend((kind, address) for kind, address in report.recipients if address not in named)
    return Headers(tuple(fields))
