"""A document for Word; needs python-docx, so it is imported only where it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.reports.render.as_paper import as_paper
from advisor.reports.render.word.save import saved
from advisor.reports.render.word.writer import DocxWriter

if TYPE_CHECKING:
    from advisor.reports.document import ReportDocument


def docx(document: ReportDocument) -> bytes:
    """
    Write a document as DOCX, with Word's own styles, headings, lists and footnotes.

    The same document gives the same bytes.
    """
    writing = DocxWriter(as_paper(document.rendered()))
    writing.write()
    return saved(writing.document)
