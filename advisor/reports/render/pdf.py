"""A document as a tagged PDF with footnotes, typeset by WeasyPrint; imported where it is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, NoReturn

from advisor.reports.render.as_paper import Paper, as_paper
from advisor.reports.render.html import printed_page, printed_with_ends
from advisor.reports.render.missing_library import MissingLibrary

if TYPE_CHECKING:
    from advisor.reports.document import ReportDocument

_PANGO = "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_BLOCK = re.compile(r"<(p|li|h\d|tr|dt)(?=[ >])")
_FOOT_MARGINS = ("24mm", "21mm", "27mm")
_FEWEST = 2
"""A page that fewer blocks begin on, and is not the last, was left blank by mistake."""


def pdf(document: ReportDocument) -> bytes:
    """
    Typeset a document as PDF/UA.

    Where footnotes and the end of a page fall together in a bad way, WeasyPrint 70 leaves
    whole pages blank, or gives up; then the page is made a little longer or shorter, and
    if that does not help, the notes go to the end. Raises `MissingLibrary` where
    WeasyPrint finds no Pango to set type with.
    """
    try:
        import weasyprint  # noqa: F401 - looked for here, so that what is missing can be told
    except OSError as missing:
        message = "a memo in pdf needs the system library Pango, which is not installed"
        raise MissingLibrary(message, fix=_PANGO) from missing
    paper = as_paper(document.rendered())
    for page in _tries(paper):
        made = _set(page)
        if made is not None:
            return bytes(made.write_pdf(pdf_variant="pdf/ua-1"))
    return bytes(_typeset(printed_with_ends(paper)).write_pdf(pdf_variant="pdf/ua-1"))


def _tries(paper: Paper) -> Iterator[str]:
    page = printed_page(paper)
    for margin in _FOOT_MARGINS:
        yield page.replace("</style>", f"@page {{ margin-bottom: {margin}; }}</style>", 1)


def _set(page: str) -> Any | None:  # noqa: ANN401 - a document of the library
    """Typeset a page; `None` where that left pages blank."""
    number = count(1)
    named = _BLOCK.sub(lambda found: f'<{found[1]} id="b{next(number)}"', page)
    try:
        document = _typeset(named)
    except AssertionError:
        return None
    blank = any(len(one.anchors) < _FEWEST for one in document.pages[:-1])
    return None if blank else document


def _typeset(page: str) -> Any:  # noqa: ANN401 - a document of the library
    from weasyprint import HTML

    return HTML(string=page, url_fetcher=_refuse).render(pdf_variant="pdf/ua-1")


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    """Let nothing be fetched: a memo holds all that it needs."""
    raise ValueError(url)
