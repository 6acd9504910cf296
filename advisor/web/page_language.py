"""The language that a page is written in: chosen on the page, by the server, or by the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, language, tags
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from advisor.i18n import Language

LANGUAGE_COOKIE = "language"
_YEAR = 365 * 24 * 3600
_NAMES = {"en": "English", "en-GB": "English (UK)", "en-US": "English (US)", "de": "Deutsch"}


@dataclass(frozen=True)
class PageLanguages:
    """
    The languages of the pages.

    `default` is the one that the server was started with; without it the browser's wish
    counts, as far as there is a catalogue for it. What somebody chose on a page comes
    before both. Whatever English a browser asks for is that of the code.
    """

    default: Language | None = None
    _known: dict[str, Language] = field(default_factory=dict, repr=False)

    def of(self, request: Request) -> Language:
        """Return the language of the page that answers a request."""
        chosen = self.find(request.cookies.get(LANGUAGE_COOKIE, ""))
        if chosen is not None:
            return chosen
        return self.default or self._wanted(request.headers.get("accept-language", ""))

    def find(self, tag: str) -> Language | None:
        """Return a language of the menu by its tag; `None` where there is none."""
        if tag not in tags():
            return None
        if tag not in self._known:
            self._known[tag] = language(tag)
        return self._known[tag]

    def choose(self, response: Response, tag: str, request: Request) -> None:
        """Let the browser remember what somebody chose, for this site alone."""
        response.set_cookie(
            LANGUAGE_COOKIE,
            tag,
            max_age=_YEAR,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
            path="/",
        )

    def _wanted(self, accepted: str) -> Language:
        """Return the first language that a browser accepts and that there is."""
        for tag in by_preference(accepted):
            primary = tag.partition("-")[0]
            if primary == ENGLISH.tag:
                return ENGLISH
            result = self.find(primary)
            if result is not None:
                return result
        return ENGLISH


def language_menu() -> list[tuple[str, str]]:
    """Return the languages there are, each by its own name."""
    return [(tag, _NAMES.get(tag, tag)) for tag in tags()]


def by_preference(accepted: str) -> list[str]:
    """
    Return the tags of an `Accept-Language` header, the most wanted first.

    >>> by_preference("de-AT;q=0.5, fr, *;q=0.1, en;q=0")
    ['fr', 'de-at']
    """
    wanted = []
    for part in accepted.split(",")[:20]:
        tag, _, quality = part.strip().casefold().partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        if tag and tag != "*" and weight > 0:
            wanted.append((weight, tag.strip()))
    return [tag for _, tag in sorted(wanted, key=lambda one: -one[0])]
