"""What the headers alone say: receipts requested, lists, bulk mail, encryption."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.mail.parse.parsed_message import Headers, ParsedMessage
from advisor.mail.signals import Confidence, Evidence, Name, Presence, Provenance, Signal

_FIELDS = {
    # RFC 8098, section 2.1, and its older relatives; the reader's program decides on the answer.
    Name.READ_RECEIPT: (
        "disposition-notification-to", "x-confirm-reading-to", "read-receipt-to", "x-pmrqc",
    ),
    Name.DELIVERY_RECEIPT: ("return-receipt-to", "return-receipt-requested"),
    Name.LIST_HEADERS: (
        "list-id", "list-post", "list-unsubscribe", "mailing-list", "x-mailing-list",
    ),
}  # fmt: skip
_BULK = ("bulk", "list", "junk")
_REFUSALS = frozenset({"", "0", "no", "none", "false", "<>"})
_NO_HEADERS = "it has no headers that could be read"


def header_signals(headers: Headers, letter: ParsedMessage) -> dict[Name, Signal]:
    """Return the signals that headers tell; they are observed, and absence is seen as well."""
    evidence = {name: tuple(_named(headers, fields)) for name, fields in _FIELDS.items()}
    if letter.receipt:
        asked = Evidence("properties", "0x0029", "", ("a read receipt is requested",))
        evidence[Name.READ_RECEIPT] += (asked,)
    evidence[Name.BULK_HEADERS] = tuple(_bulk(headers))
    closed = Evidence("1", "content-type", "", ("its text is encrypted",))
    evidence[Name.ENCRYPTION] = (closed,) if letter.encrypted else ()
    return {name: _signal(name, found, headers) for name, found in evidence.items()}


def _signal(name: Name, evidences: tuple[Evidence, ...], headers: Headers) -> Signal:
    if evidences:
        return Signal(name, Presence.PRESENT, evidences, provenance=Provenance.OBSERVED)
    if not headers.fields:
        return Signal(name, Presence.CANNOT_TELL, reasons=(_NO_HEADERS,))
    return Signal(name, Presence.ABSENT, provenance=Provenance.OBSERVED)


def _named(headers: Headers, names: tuple[str, ...]) -> Iterator[Evidence]:
    for name in names:
        if any(value.strip().lower() not in _REFUSALS for value in headers.every(name)):
            yield Evidence("header", name, "", ("the header is there",))


def _bulk(headers: Headers) -> Iterator[Evidence]:
    if headers.get("precedence").strip().lower() in _BULK:
        yield Evidence("header", "precedence", "", ("sent in bulk",))
    for name in ("feedback-id", "x-csa-complaints", "list-unsubscribe-post", "x-campaign-id"):
        if headers.has(name):
            yield Evidence("header", name, "", ("sent in bulk",), confidence=Confidence.MEDIUM)
