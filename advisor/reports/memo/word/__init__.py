"""A memo as a Word document; needs python-docx, so it is imported only where it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.reports.memo.word.save import saved
from advisor.reports.memo.word.writer import DocxWriter

if TYPE_CHECKING:
    from advisor.reports.memo.memo_blocks import Memo


def memo_docx(memo: Memo) -> bytes:
    """
    Write a memo as DOCX, with Word's own styles, headings, lists and footnotes.

    The same memo gives the same bytes.
    """
    writing = DocxWriter(memo)
    writing.write()
    return saved(writing.document)
