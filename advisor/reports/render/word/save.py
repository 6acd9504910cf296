"""A Word document as bytes that depend on nothing but the document."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.document import Document

_NO_TIME = (1980, 1, 1, 0, 0, 0)


def saved(document: Document) -> bytes:
    """Save a document; the times that a ZIP file carries are set to its epoch."""
    given, written = BytesIO(), BytesIO()
    document.save(given)
    with ZipFile(given) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return written.getvalue()
