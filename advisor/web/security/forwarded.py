"""What a trusted proxy says about how it was asked: over TLS, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from advisor.values import dataclass
from advisor.web.api.access import is_among

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from advisor.web.settings import TrustedNetwork


@dataclass(frozen=True)
class Forwarded:
    """
    Takes the word of some addresses, and of no other, for `X-Forwarded-Proto`.

    The address of the other end stays what it is: it decides who is trusted.
    """

    app: ASGIApp
    proxies: tuple[TrustedNetwork, ...]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the scheme that the browser used."""
        if scope["type"] == "http" and is_among(scope, self.proxies):
            told = Headers(scope=scope).getlist("x-forwarded-proto")
            if told in (["https"], ["http"]):
                scope = {**scope, "scheme": told[0]}
        await self.app(scope, receive, send)
