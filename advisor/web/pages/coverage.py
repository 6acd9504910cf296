"""*Coverage*: what was read for every place, and for one with where to look for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from advisor.application.coverage import place_code
from advisor.application.results import RefusedRequest
from advisor.i18n import LawText, message
from advisor.reports.coverage import (
    MARK_MEANINGS,
    coverage_caution,
    coverage_headline,
    coverage_mark,
    place_coverage_page,
    place_groups,
    subject_letters,
)
from advisor.web.error_pages import ErrorAnswer, RequestRefused

if TYPE_CHECKING:
    from advisor.web.site import Site

_LONGEST = 100


def router(site: Site) -> APIRouter:
    """Return the routes of *Coverage*."""
    routes = APIRouter(prefix="/coverage")

    @routes.get("")
    async def coverage(request: Request) -> Response:
        return await site.made(request, "coverage.html", _survey, site, place="law")

    @routes.get("/{code}")
    async def of_place(request: Request, code: str) -> Response:
        name = code[:_LONGEST]
        return await site.made(request, "coverage_place.html", _place, site, name, place="law")

    return routes


def _survey(site: Site) -> dict[str, Any]:
    survey = site.corpus.coverage(as_of=site.settings.today())
    letters = subject_letters(survey.subjects)
    return {
        "title": message("Coverage"),
        "headline": coverage_headline(survey),
        "caution": coverage_caution(),
        "marks": [(mark, means) for mark, means in MARK_MEANINGS.items()],
        "columns": [(letters[item.id], LawText(item.name)) for item in survey.subjects],
        "groups": [
            (
                title,
                [(item.place, item.name, [*map(coverage_mark, item.subjects)]) for item in places],
            )
            for title, places in place_groups(survey, site.corpus.law)
        ],
    }


def _place(site: Site, name: str) -> dict[str, Any]:
    code = place_code(name, site.corpus.law)
    if isinstance(code, RefusedRequest):
        raise RequestRefused(_UNKNOWN)
    survey = site.corpus.coverage(code, as_of=site.settings.today())
    page = place_coverage_page(survey, site.corpus.law)
    return {
        "title": page.banner.aside,
        "report": page,
        "has_law": code in site.corpus.law.jurisdictions,
    }


_UNKNOWN = ErrorAnswer(
    404,
    "unknown-name",
    "no one place is called this",
    "of a place that nobody knows it cannot be said what was read",
    "choose one on the page of all places",
)
