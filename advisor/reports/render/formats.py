"""The registry of output formats: every surface offers what stands here, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from advisor.reports.render.missing_library import MissingLibrary

if TYPE_CHECKING:
    from advisor.reports.memo.memo_blocks import Memo


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
    writer: Callable[[Memo], str | bytes]
    is_text: bool = True
    is_file: bool = True
    needs: str = ""


def _write_docx(memo: Memo) -> bytes:
    from advisor.reports.memo.word import memo_docx

    return memo_docx(memo)


def _write_pdf(memo: Memo) -> bytes:
    from advisor.reports.memo.pdf import memo_pdf

    return memo_pdf(memo)


def _write_html(memo: Memo) -> str:
    from advisor.reports.memo.memo_html import memo_html

    return memo_html(memo)


def _write_markdown(memo: Memo) -> str:
    from advisor.reports.memo.markdown import memo_markdown

    return memo_markdown(memo)


def _write_text(memo: Memo) -> str:
    from advisor.reports.memo.text import memo_text

    return memo_text(memo)


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


def render(memo: Memo, form: Format) -> bytes:
    """
    Write a document in one format; the same document gives the same bytes.

    Raises `MissingLibrary` where the extra `documents`, or what it stands on, is missing.
    """
    from advisor.reports.memo.rendering import rendered

    if form.needs and find_spec(form.needs) is None:
        message = f"a memo in {form.name} needs the extra `documents`, which is not installed"
        raise MissingLibrary(message, fix=f"pip install '{EXTRA}'")
    written = form.writer(rendered(memo))
    return written.encode() if isinstance(written, str) else written
