"""What a file is by its first bytes and its name: mail, a holder of mail, or something else."""

from __future__ import annotations

import re
from pathlib import PurePath

from advisor.mail.sources.containers import container_suffix, is_container
from advisor.mail.sources.mbox import begins_mailbox

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIL_SUFFIXES = frozenset({".eml", ".msg", ".mbox", ".mbx", ".emlx", ".mht", ".mai"})
# What is read as something else, or is text that may begin as a header does.
_OTHER_SUFFIXES = frozenset(
    {".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".csv", ".parquet", ".vcf", ".ldif", ".ics"}
)
_FIELD = re.compile(rb"([!-9;-~]{1,60}):")
_FIELDS = {
    b"received", b"from", b"to", b"return-path", b"delivered-to", b"message-id", b"mime-version",
    b"date", b"subject", b"content-type", b"x-mailer", b"reply-to", b"dkim-signature",
}  # fmt: skip
_FOREIGN = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"{\\rtf", "a rich-text document"),
)
_RIFF = {b"WEBP": "a picture", b"WAVE": "a sound recording", b"AVI ": "a film"}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OFFICE = b"[Content_Types].xml"
BINARY = "a binary file"
_MOST_CONTROLS = 10


def looks_like_mail(start: bytes, *, fewest: int = 1) -> bool:
    """
    Return by its first bytes whether something is a message, a mailbox or an Outlook file.

    `fewest` is the number of header fields that have to be known.

    >>> looks_like_mail(b"Received: by a.example"), looks_like_mail(b"scenario: A letter")
    (True, False)
    """
    if start[:8] == OLE or begins_mailbox(start):
        return True
    known = 0
    for line in start.split(b"\n"):
        if line[:1] in {b" ", b"\t"} and known:
            continue
        found = _FIELD.match(line)
        if found is None:
            return False
        known += found.group(1).lower() in _FIELDS
        if known >= fewest:
            return True
    return False


def holds_mail(name: str, start: bytes) -> bool:
    """Return whether a file of a folder or an archive is mail, or holds some."""
    suffix = PurePath(name).suffix.lower()
    if suffix in MAIL_SUFFIXES:
        return True
    if suffix in _OTHER_SUFFIXES:
        return False
    if container_suffix(suffix):
        return is_container(start)
    if start[:8] == OLE:
        return not suffix  # with another one it is a document of an office
    return looks_like_mail(start, fewest=2 if suffix else 1)


def foreign_kind(start: bytes) -> str:
    r"""
    Return what a file is that is no mail, empty where it may be mail.

    >>> foreign_kind(b"%PDF-1.7"), foreign_kind(b"From: ann@firm.example")
    ('a PDF document', '')
    """
    for magic, name in _FOREIGN:
        if start.startswith(magic):
            return name
    if start[:4] == b"RIFF":
        return _RIFF.get(start[8:12], BINARY)
    if start[4:8] == b"ftyp":
        return "a film or a picture"
    if start[:2] == b"PK" and _OFFICE in start:
        return "an office document"
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"} or start[:8] == OLE or is_container(start):
        return ""
    return BINARY if len(_CONTROL.findall(start)) > _MOST_CONTROLS else ""


__all__ = ["MAIL_SUFFIXES", "OLE", "foreign_kind", "holds_mail", "looks_like_mail"]
