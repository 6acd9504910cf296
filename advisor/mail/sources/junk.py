"""Mail that was thrown away: by the folder it lies in, its labels, or the mark of a Maildir."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from pathlib import PurePath

_SEPARATED = re.compile(r"[/\\]")
_MAILBOX = re.compile(r"\.(?:mbox|mbx|mbs)(?:#\d+)?$|#\d+$")
_THROWN_AWAY = re.compile(r":2,[A-Z]*T")
_LABELS = re.compile(rb"(?im)^x-gmail-labels[ \t]*:((?:[^\n]*)(?:\n[ \t][^\n]*)*)")
_HEAD = 65_536


def lies_in_junk(place: str, folders: Iterable[str]) -> bool:
    """
    Return whether a place within what was given is one for junk or deleted mail.

    `folders` are the names of such folders in lower case. Names of a Maildir++ are read piece
    by piece, and a message that a Maildir marks as thrown away is one too.

    >>> [lies_in_junk(one, {"junk", "trash"}) for one in ("Work/Trash.mbox#3", ".INBOX.Junk/cur/1")]
    [True, True]
    >>> lies_in_junk("Trashcan litigation/1.eml", {"trash"})
    False
    """
    names = set(folders)
    if _THROWN_AWAY.search(PurePath(place).name):
        return True
    for piece in _SEPARATED.split(place):
        name = _MAILBOX.sub("", piece).strip().casefold()
        inner = name.rpartition(".")[2] if name.startswith(".") else name
        if name in names or inner in names:
            return True
    return False


def is_labelled_junk(data: bytes, folders: Iterable[str]) -> bool:
    r"""
    Return whether Google's labels of an exported message are those of junk or deleted mail.

    >>> is_labelled_junk(b"X-Gmail-Labels: Spam,Unread\nSubject: a\n\nb", {"spam"})
    True
    """
    head = data[:_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    found = _LABELS.search(head)
    if found is None:
        return False
    told = " ".join(found[1].decode("utf-8", "replace").split())
    try:
        labels = str(make_header(decode_header(told)))
    except (HeaderParseError, LookupError, ValueError):
        labels = told
    names = set(folders)
    return any(label.strip(' "').casefold() in names for label in labels.split(","))
