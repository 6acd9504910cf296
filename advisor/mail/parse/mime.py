"""Messages as they come over the wire, taken apart without trust."""

from __future__ import annotations

import re

from advisor.mail.parse.headers import decode_words, parameters, read_headers
from advisor.mail.parse.parsed_message import Headers, MessagePart, ParsedMessage
from advisor.mail.parse.transfer_encoding import (
    KNOWN_ENCODINGS,
    UUENCODE,
    decode_transfer,
    from_uuencode,
    transfer_encoding,
)
from advisor.mail.signals import SignalOrigin
from advisor.values import dataclass, field

DEPTH, PARTS = 30, 1_000
HEADER_LIMIT = 1_000_000
_NEAR = 10_000

PARTS_TOO_DEEP = "parts are nested too deeply"
TOO_MANY_PARTS = "it has too many parts"
NO_BOUNDARY = "the boundary between its parts is missing or broken"
TRUNCATED_PARTS = "it ends before its last part does"
BAD_ENCODING = "a part cannot be decoded"
ENCRYPTED = "it is encrypted"
SIGNED_WHOLE = "its text is wrapped in a signature that was not opened"

PAGE_KINDS = frozenset({"text/html", "application/xhtml+xml", "text/x-amp-html", "text/watch-html"})
_GUESS = re.compile(rb"(?m)^--([^\s\-][^\r\n]{0,200}?)[ \t]*\r?\nContent-", re.IGNORECASE)
_MUTE = ("image/", "audio/", "video/", "font/")
_PGP = b"-----BEGIN PGP MESSAGE-----"


def parse_message(data: bytes) -> ParsedMessage:
    """Take a message apart; whatever is broken leaves a gap and never an exception."""
    work = _Work()
    head, body = _split(data.lstrip(b"\r\n"))
    headers = read_headers(head)
    work.entity(headers, body, _Place())
    return ParsedMessage(
        headers, tuple(work.parts), tuple(dict.fromkeys(work.gaps)), encrypted=work.encrypted
    )


def report_and_message(data: bytes) -> tuple[bytes, bytes] | None:
    """Return the text and the attached message of a message that is made of these two."""
    head, body = _split(data.lstrip(b"\r\n"))
    kind, params = parameters(read_headers(head).get("content-type"))
    boundary = params.get("boundary", "").strip().encode("utf-8", "surrogateescape")
    if not kind.startswith("multipart/") or not boundary:
        return None
    text: bytes | None = None
    for head, inner in map(_split, _pieces(body, boundary)[0]):
        headers = read_headers(head)
        kind = parameters(headers.get("content-type") or "text/plain")[0]
        encoding = transfer_encoding(headers.get("content-transfer-encoding"))
        if kind == "text/plain" and text is None:
            text = decode_transfer(encoding, inner)
        elif kind == "message/rfc822" and text is not None:
            return text, decode_transfer(encoding, inner).lstrip(b"\r\n")
    return None


def _split(data: bytes) -> tuple[bytes, bytes]:
    if data[:1] == b"\n" or data[:2] == b"\r\n":
        return b"", data.lstrip(b"\r\n")
    for limit in (_NEAR, HEADER_LIMIT):  # a body of many megabytes is not gone through for it
        wide = data.find(b"\n\r\n", 0, limit)
        plain = data.find(b"\n\n", 0, limit if wide < 0 else wide)
        if plain >= 0:
            return data[:plain], data[plain + 2 :]
        if wide >= 0:
            return data[:wide], data[wide + 3 :]
    return data[:HEADER_LIMIT], b""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entity stands: its number, whose part it is in, and how deep."""

    path: str = ""
    origin: SignalOrigin = SignalOrigin.OWN
    depth: int = 0
    rival: bool = False

    def under(
        self, number: int, *, origin: SignalOrigin | None = None, rival: bool = False
    ) -> _Place:
        path = f"{self.path}.{number}" if self.path else str(number)
        return _Place(path, origin or self.origin, self.depth + 1, rival)


@dataclass
class _Work:
    parts: list[MessagePart] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    encrypted: bool = False

    def entity(self, headers: Headers, body: bytes, at: _Place) -> None:
        """Read one entity and all within it."""
        if at.depth > DEPTH:
            self.gaps.append(PARTS_TOO_DEEP)
            return
        if len(self.parts) >= PARTS:
            self.gaps.append(TOO_MANY_PARTS)
            return
        kind, params = parameters(headers.get("content-type") or "text/plain")
        kind = kind if "/" in kind else "text/plain"
        if kind.startswith("multipart/"):
            if kind == "multipart/encrypted":
                self._closed(ENCRYPTED)
            if self._multipart(kind, params.get("boundary", ""), body, at):
                return
            self.gaps.append(NO_BOUNDARY)
            kind = "text/html" if b"<html" in body[:5_000].lower() else "text/plain"
        encoding = transfer_encoding(headers.get("content-transfer-encoding"))
        if encoding not in KNOWN_ENCODINGS:
            self.gaps.append(BAD_ENCODING)
        if encoding in UUENCODE:
            body, whole = from_uuencode(body)
            encoding = ""
            if not whole:
                self.gaps.append(BAD_ENCODING)
        if kind in {"message/rfc822", "message/global"}:
            head, inner = _split(decode_transfer(encoding, body).lstrip(b"\r\n"))
            self.entity(read_headers(head), inner, at.under(1, origin=SignalOrigin.ATTACHED))
            return
        self._leaf(headers, kind, params, body, encoding, at)

    def _leaf(  # noqa: PLR0913, PLR0917 - all that its headers said of it
        self, headers: Headers, kind: str, params: dict[str, str], body: bytes, encoding: str,
        at: _Place,
    ) -> None:  # fmt: skip
        if kind.startswith(_MUTE) and "svg" not in kind:
            body = b""
        elif kind.startswith("text/"):
            body, encoding = decode_transfer(encoding, body), ""
            if body.find(_PGP, 0, 200_000) >= 0:
                self._closed(ENCRYPTED)
        elif kind in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
            signed = "signed" in params.get("smime-type", "").lower()
            self._closed(SIGNED_WHOLE if signed else ENCRYPTED)
        where, more = parameters(headers.get("content-disposition"))
        name = decode_words(more.get("filename") or params.get("name") or "")
        attached = where == "attachment" or bool(name and not kind.startswith("text/"))
        charset = params.get("charset", "")
        path = at.path or "1"
        self.parts.append(
            MessagePart(path, kind, body, charset, name, attached, at.origin, at.rival, encoding)
        )

    def _closed(self, why: str) -> None:
        self.gaps.append(why)
        self.encrypted = self.encrypted or why == ENCRYPTED

    def _multipart(self, kind: str, boundary: str, body: bytes, at: _Place) -> bool:
        raw = boundary.strip().encode("utf-8", "surrogateescape")
        pieces, closed = _pieces(body, raw) if raw else ([], False)
        if not pieces:
            guess = _GUESS.search(body)
            if guess is None:
                return False
            pieces, closed = _pieces(body, guess.group(1))
            self.gaps.append(NO_BOUNDARY)
        if not closed:
            self.gaps.append(TRUNCATED_PARTS)
        split = [(read_headers(head), inner) for head, inner in map(_split, pieces)]
        kinds = [parameters(headers.get("content-type"))[0] for headers, _ in split]
        rich = kind == "multipart/alternative" and any(
            one in PAGE_KINDS or one.startswith("multipart/") for one in kinds
        )
        for number, (headers, inner) in enumerate(split, start=1):
            plain = kinds[number - 1] in {"", "text/plain"}
            self.entity(headers, inner, at.under(number, rival=rich and plain))
        return True


def _pieces(body: bytes, boundary: bytes) -> tuple[list[bytes], bool]:
    """Split at the boundary; the second value tells whether the last one closed it."""
    mark = b"--" + boundary
    pieces: list[bytes] = []
    start: int | None = None
    at = body.find(mark)
    while at >= 0 and len(pieces) <= PARTS:
        end = body.find(b"\n", at)
        end = len(body) if end < 0 else end
        rest = body[at + len(mark) : end].strip()
        if rest in {b"", b"--"} and (at == 0 or body[at - 1 : at] == b"\n"):
            if start is not None:
                pieces.append(body[start:at])
            if rest:
                return pieces, True
            start = end + 1
        at = body.find(mark, end)
    if start is not None:
        pieces.append(body[start:])
    return pieces, False
