"""Every request of a program: who asks, how often, and one line of log without a word of it."""

from __future__ import annotations

import logging
import math
import time
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from advisor.values import dataclass
from advisor.web.api.problems import Halted, halted, new_instance, response
from advisor.web.security.middleware import fault_location

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from advisor.application.results import RefusedRequest
    from advisor.web.api.access import Access
    from advisor.web.api.rate_limit import RateLimiter

_LOG = logging.getLogger("advisor.web.api")
_OPEN = ("/health", "/problems/")
"""What says nothing of anybody, and is asked by machines that hold no key."""
CALLER = "advisor.caller"
INSTANCE = "advisor.instance"
_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


@dataclass(frozen=True)
class ApiMiddleware:
    """Stands before the interface; what it turns away, it turns away with problem details."""

    app: ASGIApp
    access: Access
    rates: RateLimiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.monotonic()
        status, label = 0, "-"
        scope[INSTANCE] = instance = new_instance()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            label = self._admit(scope)
            await self.app(scope, receive, noted)
        except Halted as stopped:
            if not status:
                turned = response(stopped.refusal, instance=instance, headers=stopped.headers)
                await turned(scope, receive, noted)
        except Exception as fault:  # noqa: BLE001 - what it says may hold what somebody sent
            _LOG.error("%s internal error: %s", instance, fault_location(fault))
            if not status:
                await response(_fault(), instance=instance)(scope, receive, noted)
        finally:
            took = math.ceil((time.monotonic() - began) * 1000)
            _LOG.info(
                "%s %s %s %s %dms %s", instance, scope["method"], _asked(scope), status, took, label
            )

    def _admit(self, scope: Scope) -> str:
        path = _path(scope)
        if path in _OPEN or path.startswith(_OPEN[-1]):
            return "-"
        caller = self.access.caller(scope)
        wait = self.rates.take(caller.bucket)
        if wait:
            raise halted(
                "rate-limited",
                "request",
                "more was asked than is answered to one caller",
                why="everybody else is answered by the same machine",
                fix=f"ask again in {wait} seconds; `/batch` answers many scenarios in one request",
                headers={"retry-after": str(wait)},
            )
        scope[CALLER] = caller
        return caller.label


def _path(scope: Scope) -> str:
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def _asked(scope: Scope) -> str:
    """Return the name of the route that answered, and nothing of what was asked of it."""
    route = scope.get("route")
    return str(getattr(route, "path", "-"))


def _fault() -> RefusedRequest:
    return halted(
        "internal-error",
        "request",
        "the program made a mistake, and gives no answer rather than half of one",
        why="something happened that nobody foresaw; nothing of what was sent was written down",
        fix="report it as a fault, with the `instance` of this answer",
    ).refusal
