"""*Compare*: two laws side by side, one scenario under both, and all of them on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from advisor.compare.distinguish import separate
from advisor.compare.side_by_side import contrast
from advisor.diagnostics import EngineFailure
from advisor.i18n import Language, message
from advisor.reports import survey_map as said
from advisor.reports.charts.map_svg import maps_alone
from advisor.reports.comparisons import separated_page, sides_page
from advisor.web.error_pages import NO_ANSWER, ErrorAnswer, RequestRefused
from advisor.web.forms import carried, sent, text_of

if TYPE_CHECKING:
    from advisor.reports.document import ReportDocument
    from advisor.web.site import Site
    from advisor.web.state import CarriedState

_LONGEST = 20


def router(site: Site) -> APIRouter:
    """Return the routes of *Compare*."""
    routes = APIRouter(prefix="/compare")

    @routes.get("")
    async def two(request: Request, left: str = "", right: str = "") -> Response:
        codes = (left[:_LONGEST].upper(), right[:_LONGEST].upper())
        report = None
        if all(codes):
            _expect(site, codes)
            report = await site.workers.do(_separated, site, *codes)
        return await _page(site, request, codes, report)

    @routes.post("/scenario")
    async def scenario(request: Request) -> Response:
        form = await sent(site, request)
        state = await site.workers.do(carried, site, form)
        codes = tuple(text_of(form, side, _LONGEST).upper() for side in ("left", "right"))
        report = None
        if all(codes):
            _expect(site, codes)
            report = await site.workers.do(_sides, site, state, *codes)
        return await _page(site, request, codes, report, state)

    @routes.get("/map")
    async def every(request: Request) -> Response:
        about: dict[str, Any] = {"place": "compare", "title": message("Map")}
        language = site.languages.of(request)
        return await site.made(request, "map.html", _mapped, site, language, **about)

    return routes


async def _page(
    site: Site,
    request: Request,
    codes: tuple[str, ...],
    report: ReportDocument | None,
    state: CarriedState | None = None,
) -> Response:
    known = site.corpus.law.jurisdictions
    laws = sorted(((code, item.name) for code, item in known.items()), key=lambda one: one[1])
    about = {
        "left": codes[0],
        "right": codes[1],
        "report": report,
        "state": state.packed() if state is not None else "",
        "scenario": state.scenario if state is not None else None,
        "laws": laws,
    }
    titled: dict[str, Any] = {"place": "compare", "title": message("Compare", context="menu")}
    return await site.made(request, "compare.html", lambda: about, **titled)


def _expect(site: Site, codes: tuple[str, ...]) -> None:
    if any(code not in site.corpus.law.jurisdictions for code in codes):
        raise RequestRefused(_UNKNOWN)
    if codes[0] == codes[1]:
        raise RequestRefused(_SAME)


def _separated(site: Site, left: str, right: str) -> ReportDocument:
    try:
        found = separate(site.corpus, left, right, as_of=site.settings.today())
    except EngineFailure:
        raise RequestRefused(NO_ANSWER) from None
    return separated_page(found, site.corpus.law)


def _sides(site: Site, state: CarriedState, left: str, right: str) -> ReportDocument:
    day = state.scenario.as_of or site.settings.today()
    try:
        sides = contrast(site.corpus, state.scenario, left, right, as_of=day)
    except EngineFailure:
        raise RequestRefused(NO_ANSWER) from None
    return sides_page(sides, left, right, site.corpus.law)


def _mapped(site: Site, language: Language) -> dict[str, Any]:
    try:
        atlas = site.atlas()
    except EngineFailure:
        raise RequestRefused(NO_ANSWER) from None
    law = site.corpus.law
    classes = [
        {
            "key": class_.key,
            "where": [(code, said.name(code, law)) for code in class_.members],
            "heading": said.heading(class_),
            "tone": said.tone(class_).value,
            "statement": said.class_statement(class_, law),
            "sources": said.sources(class_, law),
            "cells": said.cells(class_),
            "summary": said.class_summary(class_, law),
        }
        for class_ in atlas.classes
    ]
    return {
        "question": atlas.question,
        "headline": said.survey_headline(atlas),
        "posed": said.posed(atlas),
        "notes": said.notes(atlas),
        "classes": classes,
        "probes": [said.probe_text(probe, law) for probe in atlas.probes],
        "drawing": Markup(maps_alone(atlas, law, language)),  # noqa: S704 - its texts are escaped where it is drawn
    }


_UNKNOWN = ErrorAnswer(
    404,
    "unknown-jurisdiction",
    "the law holds no jurisdiction of this code",
    "only law that these files hold can be compared",
    "go back, and choose both from the lists",
)
_SAME = ErrorAnswer(
    400,
    "same-jurisdiction",
    "both laws are the same",
    "a law does not differ from itself",
    "go back, and choose another for one side",
)
