"""Attached documents that report back when they are opened."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from advisor.mail.addresses import address
from advisor.mail.letters import Part
from advisor.mail.signals import Confidence, Evidence

_RELATION = re.compile(rb"<Relationship\b[^<>]*>", re.IGNORECASE)
_TARGET = re.compile(rb"Target\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_FETCHED = re.compile(rb"/(?:image|attachedTemplate|oleObject|frame|subDocument|video|audio)[\"']")
_PDF_OPENS = re.compile(
    rb"/(?:OpenAction|AA)\b.{0,300}?/(?:URI|SubmitForm|GoToR|ImportData)\b", re.DOTALL
)
_PDF_ADDRESS = re.compile(rb"/(?:URI|F)\s*\((https?://[^)]{1,500})\)", re.IGNORECASE)
_PDF_PACKED = re.compile(rb"/ObjStm\b[^>]{0,500}>>\s*stream\r?\n")
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
MEMBERS, MEMBER_SIZE, PDF_SIZE, PACKED = 60, 1_000_000, 60_000_000, 200

NOT_SEEN = "an attachment could not be looked into"


def evidence(parts: Iterable[Part]) -> Iterator[Evidence]:
    """Give what attached documents fetch as soon as they are opened."""
    for part in parts:
        if part.start[:4] == b"PK\x03\x04":
            yield from _office(part)
        elif part.start[:5] == b"%PDF-":
            for text in _pdf_texts(part.data[:PDF_SIZE]):
                yield from _pdf(part, text)


def unseen(parts: Iterable[Part]) -> Iterator[str]:
    """Say that an attachment could not be looked into, where one could not."""
    for part in parts:
        if part.kind.startswith(_INERT) or part.kind in _INERT_KINDS or not part.raw:
            continue
        if part.start[:4] == b"PK\x03\x04":
            if not _is_office(part.data):
                yield NOT_SEEN
        elif part.start[:5] != b"%PDF-" or b"/Encrypt" in part.data[:PDF_SIZE]:
            yield NOT_SEEN


def _is_office(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return "[Content_Types].xml" in packed.namelist()
    except _BROKEN:
        return False


def _office(part: Part) -> Iterator[Evidence]:
    try:
        with zipfile.ZipFile(BytesIO(part.data)) as packed:
            members = [one for one in packed.infolist() if one.filename.endswith(".rels")]
            for member in members[:MEMBERS]:
                with packed.open(member) as opened:
                    text = opened.read(MEMBER_SIZE)
                for relation in _RELATION.findall(text):
                    target = _TARGET.search(relation)
                    if b"External" in relation and _FETCHED.search(relation) and target:
                        yield from _told(part, "relationship", target.group(1))
    except _BROKEN:
        return


def _pdf_texts(data: bytes) -> Iterator[bytes]:
    """Give a document as it stands, then what is packed in its object streams."""
    yield data
    for number, found in enumerate(_PDF_PACKED.finditer(data)):
        if number >= PACKED:
            return
        try:
            yield zlib.decompressobj().decompress(data[found.end() :], MEMBER_SIZE)
        except zlib.error:
            continue


def _pdf(part: Part, text: bytes) -> Iterator[Evidence]:
    for found in _PDF_OPENS.finditer(text):
        target = _PDF_ADDRESS.search(text, found.start(), found.end() + 600)
        if target:
            yield from _told(part, "open-action", target.group(1))


def _told(part: Part, tag: str, target: bytes) -> Iterator[Evidence]:
    where = address(target.decode("utf-8", "replace").replace("&amp;", "&"))
    if where is not None:
        why = ("fetched when the attachment is opened",)
        yield Evidence(part.path, tag, where.masked, why, part.origin, Confidence.MEDIUM)
