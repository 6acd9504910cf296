"""The first page: what can be done here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from advisor.i18n import message
from advisor.web.error_pages import ErrorAnswer, RequestRefused
from advisor.web.forms import sent, text_of
from advisor.web.situations import situations

if TYPE_CHECKING:
    from advisor.web.site import Site


def router(site: Site) -> APIRouter:
    """Return its route."""
    routes = APIRouter()

    @routes.get("/")
    async def welcome(request: Request) -> Response:
        policies = site.corpus.law.policies.values()
        norms = sum(len(policy.norms) for policy in policies)
        about: dict[str, Any] = {"norms": norms, "instruments": len(policies)}
        about |= {"title": message("Welcome"), "situations": situations()}
        return site.page(request, "welcome.html", **about)

    @routes.post("/language")
    async def choose(request: Request) -> Response:
        form = await sent(site, request)
        tag = text_of(form, "language", 20)
        if site.languages.find(tag) is None:
            raise RequestRefused(_NO_LANGUAGE)
        response = RedirectResponse("/", 303)
        site.languages.choose(response, tag, request)
        return response

    return routes


_NO_LANGUAGE = ErrorAnswer(
    400,
    "bad-value",
    "these pages cannot be had in this language",
    "only languages with a catalogue can be chosen",
    "go back, and choose from the list",
)
