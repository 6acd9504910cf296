"""The timeline of a scenario: what the law of every year said to it, drawn and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from advisor.compare.timeline import timeline
from advisor.diagnostics import EngineFailure
from advisor.i18n import Language, message
from advisor.reports.charts.timeline_svg import TimelineSpan, timeline_svg
from advisor.reports.differences import timeline_page
from advisor.web import examples
from advisor.web.error_pages import NO_ANSWER, RequestRefused
from advisor.web.forms import carried, sent
from advisor.web.state import CarriedState, begun

if TYPE_CHECKING:
    from advisor.web.site import Site


def router(site: Site) -> APIRouter:
    """Return the routes of the timeline."""
    routes = APIRouter(prefix="/law/timeline")

    @routes.get("")
    async def choose(request: Request, example: str = "") -> Response:
        if not example:
            listed = examples.examples(site.corpus.law)
            return site.page(
                request,
                "timeline.html",
                place="law",
                title=message("Timeline"),
                examples=listed,
                report=None,
            )
        scenario = await site.workers.do(examples.scenario, example[:20], site.corpus)
        if scenario is None:
            return RedirectResponse("/law/timeline")
        return await _show(site, request, begun(scenario, site.corpus))

    @routes.post("")
    async def show(request: Request) -> Response:
        form = await sent(site, request)
        return await _show(site, request, await site.workers.do(carried, site, form))

    return routes


async def _show(site: Site, request: Request, state: CarriedState) -> Response:
    about: dict[str, Any] = {"place": "law", "title": message("Timeline")}
    return await site.made(
        request, "timeline.html", _drawn, site, state, site.languages.of(request), **about
    )


def _drawn(site: Site, state: CarriedState, language: Language) -> dict[str, Any]:
    today, law, scenario = site.settings.today(), site.corpus.law, state.scenario
    try:
        eras = timeline(site.corpus, scenario, until=today)
    except EngineFailure:
        raise RequestRefused(NO_ANSWER) from None
    title = scenario.title or message("Your scenario")
    stretches = [TimelineSpan(era.start, era.end or today, era.opinion) for era in eras]
    return {
        "report": timeline_page(eras, title, law),
        "drawing": Markup(timeline_svg(stretches, title, language)),  # noqa: S704 - its texts are escaped where it is drawn
        "examples": (),
        "state": state.packed(),
    }
