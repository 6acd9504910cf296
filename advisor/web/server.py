"""The server beneath the pages: how long it waits for a client, and how many it lets in."""

from __future__ import annotations

import asyncio
import logging
import socket
from functools import partial
from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI
    from uvicorn.protocols.http.h11_impl import RequestResponseCycle

_LOG = logging.getLogger("advisor.web")
_RESERVED = 64
"""Descriptors that are left for files, and for what the interpreter opens."""
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 53\r\nretry-after: 5\r\nconnection: close\r\n\r\n"
    b"too many connections are open; try again in a moment\n"
)


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """
    How long a client is waited for, in seconds, and how many `connections` may be open.

    The head of a request must arrive within `head`, all of it within `request`; a connection on
    which nothing is asked is closed after `idle`, one whose client does not read after `stalled`.
    """

    head: float = 10.0
    request: float = 60.0
    idle: float = 10.0
    stalled: float = 30.0
    connections: int = 512

    def within_descriptors(self) -> int:
        """Return how many connections this process can hold open, with descriptors to spare."""
        try:
            from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit
        except ImportError:  # a system without such limits
            return self.connections
        limit, _ = getrlimit(RLIMIT_NOFILE)
        if limit == RLIM_INFINITY:
            return self.connections
        # As many again may be accepted at once, before the first of them is turned away.
        return min(self.connections, max((limit - _RESERVED) // 2, 8))


def listening_socket(host: str, port: int) -> socket.socket:
    """
    Return a socket that listens; raises `OSError`.

    The protocol is named, for only then does the event loop send small answers at once: otherwise
    each one after the first on a connection waits 40 ms for the acknowledgement of the last.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except BaseException:
        listening.close()
        raise
    return listening


def server_on(app: FastAPI, limits: ConnectionLimits | None = None) -> uvicorn.Server:
    """Return what serves an application on sockets that listen, within limits."""
    chosen = limits or ConnectionLimits()
    most = chosen.within_descriptors()
    config = uvicorn.Config(
        app,
        http=partial(_GuardedConnection, chosen, most),  # type: ignore[arg-type] # it is only called
        # Nothing here speaks over WebSockets.
        ws="none",
        # The address of the other end decides who is trusted, so nobody may rewrite it.
        proxy_headers=False,
        log_config=None,
        # A line for each request that is no HTTP would let anybody fill a disk.
        log_level="error",
        access_log=False,
        server_header=False,
        backlog=min(most, 128),
        timeout_keep_alive=chosen.idle,  # type: ignore[arg-type] # it is only added to a time
        timeout_graceful_shutdown=3,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """Says once a minute that descriptors ran out; the event loop would say it a thousand times."""

    _said: float = float("-inf")

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._report)
        await super().startup(sockets)

    def _report(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if "out of system resource" not in context.get("message", ""):
            loop.default_exception_handler(context)
        elif loop.time() - self._said >= 60:  # noqa: PLR2004 - a minute
            self._said = loop.time()
            _LOG.error("no connection can be accepted: %s", context["exception"].strerror)


class _GuardedConnection(H11Protocol):
    """One connection, which is closed where its client keeps it waiting."""

    def __init__(self, limits: ConnectionLimits, most: int, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as uvicorn calls it
        super().__init__(*given, **named)
        self._limits, self._most = limits, most
        self._is_refused = False
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        if len(self.connections) >= self._most:
            self._is_refused = True
            self.transport = transport
            transport.write(_FULL)
            self._hang_up()
            return
        super().connection_made(transport)
        self._arm("head", self._limits.head, self._hang_up)

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        self._unset_keepalive_if_required()
        if not self._is_refused:
            super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._is_refused or self.transport.is_closing():
            return
        if self._is_between():
            self._arm("head", self._limits.head, self._hang_up)
            self._arm("request", self._limits.request, self._hang_up)
        super().data_received(data)
        if not self._is_between():
            self._disarm("head")
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._disarm("request")
        if self.transport.is_closing():
            self._hang_up()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._hang_up()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._hang_up()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._arm("stalled", self._limits.stalled, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._disarm("stalled")

    def _is_between(self) -> bool:
        """Return whether no request is being answered."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete

    def _hang_up(self) -> None:
        """Close the connection, without waiting long for a client that does not read the rest."""
        self.transport.close()
        self._arm("stalled", self._limits.stalled, self.transport.abort)

    def _arm(self, name: str, seconds: float, then: Callable[[], object]) -> None:
        if name not in self._timers:
            self._timers[name] = self.loop.call_later(seconds, self._fire, name, then)

    def _fire(self, name: str, then: Callable[[], object]) -> None:
        self._timers.pop(name, None)
        then()

    def _disarm(self, name: str) -> None:
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()
