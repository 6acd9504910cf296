"""The interface as an application of its own, to be mounted or served alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from advisor.application.results import RefusedRequest
from advisor.diagnostics import Diagnostic, Span
from advisor.version import VERSION
from advisor.web.api.api_settings import ApiSettings
from advisor.web.api.context import ApiContext
from advisor.web.api.middleware import INSTANCE, ApiMiddleware
from advisor.web.api.openapi import describe
from advisor.web.api.problems import Halted, halted, response
from advisor.web.api.rate_limit import RateLimiter
from advisor.web.api.routes import router
from advisor.web.worker_threads import WorkerThreads

if TYPE_CHECKING:
    from starlette.requests import Request

    from advisor.advice import Corpus

_NOT_FOUND, _WRONG_METHOD = 404, 405


def api(corpus: Corpus, settings: ApiSettings | None = None) -> FastAPI:
    """
    Put the interface together around a corpus.

    Nothing is kept between two requests but the corpus, and how much each caller asked.
    """
    chosen = settings or ApiSettings()
    workers = WorkerThreads(threads=chosen.threads, waiting=chosen.waiting)
    rates = RateLimiter(chosen.per_minute / 60, chosen.burst)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        workers.close()

    app = FastAPI(
        title="advisor",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.include_router(router(ApiContext(corpus, chosen, workers, rates)))
    app.add_exception_handler(HTTPException, _of_status)
    app.add_exception_handler(RequestValidationError, _of_parameters)
    app.add_exception_handler(Halted, _of_halt)
    app.add_middleware(ApiMiddleware, access=chosen.access, rates=rates)
    describe(app, corpus, chosen)

    @app.get("/openapi.json", include_in_schema=False)
    async def _openapi() -> Response:
        # To describe it takes long the first time: the examples are worked out.
        return JSONResponse(await workers.do(app.openapi))

    return app


async def _of_halt(request: Request, stopped: Exception) -> Response:
    assert isinstance(stopped, Halted)  # noqa: S101 - registered for it alone
    instance = request.scope.get(INSTANCE, "")
    return response(stopped.refusal, instance=instance, headers=stopped.headers)


async def _of_status(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)  # noqa: S101 - registered for it alone
    if refusal.status_code == _WRONG_METHOD:
        stopped = halted(
            "wrong-method",
            "request",
            "this address is not asked for in that way",
            why="an address either gives, or answers what is sent to it",
            fix="use the method that `Allow` names",
            headers=refusal.headers,
        )
    else:
        stopped = halted(
            "unknown-page",
            "request",
            "there is no such address",
            why="the address names nothing that this program answers",
            fix="see `openapi.json` for the addresses",
        )
    return await _of_halt(request, stopped)


async def _of_parameters(request: Request, invalid: Exception) -> Response:
    assert isinstance(invalid, RequestValidationError)  # noqa: S101 - registered for it alone
    found = tuple(
        _parameter(error["loc"], error["type"], error["msg"]) for error in invalid.errors()
    )
    return response(RefusedRequest(found), instance=request.scope.get(INSTANCE, ""))


def _parameter(loc: tuple[str | int, ...], kind: str, message: str) -> Diagnostic:
    name = str(loc[-1])[:60] if loc else "request"
    if kind == "extra_forbidden":
        return Diagnostic(
            "bad-parameter",
            Span(name),
            f"no parameter is named `{name}`",
            "a parameter that is not read would look as if it had an effect",
            "see `openapi.json` for the parameters of this address",
        )
    return Diagnostic(
        "bad-parameter",
        Span(name),
        f"`{name}` cannot be that: {message[:1].casefold()}{message[1:]}",
        "what was meant would have to be guessed",
        "see `openapi.json` for what it may be",
    )
