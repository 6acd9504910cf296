"""How much may be sent, and how long an answer may take."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from advisor.values import dataclass
from advisor.web.api import API_PREFIX
from advisor.web.error_pages import BODY_TOO_LARGE, BUSY, TOO_SLOW, RequestRefused, error_response
from advisor.web.worker_threads import Busy

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from advisor.web.settings import ServerSettings
    from advisor.web.template_renderer import TemplateRenderer

FILES = ("/message",)
"""Where whole files are handed in."""


@dataclass(frozen=True)
class Limits:
    """Reads no more than is allowed, and gives up in the end."""

    app: ASGIApp
    settings: ServerSettings
    press: TemplateRenderer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer within the limits, or say which was met."""
        # The programs' interface has limits of its own: batches are larger, and take longer.
        if scope["type"] != "http" or scope["path"].startswith(f"{API_PREFIX}/"):
            await self.app(scope, receive, send)
            return
        most = self._most(scope["path"])
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > most:
            await error_response(BODY_TOO_LARGE, scope, self.press)(scope, receive, send)
            return
        begun, read = False, 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise RequestRefused(BODY_TOO_LARGE)
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        refusal = None
        try:
            async with asyncio.timeout(self.settings.seconds):
                await self.app(scope, counted, noted)
        except TimeoutError:
            refusal = TOO_SLOW
        except Busy:
            refusal = BUSY
        except RequestRefused as refused:
            refusal = refused.refusal
        if refusal is not None and not begun:
            await error_response(refusal, scope, self.press)(scope, receive, send)

    def _most(self, path: str) -> int:
        return self.settings.file_limit if path in FILES else self.settings.form_limit
