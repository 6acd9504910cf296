"""A memo as one HTML page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from advisor.i18n import LAW
from advisor.reports.render.html_environment import html_environment, stylesheet

if TYPE_CHECKING:
    from advisor.reports.memo.memo_blocks import Memo


def memo_html(memo: Memo) -> str:
    """Write a memo for a screen and for a browser's printer, its notes at the end."""
    return _page(memo, stylesheet("document.css", "document_screen.css"), at_foot=False)


def printed_page(memo: Memo) -> str:
    """Write a memo for a typesetter, each note where it is called, to fall to the page's foot."""
    return _page(memo, _paper(memo), at_foot=True)


def printed_with_ends(memo: Memo) -> str:
    """Write a memo for a typesetter, its notes at the end."""
    return _page(memo, _paper(memo), at_foot=False)


def _page(memo: Memo, style: Markup, *, at_foot: bool) -> str:
    environment = html_environment("advisor.reports.render")
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment.get_template("document.html").render(
        memo=memo,
        title=f"{memo.title.text}: {memo.subject.text}",
        language=memo.language.tag,
        law=LAW,
        notes={note.number: note for note in memo.notes},
        at_foot=at_foot,
        style=style,
    )


def _paper(memo: Memo) -> Markup:
    size = "letter" if memo.language.prints_on_letter else "A4"
    style = stylesheet("document.css", "document_paper.css")
    return style + Markup("@page {{ size: {}; }}\n").format(size)
