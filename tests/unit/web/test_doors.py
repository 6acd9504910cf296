"""Who is let in: hosts, origins, forms that cannot be proved, too much and too slow."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient
from waiting import PATIENCE

from advisor.advice import load
from advisor.web.application import application
from advisor.web.settings import ServerSettings
from advisor.web.worker_threads import Busy, WorkerThreads

LOCAL = "http://127.0.0.1:8710"
SETTINGS = ServerSettings(form_limit=20_000, file_limit=50_000, today=lambda: date(2026, 11, 2))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Ask as a browser on this machine does."""
    app = application(load(engine="reference"), SETTINGS)
    with TestClient(app, base_url=LOCAL, raise_server_exceptions=False) as found:
        yield found


def token(client: TestClient) -> str:
    """Take the proof from a page."""
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/check").text)
    assert found is not None
    return found[1]


def test_every_answer_forbids_what_it_does_not_need(client: TestClient) -> None:
    """Pages, files, errors and refusals alike forbid inline code, frames, storing and sniffing."""
    for address in ("/", "/check", "/static/style.css", "/nowhere"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "nosniff" == headers["x-content-type-options"]
        assert "no-referrer" == headers["referrer-policy"]
        assert "no-store" == headers["cache-control"]


def test_no_page_holds_script_or_style_of_its_own(client: TestClient) -> None:
    """What the policy forbids is not even tried."""
    for address in ("/", "/check", "/law", "/message", "/compare", "/law/timeline"):
        text = client.get(address).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), address
        assert [] == re.findall(r'(?:src|href)="(?:https?:)?//', text), address


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8710", "", "127.0.0.1.evil.example"]
)
def test_a_name_that_is_not_ours_is_turned_away(client: TestClient, host: str) -> None:
    """A page elsewhere that points its name at this machine reads nothing."""
    answer = client.get("/check", headers={"host": host})

    assert 421 == answer.status_code
    assert 'name="token"' not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": LOCAL},
    ],
)
def test_a_form_from_elsewhere_is_turned_away(client: TestClient, headers: dict[str, str]) -> None:
    """Even with a token that is right."""
    answer = client.post("/check", data={"token": token(client)}, headers=headers)

    assert 403 == answer.status_code
    assert "strange-origin" in answer.text


def test_a_form_needs_the_token_of_its_browser(client: TestClient) -> None:
    """No token, another's token and a token without its cookie are all worth nothing."""
    right = token(client)
    assert 200 == client.post("/check", data={"token": right}).status_code
    for wrong in ({}, {"token": ""}, {"token": "0" * 64}):
        answer = client.post("/check", data=wrong)
        assert 403 == answer.status_code
        assert "stale-form" in answer.text

    stranger = TestClient(client.app, base_url=LOCAL)
    assert 403 == stranger.post("/check", data={"token": right}).status_code


def test_a_restart_loses_no_scenario(client: TestClient) -> None:
    """Our own page from before a restart is shown the way on, its scenario with it."""
    packed = '{"scenario":{"facts":{"message":{"direction":"sent"}}}}'
    fields = {"token": "0" * 64, "state": packed}

    answer = client.post("/check", data=fields, headers={"sec-fetch-site": "same-origin"})

    assert 403 == answer.status_code
    assert "Go on with your scenario" in answer.text
    renewed = re.search(r'name="token" value="([0-9a-f]{64})"', answer.text)
    assert renewed is not None
    assert 200 == client.post("/check", data={"token": renewed[1], "state": packed}).status_code


def test_the_cookie_is_for_this_site_alone(client: TestClient) -> None:
    """It is sent to no script and to no other site."""
    said = client.get("/check").headers["set-cookie"].casefold()

    assert "httponly" in said
    assert "samesite=strict" in said


def test_too_much_is_not_read(client: TestClient) -> None:
    """What is larger than the limit is refused, told or untold beforehand."""
    told = client.post("/check", content=b"x" * 20_001)
    assert 413 == told.status_code

    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 1_000

    form = {"content-type": "application/x-www-form-urlencoded"}
    untold = client.post("/check", content=pieces(), headers=form)
    assert 413 == untold.status_code
    assert "too-large" in untold.text


def test_a_file_does_not_touch_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """However large a message is, it stays in memory."""

    def rolled(_: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.rollover", rolled)
    app = application(load(engine="reference"), ServerSettings(today=lambda: date(2026, 11, 2)))
    browser = TestClient(app, base_url=LOCAL)
    letter = b"From: a@b.example\nTo: c@d.example\nSubject: x\n\n" + b"word " * 500_000

    answer = browser.post(
        "/message", data={"token": token(browser)}, files={"file": ("a.eml", letter)}
    )

    assert 200 == answer.status_code
    assert "What the message shows" in answer.text


def test_a_form_that_is_cut_short_is_explained(client: TestClient) -> None:
    """Neither a crash nor a guess."""
    kind = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/check/open", content=b"--x\r\nnonsense", headers=kind)

    assert answer.status_code in (400, 403)
    assert "Traceback" not in answer.text


def test_what_takes_too_long_is_given_up() -> None:
    """After its time a request gets an answer that says so."""
    app = application(load(engine="reference"), ServerSettings(seconds=0.05))

    @app.get("/slow", include_in_schema=False)
    async def slow() -> None:
        await asyncio.Event().wait()  # for ever

    answer = TestClient(app, base_url=LOCAL).get("/slow")

    assert 503 == answer.status_code
    assert "too-slow" in answer.text


def test_a_fault_says_nothing_of_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    """An error nobody foresaw gives a page, and a log without the words of the user."""
    app = application(load(engine="reference"), SETTINGS)

    @app.get("/fault", include_in_schema=False)
    async def fault() -> None:
        raise ValueError("a secret that somebody typed")

    answer = TestClient(app, base_url=LOCAL).get("/fault")

    assert 500 == answer.status_code
    assert "internal-error" in answer.text
    assert "no-store" == answer.headers["cache-control"]
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text + answer.text


def test_threads_are_few_and_so_are_those_who_wait() -> None:
    """One works, one waits, the third is told to come back; then there is room again."""

    async def crowd() -> tuple[int, int]:
        workers = WorkerThreads(threads=1, waiting=1)
        go = threading.Event()
        begun = [asyncio.ensure_future(workers.do(go.wait, PATIENCE)) for _ in range(3)]
        turned_away, _ = await asyncio.wait(begun, return_when=asyncio.FIRST_COMPLETED)
        go.set()
        done = await asyncio.gather(*begun, return_exceptions=True)
        assert await workers.do(go.is_set), "there is room again"
        workers.close()
        assert all(isinstance(one.exception(), Busy) for one in turned_away)
        return sum(isinstance(one, Busy) for one in done), done.count(True)

    assert (1, 2) == asyncio.run(crowd())


@pytest.mark.parametrize(
    ("settings", "host", "welcome"),
    [
        (ServerSettings(), "localhost:8710", True),
        (ServerSettings(), "[::1]:8710", True),
        (ServerSettings(), "192.168.1.7:8710", False),
        (ServerSettings(host="0.0.0.0"), "192.168.1.7:8710", True),  # noqa: S104 - told so
        (ServerSettings(host="0.0.0.0"), "evil.example", False),  # noqa: S104 - likewise
        (ServerSettings(names=("ethics.firm.example",)), "ethics.firm.example", True),
    ],
)
def test_which_hosts_are_welcome(settings: ServerSettings, host: str, *, welcome: bool) -> None:
    """Our own machine always; addresses where other machines are let in; names where told."""
    assert welcome is settings.welcomes(host)
