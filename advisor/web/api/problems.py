"""Problem details (RFC 9457): why a request gets no answer, with the codes of the command line."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal

from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from advisor.application.results import RefusedRequest, problem_documents
from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.registry import meaning_of
from advisor.web.api import API_PREFIX

if TYPE_CHECKING:
    from advisor.diagnostics.codes import Code

MEDIA_TYPE = "application/problem+json"
SEVERAL: Code = "invalid-request"
_STATUSES: Mapping[Code, HTTPStatus] = {
    "busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "engine-failure": HTTPStatus.INTERNAL_SERVER_ERROR,
    "internal-error": HTTPStatus.INTERNAL_SERVER_ERROR,
    "json-syntax": HTTPStatus.BAD_REQUEST,
    "not-utf8": HTTPStatus.BAD_REQUEST,
    "rate-limited": HTTPStatus.TOO_MANY_REQUESTS,
    "too-large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "too-slow": HTTPStatus.SERVICE_UNAVAILABLE,
    "unauthenticated": HTTPStatus.UNAUTHORIZED,
    "unknown-name": HTTPStatus.NOT_FOUND,
    "unknown-page": HTTPStatus.NOT_FOUND,
    "untrusted-address": HTTPStatus.FORBIDDEN,
    "wrong-media-type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "wrong-method": HTTPStatus.METHOD_NOT_ALLOWED,
}
_NOT_ASKED_RIGHT = HTTPStatus.UNPROCESSABLE_ENTITY


class ErrorEntry(BaseModel):
    """One problem: where it is, what it is, why it is one and how to fix it."""

    model_config = ConfigDict(extra="forbid")

    code: str
    severity: Literal["error", "warning"]
    where: str = Field(description="The path of the value, as `facts.message.direction`.")
    what: str
    why: str
    fix: str


class Problem(BaseModel):
    """Why a request gets no answer; `errors` lists every problem, and not the first only."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="An address that says what the code means.")
    title: str
    status: int
    detail: str
    instance: str = Field(description="This occurrence, as the log names it.")
    code: str
    errors: list[ErrorEntry]


class Halted(Exception):
    """A request that is turned away while it is being answered."""

    def __init__(self, refusal: RefusedRequest, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(", ".join(sorted(refusal.codes)))
        self.refusal = refusal
        self.headers = dict(headers or {})


def halted(  # noqa: PLR0913 - the parts of every error of this program
    code: Code,
    where: str,
    what: str,
    *,
    why: str,
    fix: str,
    headers: Mapping[str, str] | None = None,
) -> Halted:
    """Turn a request away for one problem."""
    return Halted(RefusedRequest((Diagnostic(code, Span(where), what, why, fix),)), headers)


def status_of(diagnostics: Sequence[Diagnostic]) -> HTTPStatus:
    """Return the status of an answer that names these problems."""
    result = {_STATUSES.get(diagnostic.code, _NOT_ASKED_RIGHT) for diagnostic in diagnostics}
    return result.pop() if len(result) == 1 else _NOT_ASKED_RIGHT


def response(
    refusal: RefusedRequest,
    *,
    status: int | None = None,
    instance: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer with problem details; the status follows from the codes unless told."""
    body = details(refusal, status=status, instance=instance)
    return Response(
        body.model_dump_json(), body.status, headers=dict(headers or {}), media_type=MEDIA_TYPE
    )


def details(refusal: RefusedRequest, *, status: int | None = None, instance: str = "") -> Problem:
    """
    Write a refusal as problem details.

    >>> details(halted("busy", "request", "busy", why="so", fix="wait").refusal).status
    503
    """
    found = refusal.diagnostics
    code = found[0].code if len(refusal.codes) == 1 else SEVERAL
    return Problem(
        type=f"{API_PREFIX}/problems/{code}",
        title=code_meaning(code),
        status=status or status_of(found),
        detail=found[0].what if len(found) == 1 else f"{len(found)} problems, each under `errors`",
        instance=instance or new_instance(),
        code=code,
        errors=[
            ErrorEntry.model_validate(problem_document)
            for problem_document in problem_documents(found)
        ],
    )


def code_meaning(code: str) -> str:
    """Return what a code means; empty for one that is unknown."""
    known = meaning_of(code)
    return known.text if known is not None else ""


def new_instance() -> str:
    """Name one occurrence, at random."""
    return f"urn:uuid:{uuid.uuid4()}"
