"""Messages as they come over the wire, taken apart without trust."""

from __future__ import annotations

import binascii
import quopri
import re
from dataclasses import dataclass, field

from advisor.mail.headers import parameters, read_headers, words
from advisor.mail.letters import Headers, Letter, Part
from advisor.mail.signals import Origin

DEPTH, PARTS = 30, 1_000
HEADER_LIMIT = 1_000_000

TOO_DEEP = "parts are nested too deeply"
TOO_MANY = "it has too many parts"
NO_BOUNDARY = "the boundary between its parts is missing or broken"
CUT_SHORT = "it ends before its last part does"
BAD_ENCODING = "a part cannot be decoded"
ENCRYPTED = "it is encrypted"
SIGNED_WHOLE = "its text is wrapped in a signature that was not opened"

_GUESS = re.compile(rb"(?m)^--([^\s\-][^\r\n]{0,200}?)[ \t]*\r?\nContent-", re.IGNORECASE)
_PGP = b"-----BEGIN PGP MESSAGE-----"
_BASE64_JUNK = re.compile(rb"[^A-Za-z0-9+/]")
_UU = re.compile(rb"(?m)^begin [0-7]{3,4} .*\r?$")


def read_letter(data: bytes) -> Letter:
    """Take a message apart; whatever is broken leaves a gap and never an exception."""
    work = _Work()
    head, body = _split(data.lstrip(b"\r\n"))
    headers = read_headers(head)
    work.entity(headers, body, "", Origin.OWN, rival=False, depth=0)
    return Letter(
        headers, tuple(work.parts), tuple(dict.fromkeys(work.gaps)), encrypted=work.encrypted
    )


def _split(data: bytes) -> tuple[bytes, bytes]:
    if data[:1] == b"\n" or data[:2] == b"\r\n":
        return b"", data.lstrip(b"\r\n")
    wide = data.find(b"\n\r\n", 0, HEADER_LIMIT)
    plain = data.find(b"\n\n", 0, HEADER_LIMIT if wide < 0 else wide)
    if plain >= 0:
        return data[:plain], data[plain + 2 :]
    if wide >= 0:
        return data[:wide], data[wide + 3 :]
    return data[:HEADER_LIMIT], b""


@dataclass
class _Work:
    parts: list[Part] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    encrypted: bool = False

    def entity(  # noqa: PLR0913 - what a part inherits from those around it
        self, headers: Headers, body: bytes, path: str, origin: Origin, *, rival: bool, depth: int
    ) -> None:
        """Read one entity and all within it."""
        if depth > DEPTH:
            self.gaps.append(TOO_DEEP)
            return
        if len(self.parts) >= PARTS:
            self.gaps.append(TOO_MANY)
            return
        kind, params = parameters(headers.get("content-type") or "text/plain")
        kind = kind if "/" in kind else "text/plain"
        if kind.startswith("multipart/"):
            if kind == "multipart/encrypted":
                self._closed(ENCRYPTED)
            if self._multipart(kind, params.get("boundary", ""), body, path, origin, depth):
                return
            self.gaps.append(NO_BOUNDARY)
            kind = "text/html" if b"<html" in body[:5_000].lower() else "text/plain"
        mute = kind.startswith(("image/", "audio/", "video/", "font/")) and "svg" not in kind
        data = b"" if mute else self._decoded(headers.get("content-transfer-encoding"), body)
        if kind in {"message/rfc822", "message/global"}:
            head, inner = _split(data.lstrip(b"\r\n"))
            self.entity(
                read_headers(head),
                inner,
                _under(path, 1),
                Origin.ATTACHED,
                rival=False,
                depth=depth + 1,
            )
            return
        if kind in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
            signed = "signed" in params.get("smime-type", "").lower()
            self._closed(SIGNED_WHOLE if signed else ENCRYPTED)
        elif _PGP in data[:200_000] and kind.startswith("text/"):
            self._closed(ENCRYPTED)
        where, more = parameters(headers.get("content-disposition"))
        name = words(more.get("filename") or params.get("name") or "")
        self.parts.append(
            Part(
                path or "1",
                kind,
                data,
                params.get("charset", ""),
                name,
                where == "attachment" or bool(name and not kind.startswith("text/")),
                origin,
                rival,
            )
        )

    def _closed(self, why: str) -> None:
        self.gaps.append(why)
        self.encrypted = self.encrypted or why == ENCRYPTED

    def _multipart(  # noqa: PLR0913, PLR0917 - likewise
        self, kind: str, boundary: str, body: bytes, path: str, origin: Origin, depth: int
    ) -> bool:
        raw = boundary.strip().encode("utf-8", "surrogateescape")
        pieces, closed = _pieces(body, raw) if raw else ([], False)
        if not pieces:
            guess = _GUESS.search(body)
            if guess is None:
                return False
            pieces, closed = _pieces(body, guess.group(1))
            self.gaps.append(NO_BOUNDARY)
        if not closed:
            self.gaps.append(CUT_SHORT)
        split = [(read_headers(head), inner) for head, inner in map(_split, pieces)]
        kinds = [parameters(headers.get("content-type"))[0] for headers, _ in split]
        rich = kind == "multipart/alternative" and any(
            one == "text/html" or one.startswith("multipart/") for one in kinds
        )
        for number, (headers, inner) in enumerate(split, start=1):
            plain = not kinds[number - 1] or kinds[number - 1] == "text/plain"
            self.entity(
                headers,
                inner,
                _under(path, number),
                origin,
                rival=rich and plain,
                depth=depth + 1,
            )
        return True

    def _decoded(self, encoding: str, body: bytes) -> bytes:
        match encoding.strip("\"' ").lower():
            case "base64":
                return _base64(body)
            case "quoted-printable":
                return quopri.decodestring(body)
            case "x-uuencode" | "uuencode" | "uue" | "x-uue":
                return self._uu(body)
            case _:
                return body

    def _uu(self, body: bytes) -> bytes:
        start = _UU.search(body)
        if start is None:
            self.gaps.append(BAD_ENCODING)
            return body
        found = []
        for line in body[start.end() :].splitlines():
            if line.strip() in {b"end", b"`"}:
                break
            try:
                found.append(binascii.a2b_uu(line))
            except binascii.Error:
                self.gaps.append(BAD_ENCODING)
        return b"".join(found)


def _base64(body: bytes) -> bytes:
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        clean = _BASE64_JUNK.sub(b"", body)
        keep = len(clean) - (1 if len(clean) % 4 == 1 else 0)
        return binascii.a2b_base64(clean[:keep] + b"=" * (-keep % 4))


def _under(path: str, number: int) -> str:
    return f"{path}.{number}" if path else str(number)


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
