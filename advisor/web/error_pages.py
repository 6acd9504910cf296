"""What is said to a request that gets no answer: what happened, why, and how to fix it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from advisor.application.results import RefusedRequest as Reasons
from advisor.diagnostics import Diagnostic, Span
from advisor.i18n import ENGLISH, Language
from advisor.values import dataclass, field
from advisor.web.api.problems import response as problem

if TYPE_CHECKING:
    from starlette.types import Scope

    from advisor.diagnostics.codes import Code
    from advisor.web.template_renderer import TemplateRenderer

API = "/api/"


@dataclass(frozen=True)
class ErrorAnswer:
    """
    Why a request gets no answer, in the form of every error of this program.

    `problems` are those of a file that was handed in.
    """

    status: int
    code: Code
    what: str
    why: str
    fix: str
    problems: Sequence[Diagnostic] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


class RequestRefused(HTTPException):
    """A request that is turned away while it is being answered."""

    def __init__(self, refusal: ErrorAnswer) -> None:
        super().__init__(refusal.status, refusal.what, headers=dict(refusal.headers))
        self.refusal = refusal


def error_response(
    refusal: ErrorAnswer, scope: Scope, press: TemplateRenderer, language: Language = ENGLISH
) -> Response:
    """Say it as a page, or to a program as problem details."""
    if scope.get("path", "").startswith(API):
        diagnostic = Diagnostic(
            refusal.code, Span("request"), refusal.what, refusal.why, refusal.fix
        )
        refused = Reasons((diagnostic,))
        return problem(refused, status=refusal.status, headers=refusal.headers)
    page = press.html("error.html", language, title=_title(refusal.status), refusal=refusal)
    return Response(page, refusal.status, dict(refusal.headers), "text/html")


def of_status(status: int) -> ErrorAnswer:
    """Say what a bare status means."""
    known = _KNOWN.get(status)
    if known is not None:
        return known
    phrase = HTTPStatus(status).phrase.lower()
    return ErrorAnswer(
        status,
        "refused",
        f"this request cannot be answered: {phrase}",
        "the program does not know how to answer it",
        "go back, and try it another way",
    )


def _title(status: int) -> str:
    return HTTPStatus(status).phrase


_KNOWN = {
    404: ErrorAnswer(
        404,
        "unknown-page",
        "there is no such page",
        "the address names nothing that this program shows",
        "check the address, or start from one of the pages above",
    ),
    405: ErrorAnswer(
        405,
        "wrong-method",
        "this address is not asked for in that way",
        "a form belongs to the page that shows it, and is sent from there",
        "open the page from the menu above, and send its form again",
    ),
}

BODY_TOO_LARGE = ErrorAnswer(
    413,
    "too-large",
    "this is larger than is read",
    "a limit keeps one request from taking all the memory there is",
    "send a smaller file, or leave its attachments out",
)
TOO_SLOW = ErrorAnswer(
    503,
    "too-slow",
    "this took longer than is waited for",
    "a limit keeps one request from holding up all others",
    "try again in a moment; with many recipients, leave some out",
    headers={"retry-after": "5"},
)
BUSY = ErrorAnswer(
    503,
    "busy",
    "too many requests are waiting already",
    "only so many are answered at the same time, so that each of them is answered soon",
    "try again in a moment",
    headers={"retry-after": "2"},
)
STRANGE_HOST = ErrorAnswer(
    421,
    "strange-host",
    "this address does not belong to this program",
    "a page elsewhere could point a name of its own at this machine to read what you see",
    "open the address that `advisor serve` printed, or name this one with `--name`",
)
STRANGE_ORIGIN = ErrorAnswer(
    403,
    "strange-origin",
    "this form was sent from another site",
    "only the pages of this program may send it what you type",
    "open the page here, and send its form again",
)
FAULT = ErrorAnswer(
    500,
    "internal-error",
    "this program made a mistake, and gives no answer rather than half of one",
    "something happened that nobody foresaw; nothing of what you sent was written down",
    "report the page and what you did there as a fault; save your scenario first",
)
NO_ANSWER = ErrorAnswer(
    500,
    "engine-failure",
    "there is no answer to this that can be trusted",
    "two evaluators do not agree on it, and then neither is believed",
    "save your scenario, and report it as a fault of this program",
)
