"""The registry of output formats: every surface offers what stands here, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from advisor.reports.render.missing_library import MissingLibrary

if TYPE_CHECKING:
    from advisor.reports.document import ReportDocument


class Format(NamedTuple):
    """
    One output format.

    `name` is what it is asked for by, `title` what readers call it, `suffix` and
    `media_type` what a file of it has. `writer` makes text of a document where `is_text`,
    else bytes; it imports what it uses when it is called. `needs` is the module of the
    extra `documents` without which it cannot do that.
    What is not `is_file` is for a screen, and not offered as a file.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    writer: Callable[[ReportDocument], str | bytes]
    is_text: bool = True
    is_file: bool = True
    needs: str = ""


def _write_docx(document: ReportDocument) -> bytes:
    from advisor.reports.render.word import docx

    return docx(document)


def _write_pdf(document: ReportDocument) -> bytes:
    from advisor.reports.render.pdf import pdf

    return pdf(document)


def _write_html(document: ReportDocument) -> str:
    from advisor.reports.render.html import html

    return html(document)


def _write_markdown(document: ReportDocument) -> str:
    from advisor.reports.render.markdown import markdown

    return markdown(document)


def _write_text(document: ReportDocument) -> str:
    from advisor.reports.render.plain_text import plain_text

    return plain_text(document)


DOCX = Format(
    name="docx",
    title="Word",
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    writer=_write_docx,
    is_text=False,
    needs="docx",
)
PDF = Format(
    name="pdf",
    title="PDF",
    suffix=".pdf",
    media_type="application/pdf",
    writer=_write_pdf,
    is_text=False,
    needs="weasyprint",
)
HTML = Format(
    name="html",
    title="HTML",
    suffix=".html",
    media_type="text/html; charset=utf-8",
    writer=_write_html,
)
MARKDOWN = Format(
    name="markdown",
    title="Markdown",
    suffix=".md",
    media_type="text/markdown; charset=utf-8",
    writer=_write_markdown,
)
TEXT = Format(
    name="text",
    title="Text",
    suffix=".txt",
    media_type="text/plain; charset=utf-8",
    writer=_write_text,
    is_file=False,
)

FORMATS = (DOCX, PDF, HTML, MARKDOWN, TEXT)
"""Every format, in the order in which it is offered."""

EXTRA = "legal-ethics-advisor[documents]"
"""The extra that brings what DOCX and PDF need."""


def format_by_name(name: str) -> Format | None:
    """
    Return the format of a name; `None` where there is none.

    >>> format_by_name("pdf").title, format_by_name("odt")
    ('PDF', None)
    """
    return next((known for known in FORMATS if known.name == name), None)


def format_by_suffix(suffix: str) -> Format | None:
    """
    Return the format of a file by the end of its name, in any case.

    >>> format_by_suffix(".HTML").name, format_by_suffix(".odt")
    ('html', None)
    """
    return next((known for known in FORMATS if known.suffix == suffix.lower()), None)


def render(document: ReportDocument, form: Format) -> bytes:
    """
    Write a document in one format; the same document gives the same bytes.

    Raises `MissingLibrary` where the extra `documents`, or what it stands on, is missing.
    """
    if form.needs and find_spec(form.needs) is None:
        message = f"a memo in {form.name} needs the extra `documents`, which is not installed"
        raise MissingLibrary(message, fix=f"pip install '{EXTRA}'")
    written = form.writer(document)
    return written.encode() if isinstance(written, str) else written
