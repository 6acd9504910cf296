"""Messages from files, folders, mailboxes and standard input, one after another."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from advisor.mail.sources.mbox import MESSAGE_LIMIT, mbox_messages
from advisor.values import dataclass, field

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIELD = re.compile(rb"([!-9;-~]{1,60}):")
_FIELDS = {
    b"received", b"from", b"to", b"return-path", b"delivered-to", b"message-id", b"mime-version",
    b"date", b"subject", b"content-type", b"x-mailer", b"reply-to", b"dkim-signature",
}  # fmt: skip
_SUFFIXES = {".eml", ".msg", ".mbox", ".mbx", ".emlx", ".mht", ".mai"}
_STDIN = "-"
LINK, DOUBTFUL = "link", "doubtful line"

TOO_LARGE = "it is larger than is read"
UNREADABLE = "it cannot be opened"
EMPTY = "it is empty"
NO_MESSAGE = "there is no message in it"


@dataclass(frozen=True, slots=True)
class Raw:
    """One message as it lies there, or the reason why it could not be had."""

    source: str
    data: bytes = field(default=b"", repr=False)
    damage: str = ""

    @property
    def is_outlook(self) -> bool:
        """Return whether it is an Outlook file."""
        return self.data[:8] == _OLE


def read_messages(
    given: Path | str, *, stdin: BinaryIO | None = None, left: Counter[str] | None = None
) -> Iterator[Raw]:
    """
    Return every message of a file, an mbox, a Maildir, a folder of these, or `-`.

    What cannot be read is a row with the reason. Links to other places are not followed.
    `left` counts what is no mail in a folder, see `files`, and as `DOUBTFUL` the lines of
    mailboxes that may begin a message and were taken for text.
    """
    if str(given) == _STDIN:
        yield from stream(stdin or sys.stdin.buffer, "<stdin>", left=left)
        return
    path = Path(given)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        yield Raw(str(given), damage=UNREADABLE)
        return
    if not stat.S_ISDIR(mode):
        yield from file(path, left=left)
        return
    found = False
    for inner, is_single in files(path, left):
        found = True
        yield from file(inner, single=is_single, left=left)
    if not found:
        yield Raw(str(path), damage=NO_MESSAGE)


def is_mail(path: Path) -> bool:
    """Return by name and place whether a path holds messages and not a described scenario."""
    return path.suffix.lower() in _SUFFIXES or path.is_dir()


def files(folder: Path, left: Counter[str] | None = None) -> Iterator[tuple[Path, bool]]:
    """
    Return the files of a folder that hold mail, in order; those of a Maildir hold one message.

    A folder within it that cannot be opened is given too, so that reading it tells so. `left`
    counts what is no mail by its suffix, and what is no file, such as a link, as `LINK`.
    No more is kept of a large folder than the names in one directory.
    """
    left = Counter() if left is None else left
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda one: one.name)
    except OSError:
        yield folder, True
        return
    is_maildir = {"cur", "new"} <= {one.name for one in entries}
    for entry in entries:
        inner = Path(entry.path)
        if is_maildir and entry.name == "tmp":
            continue  # what is there is being delivered, and will be there twice
        if entry.is_dir(follow_symlinks=False):
            yield from files(inner, left)
        elif entry.name.startswith("."):
            continue
        elif not entry.is_file(follow_symlinks=False):
            left[LINK] += 1
        elif (maildir := folder.name in {"cur", "new"}) or _holds_mail(inner):
            yield inner, maildir
        else:
            left[inner.suffix.lower()] += 1


def _holds_mail(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES or (not path.suffix and _begins_as_mail(path))


def _begins_as_mail(path: Path) -> bool:
    try:
        with path.open("rb") as opened:
            return looks_like_mail(opened.read(4_000))
    except OSError:
        return False


def looks_like_mail(start: bytes) -> bool:
    """
    Return by its first bytes whether something is a message, a mailbox or an Outlook file.

    >>> looks_like_mail(b"Received: by a.example"), looks_like_mail(b"scenario: A letter")
    (True, False)
    """
    if start[:5] == b"From " or start[:8] == _OLE:
        return True
    for line in start.split(b"\n"):
        if line[:1] in {b" ", b"\t"}:
            continue
        found = _FIELD.match(line)
        if found is None:
            return False
        if found.group(1).lower() in _FIELDS:
            return True
    return False


def file(path: Path, *, single: bool = False, left: Counter[str] | None = None) -> Iterator[Raw]:
    """
    Return the messages of one file; a `single` one is a message however it begins.

    `left` counts what in a mailbox is doubtful.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not stat.S_ISFIFO(path.stat().st_mode):
            yield Raw(str(path), damage=UNREADABLE)
            return
        with path.open("rb") as opened:
            if single:
                yield _limited(opened.read(MESSAGE_LIMIT + 1), str(path))
            else:
                yield from stream(opened, str(path), left=left)
    except OSError:
        yield Raw(str(path), damage=UNREADABLE)


def stream(
    opened: BinaryIO, source: str, first: int = 1, left: Counter[str] | None = None
) -> Iterator[Raw]:
    """
    Return the messages of a file that was opened already: a mailbox, or a single message.

    `first` is the number of the first message of a mailbox; `left` counts what in it is doubtful.
    """
    start = opened.read(5)
    if start == b"From ":
        yield from _mailbox(opened, source, first, left)
        return
    yield _limited(_without_count(start + opened.read(MESSAGE_LIMIT)), source)


def _limited(data: bytes, source: str) -> Raw:
    if len(data) > MESSAGE_LIMIT:
        return Raw(source, damage=TOO_LARGE)
    return Raw(source, data) if data.strip() else Raw(source, damage=EMPTY)


def _without_count(data: bytes) -> bytes:
    """Apple's `.emlx` puts the length of a message in a line before it."""
    first, _, rest = data[:40].partition(b"\n")
    if first.strip().isdigit() and b":" not in first and rest:
        return data[len(first) + 1 :][: int(first)]
    return data


def _mailbox(
    opened: BinaryIO, source: str, number: int, left: Counter[str] | None
) -> Iterator[Raw]:
    """Split an mbox as it is read; `number` is that of its first message."""
    for found in mbox_messages(opened, b"From "):
        name = f"{source}#{number}"
        number += 1
        if found.doubtful and left is not None:
            left[DOUBTFUL] += found.doubtful
        yield Raw(name, damage=TOO_LARGE) if found.data is None else _limited(found.data, name)


__all__ = [
    "DOUBTFUL",
    "LINK",
    "MESSAGE_LIMIT",
    "Raw",
    "file",
    "files",
    "is_mail",
    "looks_like_mail",
    "read_messages",
    "stream",
]
