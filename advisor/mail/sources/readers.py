"""Messages from files, folders, mailboxes and standard input, one after another."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from advisor.mail.sources.containers import (
    DAMAGED_ARCHIVE,
    SNIFFED,
    TOO_MUCH,
    UNPACKING_ERRORS,
    Member,
    UnpacksTooMuch,
    archive_members,
    container_suffix,
    is_container,
    is_store,
)
from advisor.mail.sources.file_kinds import (
    MAIL_SUFFIXES,
    OLE,
    foreign_kind,
    holds_mail,
    looks_like_mail,
)
from advisor.mail.sources.mbox import MESSAGE_LIMIT, is_mailbox, mbox_messages
from advisor.mail.sources.outlook_store import store_messages
from advisor.values import dataclass, field

_STDIN = "-"
LINK, DOUBTFUL, COPY = "link", "doubtful line", "copy"

TOO_LARGE = "it is larger than is read"
UNREADABLE = "it cannot be opened"
EMPTY = "it is empty"
NO_MESSAGE = "there is no message in it"
NO_MAIL = "it is {}, no message"
TOO_DEEP = "it lies in too many archives"
NO_STORE_READER = "reading Outlook's stores needs the extra `pst`"
DEPTH, CONTAINER_LIMIT = 3, 2_000_000_000


@dataclass(frozen=True, slots=True)
class Raw:
    """One message as it lies there, or the reason why it could not be had."""

    source: str
    data: bytes = field(default=b"", repr=False)
    damage: str = ""

    @property
    def is_outlook(self) -> bool:
        """Return whether it is an Outlook file."""
        return self.data[:8] == OLE


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
    suffix = path.suffix.lower()
    return suffix in MAIL_SUFFIXES or container_suffix(suffix) or path.is_dir()


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
    try:
        with path.open("rb") as opened:
            return holds_mail(path.name, opened.read(SNIFFED))
    except OSError:
        return path.suffix.lower() in MAIL_SUFFIXES  # reading it tells that it cannot be read


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
    opened: BinaryIO,
    source: str,
    first: int = 1,
    left: Counter[str] | None = None,
    depth: int = 0,
) -> Iterator[Raw]:
    """
    Return the messages of a file that was opened already: a message, or whatever holds some.

    `first` is the number of the first message of a mailbox; `left` counts what in it is doubtful,
    and what in an archive is no mail. `depth` tells how many archives it lies in.
    """
    start = _start(opened)
    if is_mailbox(start):
        yield from _mailbox(opened, start, source, first, left)
    elif named := foreign_kind(start):
        yield Raw(source, damage=NO_MAIL.format(named))
    elif is_container(start):
        if depth >= DEPTH:
            yield Raw(source, damage=TOO_DEEP)
            return
        whole = opened if opened.seekable() else BytesIO(start + opened.read(CONTAINER_LIMIT))
        yield from _contained(whole, start, source, left, depth)
    else:
        read = start + opened.read(MESSAGE_LIMIT + 1 - len(start))
        yield _limited(_without_count(read), source)


def _start(opened: BinaryIO) -> bytes:
    """Return the first bytes of a file; a pipe may give them in pieces."""
    start = b""
    while len(start) < SNIFFED:
        read = opened.read(SNIFFED - len(start))
        if not read:
            break
        start += read
    return start


def _contained(
    opened: BinaryIO, start: bytes, source: str, left: Counter[str] | None, depth: int
) -> Iterator[Raw]:
    """Return the messages of an archive, a compressed file or a store of Outlook's."""
    try:
        if is_store(start):
            opened.seek(0)
            for one in store_messages(opened):
                yield Raw(f"{source}/{one.name}", one.data, one.damage)
            return
        for member in archive_members(opened, start):
            name = f"{source}/{member.name}" if member.name else source
            if member.damage:
                yield Raw(name, damage=member.damage)
            elif not member.name or _is_wanted(member, left):
                yield from stream(member.opened, name, left=left, depth=depth + 1)
    except ImportError:
        yield Raw(source, damage=NO_STORE_READER)
    except UnpacksTooMuch:
        yield Raw(source, damage=TOO_MUCH)
    except (*UNPACKING_ERRORS, OSError):
        yield Raw(source, damage=DAMAGED_ARCHIVE)


def _is_wanted(member: Member, left: Counter[str] | None) -> bool:
    """Return whether a file of an archive is mail, counting those that are not."""
    if holds_mail(member.name, member.opened.peek(SNIFFED)):
        return True
    if left is not None:
        left[Path(member.name).suffix.lower()] += 1
    return False


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
    opened: BinaryIO, start: bytes, source: str, number: int, left: Counter[str] | None
) -> Iterator[Raw]:
    """Split an mbox as it is read; `number` is that of its first message."""
    for found in mbox_messages(opened, start):
        name = f"{source}#{number}"
        number += 1
        if found.doubtful and left is not None:
            left[DOUBTFUL] += found.doubtful
        yield Raw(name, damage=TOO_LARGE) if found.data is None else _limited(found.data, name)


__all__ = [
    "COPY",
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
