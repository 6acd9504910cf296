"""The pages and the programs' interface as one web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from advisor.i18n import message
from advisor.version import VERSION
from advisor.web.api import API_PREFIX
from advisor.web.api.application import api
from advisor.web.error_pages import RequestRefused, error_response, of_status
from advisor.web.page_language import PageLanguages
from advisor.web.pages import routers
from advisor.web.path_prefix import HeadRequests, PathPrefix
from advisor.web.room_journal import RoomJournal
from advisor.web.rooms import SEATS, TrainingRooms
from advisor.web.security.csrf import CsrfProtection, StaleForm
from advisor.web.security.forwarded import Forwarded
from advisor.web.security.limits import Limits
from advisor.web.security.middleware import SecurityMiddleware
from advisor.web.settings import ServerSettings
from advisor.web.site import Site
from advisor.web.template_renderer import TemplateRenderer, names_of
from advisor.web.worker_threads import WorkerThreads

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from advisor.advice import Corpus
    from advisor.web.api.api_settings import ApiSettings


def application(
    corpus: Corpus,
    settings: ServerSettings | None = None,
    interface: ApiSettings | None = None,
    *,
    pages: bool = True,
) -> FastAPI:
    """
    Put the site together around a corpus that was loaded with its cases.

    Nothing is kept between two requests but the corpus itself, and the rooms that are
    open; those of a folder that the settings name are gone on with. `state.site` holds what
    every page has at hand. With an `interface` programs may ask too, under `/api/v1`;
    without `pages` only they may.
    """
    chosen = settings or ServerSettings()
    workers = WorkerThreads(threads=chosen.threads, waiting=chosen.waiting)
    phones = WorkerThreads(threads=chosen.threads, waiting=2 * SEATS)
    journal = None if chosen.rooms is None else RoomJournal.opened(chosen.rooms)
    site = Site(
        corpus,
        chosen,
        workers,
        phones,
        TemplateRenderer(names_of(corpus.law), chosen.root),
        TrainingRooms(chosen.now, journal),
        PageLanguages(chosen.language),
        CsrfProtection() if journal is None else CsrfProtection(journal.secret()),
    )
    if journal is not None:
        site.rooms.take_up(corpus.law.hash, site.sets.numbered)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        workers.close()
        phones.close()

    app = FastAPI(
        title="advisor",
        version=VERSION,
        summary="What professional-conduct law says about an email, and who says so.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
    )
    app.state.site = site
    if interface is not None:
        app.mount(API_PREFIX, api(corpus, interface), name="api")
    if pages:
        for router in routers(site):
            app.include_router(router, include_in_schema=False)
        folder = files("advisor.web").joinpath("static")
        app.mount("/static", StaticFiles(directory=str(folder)), name="static")

    async def refused(request: Request, refusal: Exception) -> Response:
        if isinstance(refusal, StaleForm):
            told, state = refusal.refusal, refusal.state
            return site.page(
                request,
                "error.html",
                told.status,
                title=message("Again"),
                refusal=told,
                state=state,
            )
        if isinstance(refusal, RequestRefused):
            return error_response(
                refusal.refusal, request.scope, site.press, site.languages.of(request)
            )
        status = refusal.status_code if isinstance(refusal, HTTPException) else 500
        language = site.languages.of(request)
        return error_response(of_status(status), request.scope, site.press, language)

    app.add_exception_handler(HTTPException, refused)
    app.add_middleware(Limits, settings=chosen, press=site.press)
    app.add_middleware(SecurityMiddleware, settings=chosen, press=site.press)
    app.add_middleware(Forwarded, proxies=chosen.proxies)
    app.add_middleware(HeadRequests)
    app.add_middleware(PathPrefix, root=chosen.root)
    return app
