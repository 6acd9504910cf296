"""Header blocks of real mail: folded, repeated, wrongly encoded."""

from __future__ import annotations

import re
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_tz

from advisor.mail.charsets import decoded
from advisor.mail.letters import Headers
from advisor.mail.signals import Person

_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
_FOLD = re.compile(r"\r?\n[ \t]+|[\r\n]+")
_PARAMETER = re.compile(
    r";\s*([A-Za-z0-9_-]+)(\*\d*\*?|)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"?|([^;\s]*))"
)
_FIELDS, _LENGTH = 2_000, 100_000


def read_headers(block: bytes) -> Headers:
    """Read a header block, skipping what is no header line."""
    found: list[tuple[str, str]] = []
    lines: list[bytes] = []
    for line in [*block.split(b"\n"), b""]:
        if lines and line[:1] in {b" ", b"\t"}:
            lines.append(line)
            continue
        if lines:
            found.append(_entry(lines))
            lines = []
        if _FIELD.match(line) and len(found) < _FIELDS:
            lines = [line]
    return Headers(tuple(found))


def _entry(lines: list[bytes]) -> tuple[str, str]:
    name, _, value = b"\n".join(lines).partition(b":")
    text = decoded(value[:_LENGTH], "")
    return name.decode("ascii", "replace").strip().lower(), _FOLD.sub(" ", text).strip()


def words(value: str) -> str:
    """
    Decode the encoded words of a header; what cannot be decoded stays as it is.

    >>> words("=?utf-8?q?Re=3A_Gr=C3=BC=C3=9Fe?=")
    'Re: Grüße'
    """
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError, LookupError):
        return value
    return "".join(
        piece if isinstance(piece, str) else decoded(piece, charset or "")
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
        text = re.sub(r"\\(.)", r"\1", quoted) or bare
        key = name.lower()
        if mark[1:2].isdigit():
            found[key] = found.get(key, "") + text
        else:
            found.setdefault(key, text)
    return first, found


def people(headers: Headers, name: str) -> tuple[Person, ...]:
    """Give the people of an address field; groups without members give nobody."""
    found = []
    for value in headers.every(name):
        try:
            pairs = getaddresses([value[:_LENGTH]], strict=False)
        except TypeError:  # before 3.11.10 there is no `strict`
            pairs = getaddresses([value[:_LENGTH]])
        except (ValueError, IndexError):
            continue
        for shown, address in pairs:
            clean = address.strip().strip("<>'\"").lower()
            if "@" in clean and " " not in clean:
                found.append(Person(name, words(shown).strip("'\" "), clean))
    return tuple(found)


def day(headers: Headers) -> date | None:
    """Give the day of the `Date` field as its writer saw it; `None` where there is none."""
    try:
        parts = parsedate_tz(headers.get("date")[:200])
        return date(*parts[:3]) if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
