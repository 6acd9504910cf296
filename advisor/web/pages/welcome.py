"""The first page: what can be done here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

if TYPE_CHECKING:
    from advisor.web.site import Site


def router(site: Site) -> APIRouter:
    """Give its route."""
    routes = APIRouter()

    @routes.get("/")
    async def welcome(request: Request) -> Response:
        policies = site.corpus.law.policies.values()
        norms = sum(len(one.norms) for one in policies)
        about = {"norms": norms, "instruments": len(policies)}
        return site.page(request, "welcome.html", title="Welcome", **about)

    return routes
