"""How a request is addressed: under the prefix of a proxy, and for its head alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders

from advisor.values import dataclass

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_COOKIE_PATH = "path=/"


@dataclass(frozen=True)
class PathPrefix:
    """
    Serves the pages below a path, whether the proxy in front takes that path off or not.

    Addresses and cookies that an answer sets are those that the browser knows.
    """

    app: ASGIApp
    root: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the prefix off what is asked for, and put it before where an answer leads."""
        if scope["type"] != "http" or not self.root:
            await self.app(scope, receive, send)
            return

        async def prefixed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "location" in headers:
                    headers["location"] = self._leading(headers["location"])
                message["headers"] = [
                    (name, self._kept(value) if name.lower() == b"set-cookie" else value)
                    for name, value in message["headers"]
                ]
            await send(message)

        path = scope["path"]
        if path == self.root or path.startswith(f"{self.root}/"):
            path = path[len(self.root) :] or "/"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, prefixed)

    def _leading(self, location: str) -> str:
        """
        Return where an answer leads, as the browser knows it.

        Every address of the program is its own: it never leads elsewhere.
        """
        return urlsplit(location)._replace(path=self.root + urlsplit(location).path).geturl()

    def _kept(self, cookie: bytes) -> bytes:
        parts = [
            f"Path={self.root}{part.strip()[len(_COOKIE_PATH) - 1 :].rstrip('/')}"
            if part.strip().casefold().startswith(_COOKIE_PATH)
            else part.strip()
            for part in cookie.decode("latin-1").split(";")
        ]
        return "; ".join(parts).encode("latin-1")


@dataclass(frozen=True)
class HeadRequests:
    """Answers `HEAD` as `GET`, without the body."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the answer be made, and send its head."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, headed)
