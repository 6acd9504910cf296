"""Who is let in, what every answer tells the browser, and that no fault spills what was typed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect

from advisor.values import dataclass
from advisor.web.error_pages import FAULT, STRANGE_HOST, STRANGE_ORIGIN, ErrorAnswer, error_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from advisor.web.settings import ServerSettings
    from advisor.web.template_renderer import TemplateRenderer

_LOG = logging.getLogger("advisor.web")
_SAFE = ("GET", "HEAD", "OPTIONS")
_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_POLICY = "; ".join(f"{what} {whence}" for what, whence in _SOURCES.items())
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cache-control": "no-store",
}


@dataclass(frozen=True)
class SecurityMiddleware:
    """Stands before everything else; only what it lets through is answered."""

    app: ASGIApp
    settings: ServerSettings
    press: TemplateRenderer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await error_response(refusal, scope, self.press)(scope, receive, guarded)
            return
        try:
            await self.app(scope, receive, guarded)
        except ClientDisconnect:  # nobody is there any more to be told
            return
        except Exception as fault:  # noqa: BLE001 - what it says may hold what somebody typed
            _LOG.error("internal error: %s", fault_location(fault))
            if not begun:
                await error_response(FAULT, scope, self.press)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> ErrorAnswer | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self.settings.welcomes(host):
            return STRANGE_HOST
        if scope["method"] in _SAFE:
            return None
        # A browser that is asked for no referrer sends the origin `null`; it says here
        # whose page sent the form, where it can be trusted to.
        fetched = headers.get("sec-fetch-site")
        if fetched is not None:
            return None if fetched in ("same-origin", "none") else STRANGE_ORIGIN
        origin = headers.get("origin")
        if origin in (None, "null"):
            return None
        return None if urlsplit(origin or "").netloc == host else STRANGE_ORIGIN


def fault_location(fault: BaseException) -> str:
    """Return the name of the kind of a fault and the line it arose in, and nothing that it says."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(fault).__name__
    code = trace.tb_frame.f_code
    return f"{type(fault).__name__} in {code.co_filename}:{trace.tb_lineno}"
