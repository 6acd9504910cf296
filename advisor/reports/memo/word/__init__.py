"""A memo as a Word document; needs python-docx, so it is imported only where it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.reports.memo.word.saving import saved
from advisor.reports.memo.word.writing import Writing

if TYPE_CHECKING:
    from advisor.reports.memo.blocks import Memo


def docx(memo: Memo) -> bytes:
    """
    Write a memo as DOCX, with Word's own styles, headings, lists and footnotes.

    The same memo gives the same bytes.
    """
    writing = Writing(memo)
    writing.write()
    return saved(writing.document)
