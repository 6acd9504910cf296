"""A memo as a tagged PDF with footnotes, typeset by WeasyPrint; imported where it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from advisor.reports.memo.formats import MissingLibrary
from advisor.reports.memo.webpage import printed_page

if TYPE_CHECKING:
    from advisor.reports.memo.blocks import Memo

_PANGO = "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def pdf(memo: Memo) -> bytes:
    """
    Typeset a memo as PDF/UA.

    Raises `MissingLibrary` where WeasyPrint finds no Pango to set type with.
    """
    try:
        from weasyprint import HTML
    except OSError as missing:
        message = "a memo in pdf needs the system library Pango, which is not installed"
        raise MissingLibrary(message, fix=_PANGO) from missing
    page = HTML(string=printed_page(memo), url_fetcher=_refuse)
    written = page.write_pdf(pdf_variant="pdf/ua-1")
    return bytes(written)


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    """Let nothing be fetched: a memo holds all that it needs."""
    raise ValueError(url)
