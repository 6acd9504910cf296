"""Mailboxes in one file: where each message begins and ends, whatever program wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.values import dataclass, field

if TYPE_CHECKING:
    from typing import Protocol

    class Readable(Protocol):
        """What bytes are read from, in order."""

        def read(self, size: int, /) -> bytes:
            """Return the next bytes, none at the end."""


MESSAGE_LIMIT = 200_000_000
_CHUNK, _AHEAD = 1 << 20, 16_000
_LENGTH_LIMIT = 64_000_000

_CANDIDATE = re.compile(rb"\nFrom(?=[ \r\n])")
_DATED = re.compile(
    rb"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b.*\d\d?:\d\d.*\b\d{2,4}\b"
    rb"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b.*\b\d{4}\b.*\d\d?:\d\d",
    re.IGNORECASE,
)
_EXACT = re.compile(
    rb"From (?:\S+ )? *(?:mon|tue|wed|thu|fri|sat|sun) +(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    rb"|nov|dec) +\d\d? \d\d:\d\d(?::\d\d)?(?: [A-Z0-9+-]+)* \d{4}\s*",
    re.IGNORECASE,
)
_BARE = re.compile(rb"From(?: +[^\s:;,]+)?\s*")
_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
_KNOWN = {
    b"received", b"from", b"to", b"cc", b"return-path", b"delivered-to", b"message-id", b"date",
    b"mime-version", b"subject", b"content-type", b"reply-to", b"sender", b"dkim-signature",
    b"status", b"envelope-to", b"in-reply-to", b"references",
}  # fmt: skip
_KNOWN_STARTS = (b"x-", b"arc-", b"list-", b"resent-", b"content-", b"authentication-")
_LENGTH = re.compile(rb"(?mi)^content-length[ \t]*:[ \t]*(\d{1,9})[ \t]*\r?$")
_BODY = re.compile(rb"\r?\n\r?\n")
_QUOTED = re.compile(rb"(?m)^>(>*From )")
_MOST_FIELDS, _ENOUGH = 60, 2


@dataclass(frozen=True, slots=True)
class MboxMessage:
    """
    One message of a mailbox: from byte `start`, where its separator stands, to byte `end`.

    `data` is the message without its separator, unquoted, and `None` where it is larger than
    is read. `doubtful` counts lines in it that may begin another message and were taken for text.
    """

    start: int
    end: int
    data: bytes | None = field(repr=False)
    doubtful: int = 0


def mbox_messages(opened: Readable, read: bytes = b"") -> Iterator[MboxMessage]:
    """
    Split a mailbox as it is read; `read` are bytes of its beginning that were read already.

    A separator is a line that begins with `From `, names a day or nothing but a sender, and is
    followed by a header, whatever stands before it; or, before a message that is empty, one as
    programs write it after an empty line. Where a header tells the length of the
    message, and a separator or the end follows there, what is within it separates nothing.
    """
    window = _Window(opened, bytearray(read))
    while window.fill(1):
        yield _next(window)


def is_mailbox(start: bytes) -> bool:
    """Return by its first bytes whether a file is read as a mailbox, be it one without a header."""
    return start[:5] == b"From " or begins_mailbox(start)


def begins_mailbox(start: bytes) -> bool:
    """Return by its first bytes whether a file surely is a mailbox: a header follows."""
    return (
        start[:4] == b"From"
        and start[4:5] in {b" ", b"\n", b"\r"}
        and bool(_judge(bytearray(b"\n\n" + start), 2))
    )


class _Window:
    """The bytes of a stream from `base` on, as far as they were needed."""

    def __init__(self, opened: Readable, data: bytearray) -> None:
        self.opened = opened
        self.data = data
        self.base = 0
        self.ended = False

    def fill(self, size: int) -> bool:
        """Have at least `size` bytes at hand; `False` where the stream ends before."""
        while len(self.data) < size and not self.ended:
            read = self.opened.read(max(_CHUNK, size - len(self.data)))
            self.data += read
            self.ended = not read
        return len(self.data) >= size

    def drop(self, size: int) -> None:
        """Leave the first bytes behind."""
        del self.data[:size]
        self.base += size


def _next(window: _Window) -> MboxMessage:
    """Take one message, which begins with its separator, out of the window."""
    start = window.base
    length = _told_length(window)
    if length is not None:
        window.fill(length)
        data, doubtful, quoted = window.data[:length], 0, False
        end: int = length
    else:
        end, doubtful = _found_end(window)
        data, quoted = window.data[:end], True
    too_large = window.base > start or end > MESSAGE_LIMIT
    message = None if too_large else _message(bytes(data), quoted=quoted)
    window.drop(end)
    return MboxMessage(start, window.base, message, doubtful)


def _message(data: bytes, *, quoted: bool) -> bytes:
    body = data[data.find(b"\n") + 1 :] if b"\n" in data else b""
    if b">From " in body and (quoted or b"\nFrom " not in body):
        return _QUOTED.sub(rb"\1", body)
    return body


def _found_end(window: _Window) -> tuple[int, int]:
    """Return where the next separator stands in the window, and how many lines were doubtful."""
    at = doubtful = 0
    while True:
        found = _CANDIDATE.search(window.data, at)
        if found is None:
            if window.ended:
                return len(window.data), doubtful
            at = max(len(window.data) - 8, 0)
            if at > MESSAGE_LIMIT:
                window.drop(at)
                at = 0
            window.fill(len(window.data) + 1)
            continue
        line = found.start() + 1
        window.fill(line + _AHEAD)
        judged = _judge(window.data, line)
        if judged is None:
            doubtful += 1
        elif judged:
            return line, doubtful
        at = line


def _judge(data: bytearray, line: int) -> bool | None:
    """Return whether a line that begins with `From` separates; `None` where that is doubtful."""
    end = data.find(b"\n", line, line + _AHEAD)
    if end < 0:
        return False
    text = bytes(data[line:end])
    known, any_field = _header_fields(data, end + 1)
    blank = data[max(line - 2, 0) : line] == b"\n\n" or data[max(line - 3, 0) : line] == b"\n\r\n"
    if not any_field:
        follows = bytes(data[end + 1 : end + 6])
        if blank and _EXACT.fullmatch(text) and (not follows[:1].strip() or follows == b"From "):
            return True  # an empty message
        return None if _DATED.search(text) else False
    if _DATED.search(text):
        return True if known or blank else None
    if _BARE.fullmatch(text) and known >= (1 if blank else _ENOUGH):
        return True
    return None if known else False


def _header_fields(data: bytearray, at: int) -> tuple[int, bool]:
    """Count the fields of a header that mail knows, and tell whether its first line is a field."""
    known, first, any_field = 0, True, False
    for _ in range(_MOST_FIELDS):
        end = data.find(b"\n", at, at + _AHEAD)
        line = bytes(data[at : end if end >= 0 else at + 1_000])
        if first and line.startswith(b">From ") and end >= 0:
            at = end + 1
            continue
        name = _FIELD.match(line)
        if name is not None:
            any_field = True
            word = name[1].lower()
            known += word in _KNOWN or word.startswith(_KNOWN_STARTS)
        elif first or line[:1] not in {b" ", b"\t"}:
            break
        first = False
        if end < 0 or known >= _ENOUGH:
            break
        at = end + 1
    return known, any_field


def _told_length(window: _Window) -> int | None:
    """Return how long the message is by its own header, where what follows bears that out."""
    window.fill(_AHEAD)
    body = _BODY.search(window.data, 0, _AHEAD)
    if body is None:
        return None
    told = _LENGTH.search(window.data, 0, body.start() + 2)
    if told is None or int(told[1]) > _LENGTH_LIMIT:
        return None
    end = body.end() + int(told[1])
    if not window.fill(end):
        return None
    window.fill(end + _AHEAD)
    for blank in (b"", b"\n", b"\r\n", b"\n\n"):
        at = end + len(blank)
        if bytes(window.data[end:at]) != blank:
            continue
        if at == len(window.data) and window.ended:
            return at
        begins = window.data[at : at + 5]
        if bytes(begins).startswith(b"From") and window.data[at - 1 : at] == b"\n":
            return at if _judge(window.data, at) else None
    return None


__all__ = ["MESSAGE_LIMIT", "MboxMessage", "begins_mailbox", "is_mailbox", "mbox_messages"]
