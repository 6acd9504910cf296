"""The box for one's own words: what they tell is offered, and nothing used before it is ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from advisor.application.describe import (
    LONGEST_DESCRIPTION,
    confirmed_scenario,
    description_document,
)
from advisor.application.results import RefusedRequest
from advisor.corpus import scenario_from
from advisor.facts.profile import apply_profile
from advisor.i18n import message, messages
from advisor.values import replace
from advisor.web.error_pages import ErrorAnswer, RequestRefused
from advisor.web.forms import sent, text_of
from advisor.web.pages.check import CheckPage, show
from advisor.web.situations import situations
from advisor.web.state import begun

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from advisor.web.site import Site
    from advisor.web.state import CarriedState

_GROUPS = messages(
    "what a description offers",
    {"stated": "You said", "implied": "It seems to follow", "asked": "Is this so?"},
)


def router(site: Site) -> APIRouter:
    """Return the routes of the first page's doors: situations, and one's own words."""
    routes = APIRouter(prefix="/begin")

    @routes.get("/{name}")
    async def begin(request: Request, name: str) -> Response:
        chosen = next((one for one in situations() if one.name == name), None)
        if chosen is None:
            return RedirectResponse(f"{request.scope.get('root_path', '')}/check")
        state = await site.workers.do(_begun, site, {"facts": chosen.facts})
        return await show(site, request, CheckPage(state))

    @routes.post("/words")
    async def words(request: Request) -> Response:
        form = await sent(site, request)
        text = text_of(form, "text", LONGEST_DESCRIPTION + 1)
        about: dict[str, Any] = {"place": "check", "title": message("In your own words")}
        return await site.made(request, "describe.html", _offered, site, text, **about)

    @routes.post("/confirmed")
    async def confirmed(request: Request) -> Response:
        form = await sent(site, request)
        state = await site.workers.do(_confirmed, site, form)
        note = message("What you ticked is told; the rest is asked where it matters.")
        return await show(site, request, CheckPage(state, note=note))

    return routes


def _offered(site: Site, text: str) -> dict[str, Any]:
    """Work out what the page shows: facts by how they were told, and what was not understood."""
    found = description_document(site.corpus, text)
    if isinstance(found, RefusedRequest):
        raise RequestRefused(replace(_REFUSED, problems=found.diagnostics))
    numbered = list(enumerate(found["offered"]))
    people = [one["name"] for one in found["scenario"].get("recipients", ())]
    groups = [
        (title, [_line(number, one, people) for number, one in numbered if one["basis"] == basis])
        for basis, title in _GROUPS.items()
    ]
    return {
        "text": text,
        "groups": [(title, lines) for title, lines in groups if lines],
        "not_understood": [one["words"] for one in found["not_understood"]],
        "set_aside": [one["words"] for one in found["set_aside"]],
    }


def _line(number: int, one: dict[str, Any], people: list[str]) -> dict[str, Any]:
    person = one["recipient"]
    named = people[person] if person is not None and person < len(people) else ""
    return {
        "number": number,
        "ask": one["ask"],
        "says": one["says"],
        "words": one["words"],
        "person": named,
        "ticked": one["basis"] == "stated",
    }


def _confirmed(site: Site, form: FormData) -> CarriedState:
    text = text_of(form, "text", LONGEST_DESCRIPTION + 1)
    ticked = [str(one) for one in form.getlist("fact")]
    numbers = [int(one) for one in ticked if one.isdecimal()]
    found = confirmed_scenario(site.corpus, text, numbers)
    if isinstance(found, RefusedRequest):
        raise RequestRefused(replace(_REFUSED, problems=found.diagnostics))
    return _begun(site, found)


def _begun(site: Site, told: dict[str, Any]) -> CarriedState:
    today = site.settings.today()
    scenario, problems = scenario_from(told, site.corpus.law, today)
    if scenario is None:
        raise RequestRefused(replace(_REFUSED, problems=problems))
    scenario = apply_profile(scenario, site.corpus.profile)
    return begun(replace(scenario, as_of=scenario.as_of or today), site.corpus)


_REFUSED = ErrorAnswer(
    400,
    "bad-value",
    "this cannot be taken as it was told",
    "facts that cannot all be so would lead to an opinion on nothing",
    "go back, and tick what is so",
)
