"""What can be taken away from a page as a file: the scenario, and the memo in each format."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response

from advisor.diagnostics import EngineFailure
from advisor.reports.memo import Format, MissingLibrary, compose, render
from advisor.service.memos import cures
from advisor.web.refusals import NO_ANSWER, Refusal, Refused

if TYPE_CHECKING:
    from advisor.model.scenarios import Scenario
    from advisor.web.site import Site
    from advisor.web.state import State

KINDS = {
    Format.DOCX: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
    ),
    Format.HTML: ("text/html; charset=utf-8", "html"),
    Format.MARKDOWN: ("text/markdown; charset=utf-8", "md"),
    Format.PDF: ("application/pdf", "pdf"),
}
_LONGEST = 60


def download(data: bytes, name: str, kind: str) -> Response:
    """Send a file to be kept, never to be shown in place of a page."""
    plain = name.encode("ascii", "ignore").decode()
    told = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=kind, headers={"content-disposition": told})


def named(scenario: Scenario) -> str:
    """
    Name a file after its scenario, in letters that every system takes.

    >>> from advisor.model.scenarios import Scenario
    >>> named(Scenario(title="Offer <script> 2/3"))
    'offer-script-2-3'
    """
    flat = unicodedata.normalize("NFKD", scenario.title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", flat.casefold())
    return "-".join(words)[:_LONGEST].strip("-") or "scenario"


def written_memo(site: Site, state: State, wanted: str) -> tuple[bytes, str, str]:
    """
    Write the memo on what was told; with the kind of the file and its suffix.

    Raises `Refused` for an unknown format, a missing library, or where there is no answer.
    """
    try:
        form = Format(wanted)
    except ValueError:
        raise Refused(_NO_FORMAT) from None
    interview = state.interview(site.corpus, site.settings.today())
    try:
        opinion = interview.opinion
        found = cures(opinion, site.corpus)
    except EngineFailure:
        raise Refused(NO_ANSWER) from None
    try:
        data = render(compose(opinion, site.corpus.law, cures=found), form)
    except MissingLibrary as lacking:
        raise Refused(missing(lacking)) from None
    return data, *KINDS[form]


def missing(lacking: MissingLibrary) -> Refusal:
    """Say that a format cannot be written here, and what would mend it."""
    return Refusal(
        501,
        "missing-library",
        str(lacking),
        "most people need one or two formats only, so it is installed only when asked for",
        f"on the machine that serves these pages: `{lacking.fix}`; the other formats work",
    )


_NO_FORMAT = Refusal(
    400,
    "unknown-format",
    "a memo cannot be had in this format",
    "it is written as Word, PDF, HTML or Markdown",
    "go back, and choose one of the buttons",
)
