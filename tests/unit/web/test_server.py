"""The server beneath the pages: who is waited for, how long, and how many there may be."""

from __future__ import annotations

import asyncio
import errno
import logging
import resource
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from waiting import PATIENCE, until

from advisor.advice import load
from advisor.web.application import application
from advisor.web.server import ConnectionLimits, listening_socket, server_on
from advisor.web.settings import ServerSettings

SOON = ConnectionLimits(head=0.3, request=0.6, idle=0.3, stalled=0.3, connections=512)
NAGLE = 0.035
"""Seconds: a little less than the acknowledgement of a small answer is put off."""
LARGE = 40_000_000


def small_app() -> FastAPI:
    """Return an application that says hello, reads what it is sent, and says a great deal."""
    app = FastAPI()

    @app.get("/hello")
    async def hello() -> Response:
        return PlainTextResponse("hello")

    @app.get("/large")
    async def large() -> Response:
        return PlainTextResponse("x" * LARGE)

    @app.post("/read")
    async def read(request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())))

    return app


@contextmanager
def served(app: FastAPI, limits: ConnectionLimits) -> Iterator[int]:
    """Serve an application in a thread; gives its port."""
    listening = listening_socket("127.0.0.1", 0)
    server = server_on(app, limits)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(PATIENCE)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Serve the small application, with little patience."""
    with served(small_app(), SOON) as found:
        yield found


def connected(port: int) -> socket.socket:
    """Open a connection that is waited for as long as any test waits."""
    line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def asked(line: socket.socket, request: bytes) -> bytes:
    """Send a request and read until its answer of five letters is whole."""
    line.sendall(request)
    told = b""
    while not told.endswith(b"hello"):
        part = line.recv(1 << 16)
        assert part, told
        told += part
    return told


def is_closed(line: socket.socket) -> bool:
    """Return whether the other end closes the connection within the patience of a test."""
    try:
        while line.recv(1 << 16):
            pass
    except ConnectionError:
        return True
    return True


HELLO = b"GET /hello HTTP/1.1\r\nhost: localhost\r\n\r\n"


def test_a_kept_connection_is_answered_at_once(port: int) -> None:
    """The second answer on a connection does not wait for the acknowledgement of the first."""
    with connected(port) as line:
        asked(line, HELLO)
        taken = []
        for _ in range(10):
            began = time.perf_counter()
            asked(line, HELLO)
            taken.append(time.perf_counter() - began)

    assert min(taken) < NAGLE


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET /hello HTTP/1.1\r\nhost: loc", HELLO + b"GET /he"],
    ids=["nothing", "half a head", "a request and half a head"],
)
def test_a_head_that_does_not_come_is_not_waited_for(port: int, sent: bytes) -> None:
    """Neither a client that says nothing nor one that says half of it holds a connection."""
    with connected(port) as line:
        line.sendall(sent)
        assert is_closed(line)


def test_a_head_that_drips_is_not_waited_for(port: int) -> None:
    """A letter now and then does not start the clock anew."""
    began = time.monotonic()
    with connected(port) as line, pytest.raises(ConnectionError):  # noqa: PT012 - it ends somewhere
        while time.monotonic() - began < PATIENCE:
            line.sendall(b"x")
            time.sleep(0.05)

    assert time.monotonic() - began < PATIENCE


def test_a_body_that_does_not_come_is_not_waited_for(port: int) -> None:
    """What was promised must arrive."""
    with connected(port) as line:
        line.sendall(b"POST /read HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\nabc")
        assert is_closed(line)


def test_a_client_that_reads_nothing_is_not_waited_for(port: int) -> None:
    """An answer that nobody takes is thrown away, and its connection with it."""
    with connected(port) as line:
        line.sendall(b"GET /large HTTP/1.1\r\nhost: localhost\r\n\r\n")
        time.sleep(SOON.stalled * 4)
        got = 0
        with suppress(ConnectionError):
            while part := line.recv(1 << 20):
                got += len(part)

    assert got < LARGE


def test_connections_are_counted() -> None:
    """One too many is told so; when one ends there is room again."""
    limits = ConnectionLimits(connections=8)
    with served(small_app(), limits) as port:
        lines = [connected(port) for _ in range(8)]
        for line in lines:
            asked(line, HELLO)
        with connected(port) as refused:
            assert refused.recv(1 << 16).startswith(b"HTTP/1.1 503 ")
            assert is_closed(refused)
        for line in lines:
            line.close()

        def has_room() -> bool:
            with connected(port) as again:
                again.sendall(HELLO)
                return b" 200 " in again.recv(1 << 16)

        until(has_room)


def test_the_cap_leaves_descriptors(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few files a process may open, connections never take the last."""
    limits = ConnectionLimits()
    for soft in (128, 256, 1024, 100_000):
        monkeypatch.setattr(resource, "getrlimit", lambda _, soft=soft: (soft, soft))
        assert 2 * limits.within_descriptors() + 64 <= soft
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, 0))
    assert limits.connections == limits.within_descriptors()


def test_running_out_of_descriptors_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    """The event loop would say it for each connection that waits; everything else is still said."""
    server = server_on(small_app())
    loop = asyncio.new_event_loop()
    fault = OSError(errno.EMFILE, "Too many open files")
    with caplog.at_level(logging.ERROR):
        for _ in range(100):
            server._report(  # type: ignore[attr-defined] # noqa: SLF001 - as the loop calls it
                loop,
                {"message": "socket.accept() out of system resource", "exception": fault},
            )
        server._report(loop, {"message": "something else"})  # type: ignore[attr-defined] # noqa: SLF001 - likewise
    loop.close()

    said = [record.getMessage() for record in caplog.records]
    assert 1 == sum("Too many open files" in line for line in said)
    assert any("something else" in line for line in said)


def test_what_is_no_http_leaves_no_line(port: int, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody fills a disk by talking nonsense, and the answer says what is wrong."""
    with caplog.at_level(logging.DEBUG, logger="advisor"), connected(port) as line:
        line.sendall(b"\x16\x03\x01 nonsense\r\n\r\n")
        assert line.recv(1 << 16).startswith(b"HTTP/1.1 400 ")

    assert "Invalid HTTP" not in caplog.text


def test_whoever_hangs_up_leaves_no_fault_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """A form that breaks off is the business of its sender."""
    app = application(load(engine="reference"), ServerSettings(today=lambda: date(2026, 11, 2)))
    with served(app, SOON) as port, connected(port) as line:
        line.sendall(
            b"POST /check HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n"
            b"content-type: application/x-www-form-urlencoded\r\n\r\nabc"
        )
        assert is_closed(line)

    assert "internal error" not in caplog.text
    assert "Traceback" not in caplog.text
