"""Header blocks of real mail: folded, repeated, wrongly encoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_tz
from itertools import islice

from advisor.mail.parse.charsets import decode_text
from advisor.mail.parse.parsed_message import Headers
from advisor.mail.signals import HeaderAddress

_FOLD = re.compile(rb"\n[ \t]+")
_NAME = re.compile(r"[!-9;-~]{1,80}")
_BLANK = " \t\n\r\x0b\f"
_PARAMETER = re.compile(
    r";\s*([A-Za-z0-9_-]+)(\*\d*\*?|)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"?|([^;\s]*))"
)
_FIELDS, _LENGTH = 2_000, 100_000
# Most people are written so; the rest, and all that is doubtful, goes to the standard library.
_PLAIN = re.compile(
    r"\s*(?:(?:\"([^\"\\]*)\"|([^\"<>@,;:\\()\[\]]*))\s*<([^\s<>@,;:\"\\()\[\]]+@[\w.-]+)>"
    r"|([^\s<>@,;:\"\\()\[\]]+@[\w.-]+))\s*(?:,|$)"
)
# Exchange's own addresses, which a copy from a mailbox has where the message never left it.
_EXCHANGE = re.compile(r"([^<>,;]*)<(/o=[^<>@]{1,500}/cn=[^<>@]{1,200})>,?", re.IGNORECASE)
_NESTING = re.compile(r"[\"()\[\]\\:;]")  # what a comma may be part of
# Since 3.11.10 the standard library refuses lists that do not parse throughout, unless told.
_LENIENT = {"strict": False} if getaddresses.__kwdefaults__ else {}


def read_headers(block: bytes) -> Headers:
    """Read a header block, skipping what is no header line."""
    return Headers(tuple(islice(_fields(block), _FIELDS)))


def _fields(block: bytes) -> Iterator[tuple[str, str]]:
    unfolded = _FOLD.sub(b" ", block.replace(b"\r\n", b"\n")).replace(b"\r", b" ")
    # Each byte becomes a character, and what is not ASCII is decoded once it stands by itself.
    for line in unfolded.decode("latin-1").split("\n"):
        name, colon, value = line.partition(":")
        name = name.rstrip(" \t")
        if colon and _NAME.fullmatch(name):
            text = value[:_LENGTH]
            if not text.isascii():
                text = decode_text(text.strip(_BLANK).encode("latin-1"), "")
            yield name.lower(), text.strip()


def decode_words(value: str) -> str:
    """
    Decode the encoded words of a header; what cannot be decoded stays as it is.

    >>> decode_words("=?utf-8?q?Re=3A_Gr=C3=BC=C3=9Fe?=")
    'Re: Grüße'
    """
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError, LookupError):
        return value
    return "".join(
        piece if isinstance(piece, str) else decode_text(piece, charset or "")
        for piece, charset in pieces
    )


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """
    Split a structured header into its first word and its parameters.

    >>> parameters('multipart/mixed; boundary="a b"')
    ('multipart/mixed', {'boundary': 'a b'})
    """
    first = value.partition(";")[0].strip().lower()
    found: dict[str, str] = {}
    for name, mark, quoted, bare in _PARAMETER.findall(value):
        text = (re.sub(r"\\(.)", r"\1", quoted) if "\\" in quoted else quoted) or bare
        key = name.lower()
        if mark[1:2].isdigit():
            found[key] = found.get(key, "") + text
        else:
            found.setdefault(key, text)
    return first, found


def header_addresses(headers: Headers, name: str) -> tuple[HeaderAddress, ...]:
    """Return the people of an address field; groups without members give nobody."""
    found: list[HeaderAddress] = []
    for given in headers.every(name):
        value = given
        if "/o" in value.lower() and (exchange := _EXCHANGE.findall(value)):
            found.extend(
                HeaderAddress(name, _shown(shown), x500.lower()) for shown, x500 in exchange
            )
            value = _EXCHANGE.sub("", value)
        for shown, address in _pairs(value):
            clean = address.strip().strip("<>'\"").lower()
            if "@" in clean and " " not in clean:
                found.append(HeaderAddress(name, _shown(shown), clean))
    return tuple(found)


def _shown(name: str) -> str:
    return decode_words(name).strip("'\", ")


def _pairs(value: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    at = 0
    while at < len(value):
        plain = _PLAIN.match(value, at)
        if plain is not None:
            name = plain[1] or " ".join((plain[2] or "").split())
            pairs.append((name, plain[3] or plain[4]))
            at = plain.end()
            continue
        end = value.find(",", at)
        if end < 0 or _NESTING.search(value, at, end):
            end = len(value)
        pairs.extend(_parsed(value[at:end]))
        at = end + 1
    return pairs


def _parsed(text: str) -> list[tuple[str, str]]:
    try:
        return getaddresses([text[:_LENGTH]], **_LENIENT)
    except (ValueError, IndexError, RecursionError):
        return []


def header_date(headers: Headers) -> date | None:
    """Return the day of the `Date` field as its writer saw it; `None` where there is none."""
    try:
        parts = parsedate_tz(headers.get("date")[:200])
        return date(*parts[:3]) if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
