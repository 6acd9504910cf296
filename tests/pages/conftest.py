"""The pages as they are served, and a browser that visits them."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
import uvicorn
from waiting import until

from advisor.advice import load
from advisor.web.application import application
from advisor.web.settings import ServerSettings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Serve the pages on a free port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    settings = ServerSettings(
        port=listening.getsockname()[1], seconds=120, room=True, today=lambda: date(2026, 11, 2)
    )
    app = application(load(engine="reference", cases=True), settings)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield f"http://127.0.0.1:{settings.port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    if CHROMIUM is None:
        pytest.skip("needs the browser Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Return a visitor whose every request goes to the pages and nowhere else."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()
    assert [] == [one for one in asked if not one.startswith(address)]


@pytest.fixture
def page(visit: BrowserContext) -> Page:
    """Open a page that complains of nothing."""
    opened = visit.new_page()
    opened.on("pageerror", lambda error: pytest.fail(f"the page's script failed: {error}"))
    return opened
