"""Outlook's own files: `.msg`, and messages that come wrapped in `winmail.dat`."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from advisor.mail.parse.headers import read_headers
from advisor.mail.parse.parsed_message import Headers, MessagePart, ParsedMessage
from advisor.mail.parse.rtf import read_rtf, unpack_rtf
from advisor.mail.signals import SignalOrigin
from advisor.mail.sources.tnef import SIGNATURE, unpack_tnef
from advisor.values import replace

RECEIPT_REQUESTED = 0x0029  # PidTagReadReceiptRequested
_HTML, _RTF, _TRANSPORT = 0x1013, 0x1009, 0x007D
_FIELDS = {1: "to", 2: "cc", 3: "bcc"}
_KIND = 0x0C15  # PidTagRecipientType
DAMAGED_OUTLOOK = "it is no Outlook message, or a damaged one"
RTF_ONLY = "its text is in a form of Outlook's (RTF) that could not be read to its end"


class UnreadableMessage(ValueError):
    """An Outlook file that cannot be taken apart."""


def with_wrapped(letter: ParsedMessage) -> ParsedMessage:
    """Return a message with what its `winmail.dat` holds among its parts."""
    if not any(part.start[:4] == SIGNATURE for part in letter.parts):
        return letter
    parts: list[MessagePart] = []
    gaps = list(letter.gaps)
    receipt = letter.receipt
    for part in letter.parts:
        if part.start[:4] != SIGNATURE:
            parts.append(part)
            continue
        held = unpack_tnef(part.data)
        gaps.extend(held.gaps)
        receipt = receipt or held.receipt
        if held.html:
            parts.append(MessagePart(f"{part.path}.1", "text/html", held.html, origin=part.origin))
        elif held.rtf:
            _add_rich(held.rtf, f"{part.path}.1", parts, gaps, part.origin)
        elif held.text:
            parts.append(MessagePart(f"{part.path}.1", "text/plain", held.text, origin=part.origin))
        for number, (name, data) in enumerate(held.files, start=2):
            where = f"{part.path}.{number}"
            parts.append(
                MessagePart(where, _kind(name), data, name=name, attached=True, origin=part.origin)
            )
    return replace(letter, parts=tuple(parts), gaps=tuple(dict.fromkeys(gaps)), receipt=receipt)


def _add_rich(
    packed: bytes, path: str, parts: list[MessagePart], gaps: list[str],
    origin: SignalOrigin = SignalOrigin.OWN,
) -> None:  # fmt: skip
    """Add the page, or the text, that compressed rich text was made of; what is amiss is a gap."""
    try:
        rich = read_rtf(unpack_rtf(packed))
    except (ValueError, ImportError):
        gaps.append(RTF_ONLY)
        return
    if not rich.whole:
        gaps.append(RTF_ONLY)
    data = rich.text.encode("utf-8", "replace")
    parts.append(MessagePart(path, rich.kind, data, "utf-8", origin=origin))


def _kind(name: str) -> str:
    ending = name.lower().rpartition(".")[2]
    return {"htm": "text/html", "html": "text/html"}.get(ending, "application/octet-stream")


def read_outlook(data: bytes) -> ParsedMessage:
    """
    Take a `.msg` file apart.

    Raises `UnreadableMessage` where that cannot be done, and `ImportError` without the extra.
    """
    from oxmsg import Message

    try:
        message = Message.load(BytesIO(data))
        return _letter(message)
    except Exception as broken:  # a young reader of an intricate format fails in many ways
        raise UnreadableMessage(DAMAGED_OUTLOOK) from broken


def _letter(message: Any) -> ParsedMessage:  # noqa: ANN401 - the library's message
    held = message.properties
    html, text = held.binary_prop_value(_HTML) or b"", message.body or ""
    charset = held.body_encoding if html else "utf-8"
    html = html or (held.str_prop_value(_HTML) or "").encode("utf-8", "replace")
    transport = held.str_prop_value(_TRANSPORT) or ""
    headers = read_headers(transport.encode("utf-8", "replace")) if transport else _headers(message)
    parts: list[MessagePart] = []
    gaps: list[str] = []
    if html:
        parts.append(MessagePart("1", "text/html", html, charset))
    elif packed := held.binary_prop_value(_RTF):
        _add_rich(packed, "1", parts, gaps)
    if text:
        plain = text.encode("utf-8", "replace")
        parts.append(MessagePart("2", "text/plain", plain, "utf-8", rival=bool(parts)))
    for number, attachment in enumerate(message.attachments, start=3):
        name = attachment.file_name or ""
        mime = attachment.mime_type or _kind(name)
        parts.append(
            MessagePart(str(number), mime, attachment.file_bytes or b"", name=name, attached=True)
        )
    receipt = bool(held.int_prop_value(RECEIPT_REQUESTED))
    return ParsedMessage(headers, tuple(parts), tuple(gaps), receipt=receipt)


def _headers(message: Any) -> Headers:  # noqa: ANN401 - likewise
    """Make headers of the properties: a sent or drafted file has none of the transport."""
    fields = [("from", message.sender or ""), ("subject", message.subject or "")]
    if message.sent_date is not None:
        fields.append(("date", message.sent_date.strftime("%a, %d %b %Y %H:%M:%S +0000")))
    for recipient in message.recipients:
        kind = recipient.properties.int_prop_value(_KIND) or 1
        name = (recipient.name or "").replace('"', "")
        fields.append((_FIELDS.get(kind, "to"), f'"{name}" <{recipient.email_address}>'))
    return Headers(tuple(fields))
