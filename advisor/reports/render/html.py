"""A document as one HTML page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from advisor.i18n import LAW
from advisor.reports.render.as_paper import Paper, as_paper, cell_sentence
from advisor.reports.render.html_environment import html_environment, stylesheet

if TYPE_CHECKING:
    from advisor.reports.document import ReportDocument


def html(document: ReportDocument) -> str:
    """Write a document for a screen and for a browser's printer, its notes at the end."""
    style = stylesheet("document.css", "document_screen.css")
    return _page(as_paper(document.rendered()), style, at_foot=False)


def printed_page(paper: Paper) -> str:
    """Write a paper for a typesetter, each note where it is called, to fall to the page's foot."""
    return _page(paper, _printed(paper), at_foot=True)


def printed_with_ends(paper: Paper) -> str:
    """Write a paper for a typesetter, its notes at the end."""
    return _page(paper, _printed(paper), at_foot=False)


def _page(paper: Paper, style: Markup, *, at_foot: bool) -> str:
    environment = html_environment("advisor.reports.render")
    environment.filters["sentence"] = cell_sentence
    return environment.get_template("document.html").render(
        paper=paper,
        title=paper.title,
        language=paper.language.tag,
        law=LAW,
        notes={note.number: note for note in paper.notes},
        at_foot=at_foot,
        style=style,
    )


def _printed(paper: Paper) -> Markup:
    size = "letter" if paper.language.prints_on_letter else "A4"
    style = stylesheet("document.css", "document_paper.css")
    return style + Markup("@page {{ size: {}; }}\n").format(size)
