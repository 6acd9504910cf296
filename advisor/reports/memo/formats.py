"""The formats a memo can be had in, and what each needs."""

from __future__ import annotations

from enum import Enum
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.reports.memo.blocks import Memo


class Format(Enum):
    """A file format of a memo."""

    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "markdown"
    PDF = "pdf"
    TEXT = "text"

    @property
    def is_text(self) -> bool:
        """Tell whether a terminal can show it."""
        return self in (Format.HTML, Format.MARKDOWN, Format.TEXT)


_NEEDS = {Format.DOCX: "docx", Format.PDF: "weasyprint"}
EXTRA = "legal-ethics-advisor[documents]"
"""The extra that brings what DOCX and PDF need."""


class MissingLibrary(RuntimeError):
    """A format cannot be written here; the message says why and `fix` what mends it."""

    def __init__(self, message: str, *, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


def render(memo: Memo, form: Format) -> bytes:
    """
    Write a memo in one format; the same memo gives the same bytes.

    Raises `MissingLibrary` where the extra `documents`, or what it stands on, is missing.
    """
    needed = _NEEDS.get(form)
    if needed is not None and find_spec(needed) is None:
        message = f"a memo in {form.value} needs the extra `documents`, which is not installed"
        raise MissingLibrary(message, fix=f"pip install '{EXTRA}'")
    from advisor.reports.memo.rendering import rendered

    memo = rendered(memo)
    match form:
        case Format.HTML:
            from advisor.reports.memo.webpage import webpage

            return webpage(memo).encode()
        case Format.MARKDOWN:
            from advisor.reports.memo.markdown import markdown

            return markdown(memo).encode()
        case Format.TEXT:
            from advisor.reports.memo.text import text

            return text(memo).encode()
        case Format.DOCX:
            from advisor.reports.memo.word import docx

            return docx(memo)
        case Format.PDF:
            from advisor.reports.memo.pdf import pdf

            return pdf(memo)
