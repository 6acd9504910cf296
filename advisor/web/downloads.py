"""What can be taken away from a page as a file: the scenario, and the memo in each format."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response

from advisor.application.proposed_remedies import propose_remedies
from advisor.diagnostics import EngineFailure
from advisor.i18n import ENGLISH, language, tags
from advisor.reports.labels import join_words
from advisor.reports.memo import compose, letter
from advisor.reports.render import FORMATS, Format, MissingLibrary, format_by_name, render
from advisor.values import dataclass
from advisor.web.error_pages import NO_ANSWER, ErrorAnswer, RequestRefused

if TYPE_CHECKING:
    from advisor.model.scenarios import Scenario
    from advisor.web.site import Site
    from advisor.web.state import CarriedState

_LONGEST = 60
_TONGUES = {
    "en": "English",
    "en-GB": "English, dates the British way",
    "en-US": "English, dates the American way",
    "de": "Deutsch; the law in its own words",
}


def languages() -> list[tuple[str, str]]:
    """Return the languages that a memo can be written in, each by its own name."""
    return [(tag, _TONGUES.get(tag, tag)) for tag in tags()]


def file_formats() -> list[Format]:
    """Return the formats that a memo can be downloaded in, in the order of their buttons."""
    return [known for known in FORMATS if known.is_file]


def download(data: bytes, name: str, kind: str) -> Response:
    """Send a file to be kept, never to be shown in place of a page."""
    plain = name.encode("ascii", "ignore").decode()
    told = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=kind, headers={"content-disposition": told})


def download_name(scenario: Scenario) -> str:
    """
    Return the name of a file after its scenario, in letters that every system takes.

    >>> from advisor.model.scenarios import Scenario
    >>> download_name(Scenario(title="Offer <script> 2/3"))
    'offer-script-2-3'
    """
    flat = unicodedata.normalize("NFKD", scenario.title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", flat.casefold())
    return "-".join(words)[:_LONGEST].strip("-") or "scenario"


@dataclass(frozen=True)
class DownloadRequest:
    """Which memo is wanted: its format, its language, and whether it is a client's letter."""

    format: str
    language: str = ""
    for_client: bool = False


def written_memo(site: Site, state: CarriedState, wish: DownloadRequest) -> tuple[bytes, Format]:
    """
    Write the memo on what was told; with the format that it is in.

    Raises `RequestRefused` for an unknown format or language, a missing library, or where there
    is no answer.
    """
    form = format_by_name(wish.format)
    if form is None or not form.is_file or (wish.language and wish.language not in tags()):
        raise RequestRefused(_NO_FORMAT)
    tongue = language(wish.language or ENGLISH.tag)
    write = letter if wish.for_client else compose
    interview = state.interview(site.corpus, site.settings.today())
    try:
        opinion = interview.corpus.with_usual(interview.opinion, changes=True)
        remedies = propose_remedies(opinion, site.corpus)
    except EngineFailure:
        raise RequestRefused(NO_ANSWER) from None
    try:
        data = render(write(opinion, site.corpus.law, cures=remedies, language=tongue), form)
    except MissingLibrary as lacking:
        raise RequestRefused(missing(lacking)) from None
    return data, form


def missing(lacking: MissingLibrary) -> ErrorAnswer:
    """Say that a format cannot be written here, and what would fix it."""
    return ErrorAnswer(
        501,
        "missing-extra",
        str(lacking),
        "most people need one or two formats only, so it is installed only when asked for",
        f"on the machine that serves these pages: `{lacking.fix}`; the other formats work",
    )


_TITLES = join_words((known.title for known in file_formats()), "or")
_NO_FORMAT = ErrorAnswer(
    400,
    "unknown-format",
    "a memo cannot be had in this format or language",
    f"it is written as {_TITLES}, in the languages of the list",
    "go back, and choose from what is there",
)
