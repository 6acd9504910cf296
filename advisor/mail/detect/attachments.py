"""Attached documents that report back when they are opened."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice

from advisor.mail.detect.addresses import address
from advisor.mail.parse.parsed_message import MessagePart
from advisor.mail.signals import Confidence, Evidence

_RELATION = re.compile(rb"<Relationship\b[^<>]*>", re.IGNORECASE)
_TARGET = re.compile(rb"Target\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_FETCHED = re.compile(rb"/(?:image|attachedTemplate|oleObject|frame|subDocument|video|audio)[\"']")
_PDF_OPENS = re.compile(  # it stops at the next opening, so that no byte is read twice
    rb"/(?:OpenAction|AA)\b(?:(?!/(?:OpenAction|AA)\b).){0,300}?"
    rb"/(?:URI|SubmitForm|GoToR|ImportData)\b",
    re.DOTALL,
)
_PDF_ADDRESS = re.compile(rb"/(?:URI|F)\s*\((https?://[^)]{1,500})\)", re.IGNORECASE)
_PDF_PACKED = re.compile(rb"/ObjStm\b[^>]{0,500}+>>\s*stream\r?\n")
_INERT = ("image/", "audio/", "video/", "font/", "text/", "message/", "multipart/")
_INERT_KINDS = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/ics",
    "application/json",
    "application/xml",
    "application/ms-tnef",
}
_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError,
    NotImplementedError, KeyError, OverflowError,
)  # fmt: skip
MEMBERS, MEMBER_SIZE, PDF_SIZE, PACKED = 1_000, 1_000_000, 60_000_000, 1_000
UNPACKED = 16_000_000
FOUND = 100

NOT_SEEN = "an attachment could not be looked into"


def evidence(parts: Iterable[MessagePart]) -> Iterator[Evidence]:
    """Return what attached documents fetch as soon as they are opened."""
    for part in parts:
        if part.start[:4] == b"PK\x03\x04":
            yield from islice(_office(part), FOUND)
        elif part.start[:5] == b"%PDF-":
            told = (one for text in _pdf_texts(part.data)[0] for one in _pdf(part, text))
            yield from islice(told, FOUND)


def unseen(parts: Iterable[MessagePart]) -> Iterator[str]:
    """Say that an attachment could not be looked into, where one could not."""
    for part in parts:
        if part.kind.startswith(_INERT) or part.kind in _INERT_KINDS or not part.raw:
            continue
        if part.start[:4] == b"PK\x03\x04":
            if not _office_is_seen(part.data):
                yield NOT_SEEN
        elif part.start[:5] != b"%PDF-" or not _pdf_is_seen(part.data):
            yield NOT_SEEN


def _office_is_seen(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            sizes = [relation.file_size for relation in _relations(packed)]
            return (
                "[Content_Types].xml" in packed.namelist()
                and len(sizes) <= MEMBERS
                and max(sizes, default=0) <= MEMBER_SIZE
                and sum(sizes) <= UNPACKED
            )
    except _BROKEN:
        return False


def _relations(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [item for item in packed.infolist() if item.filename.endswith(".rels")]


def _office(part: MessagePart) -> Iterator[Evidence]:
    try:
        with zipfile.ZipFile(BytesIO(part.data)) as packed:
            left = UNPACKED
            for member in _relations(packed)[:MEMBERS]:
                with packed.open(member) as opened:
                    text = opened.read(min(MEMBER_SIZE, left))
                left -= len(text)
                for relation in _RELATION.findall(text):
                    target = _TARGET.search(relation)
                    if b"External" in relation and _FETCHED.search(relation) and target:
                        yield from _told(part, "relationship", target.group(1))
    except _BROKEN:
        return


def _pdf_is_seen(data: bytes) -> bool:
    return len(data) <= PDF_SIZE and b"/Encrypt" not in data and _pdf_texts(data)[1]


def _pdf_texts(data: bytes) -> tuple[list[bytes], bool]:
    """Return a document as it stands, with its object streams, and whether these are all of it."""
    data = data[:PDF_SIZE]
    texts, left, whole = [data], UNPACKED, True
    for number, found in enumerate(_PDF_PACKED.finditer(data)):
        if number >= PACKED or left <= 0:
            return texts, False
        unpacking, start = zlib.decompressobj(), found.end()
        try:
            text = unpacking.decompress(data[start : start + MEMBER_SIZE], min(MEMBER_SIZE, left))
        except zlib.error:
            whole = False
            continue
        texts.append(text)
        left -= len(text)
        whole = whole and unpacking.eof
    return texts, whole


def _pdf(part: MessagePart, text: bytes) -> Iterator[Evidence]:
    for found in _PDF_OPENS.finditer(text):
        target = _PDF_ADDRESS.search(text, found.start(), found.end() + 600)
        if target:
            yield from _told(part, "open-action", target.group(1))


def _told(part: MessagePart, tag: str, target: bytes) -> Iterator[Evidence]:
    where = address(target.decode("utf-8", "replace").replace("&amp;", "&"))
    if where is not None:
        why = ("fetched when the attachment is opened",)
        yield Evidence(part.path, tag, where.masked, why, part.origin, Confidence.MEDIUM)
