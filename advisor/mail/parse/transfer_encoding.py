"""Transfer encodings undone: base64, quoted-printable and uuencode, however broken."""

from __future__ import annotations

import binascii
import quopri
import re

UUENCODE = frozenset({"x-uuencode", "uuencode", "uue", "x-uue"})
KNOWN_ENCODINGS = frozenset({"base64", "quoted-printable", "7bit", "8bit", "binary", ""}) | UUENCODE
_MEANT = {re.sub(r"[^a-z0-9]", "", item): item for item in KNOWN_ENCODINGS}
_BASE64_JUNK = re.compile(rb"[^A-Za-z0-9+/]")
_UU = re.compile(rb"(?m)^begin [0-7]{3,4} .*\r?$")


def transfer_encoding(value: str) -> str:
    """
    Return the transfer encoding that a header means, however it is written.

    >>> transfer_encoding("Quoted-Printable;"), transfer_encoding("8-bit (plain)")
    ('quoted-printable', '8bit')
    """
    word = re.split(r"[;(,]", value, maxsplit=1)[0].strip("\"' \t").lower()
    return _MEANT.get(re.sub(r"[^a-z0-9]", "", word), word)


def decode_transfer(encoding: str, body: bytes) -> bytes:
    """Return what a base64 or quoted-printable body holds; any other body is given as it is."""
    match encoding:
        case "base64":
            return _base64(body)
        case "quoted-printable":
            return quopri.decodestring(body)
        case _:
            return body


def _base64(body: bytes) -> bytes:
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        clean = _BASE64_JUNK.sub(b"", body)
        keep = len(clean) - (1 if len(clean) % 4 == 1 else 0)
        return binascii.a2b_base64(clean[:keep] + b"=" * (-keep % 4))


def from_uuencode(body: bytes) -> tuple[bytes, bool]:
    """Return what a uuencoded body holds, and whether all of it could be decoded."""
    start = _UU.search(body)
    if start is None:
        return body, False
    found = []
    whole = True
    for line in body[start.end() :].splitlines():
        if line.strip() in {b"end", b"`"}:
            break
        try:
            found.append(binascii.a2b_uu(line))
        except binascii.Error:
            whole = False
    return b"".join(found), whole
