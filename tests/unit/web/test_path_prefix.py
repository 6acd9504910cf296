"""Under a path of a proxy, and for heads alone: every address of ours leads where it should."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from urllib.parse import urljoin

import pytest
from starlette.testclient import TestClient

from advisor.advice import load
from advisor.cli import serve
from advisor.cli.parsing.parameters import Misuse
from advisor.web.api.api_settings import ApiSettings
from advisor.web.application import application
from advisor.web.listen_urls import here
from advisor.web.settings import ServerSettings

LOCAL = "http://127.0.0.1:8710"
ROOT = "/ethics/tool"
ADDRESS = re.compile(r'\s(href|src|action|formaction|data-room)="([^"]*)"')
MOST = 40
SLOW = f"{ROOT}/compare/map"
"""A page that compares all laws first; it is made from the same frame as the others."""


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Serve the pages below a path, as behind a proxy that leaves it on."""
    settings = ServerSettings(today=lambda: date(2026, 11, 2), room=True, root=ROOT)
    corpus = load(engine="reference", cases=True)
    app = application(corpus, settings, ApiSettings(root=ROOT))
    with TestClient(app, base_url=LOCAL, follow_redirects=False) as found:
        yield found


def addresses(page: str) -> list[tuple[str, str]]:
    """Return the addresses of our own that a page leads to, with what leads there."""
    found = [(kind, unescape(address)) for kind, address in ADDRESS.findall(page)]
    return [one for one in found if not one[1].startswith(("https://", "http://", "#"))]


def token(client: TestClient) -> str:
    """Take the proof from a page."""
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get(f"{ROOT}/check").text)
    assert found is not None
    return found[1]


def test_every_address_on_the_pages_stays_below_it(client: TestClient) -> None:
    """Each link, form and file begins with the path, and each that can be opened is there."""
    waiting, seen, forms = [f"{ROOT}/"], set(), set()
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if address in seen or address == SLOW:
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.is_redirect:
            assert answer.headers["location"].startswith(f"{ROOT}/"), address
            waiting.append(answer.headers["location"])
            continue
        assert 200 == answer.status_code, address
        if "html" not in answer.headers["content-type"]:
            continue
        for kind, told in addresses(answer.text):
            whole = urljoin(address, told)
            assert whole.startswith(f"{ROOT}/"), (address, kind, told)
            if "action" in kind:
                forms.add(whole)
            elif kind in ("href", "src"):
                waiting.append(whole)

    assert {f"{ROOT}/check", f"{ROOT}/message", f"{ROOT}/language"} <= forms
    assert any("/static/" in address for address in seen)


def test_forms_lead_back_below_it(client: TestClient) -> None:
    """What a form answers leads below the path too, and so do its refusals."""
    done = client.post(f"{ROOT}/language", data={"token": token(client), "language": "de"})
    assert (303, f"{ROOT}/") == (done.status_code, done.headers["location"])
    opened = client.post(f"{ROOT}/check", data={"token": token(client), "do": "go"})
    assert 200 == opened.status_code
    assert all(told.startswith(f"{ROOT}/") for _, told in addresses(opened.text))
    refused = client.post(f"{ROOT}/check", data={"token": "0" * 64})
    assert 403 == refused.status_code
    assert all(told.startswith(f"{ROOT}/") for _, told in addresses(refused.text))


def test_cookies_are_kept_for_what_is_below_it(client: TestClient) -> None:
    """Another program on the same host is sent none of them."""
    fresh = TestClient(client.app, base_url=LOCAL)

    told = fresh.get(f"{ROOT}/check").headers.get_list("set-cookie")

    assert told
    assert all(f"Path={ROOT};" in f"{one};" for one in told)
    assert all("httponly" in one.casefold() for one in told)


def test_a_proxy_may_take_the_path_off(client: TestClient) -> None:
    """Then the same pages are answered, and lead where the browser finds them."""
    page = client.get("/check")

    assert 200 == page.status_code
    assert all(told.startswith(f"{ROOT}/") for _, told in addresses(page.text))


def test_a_name_that_begins_alike_is_not_below_it(client: TestClient) -> None:
    """`/ethics/toolbox` is another program."""
    assert 404 == client.get(f"{ROOT}box/check").status_code


def test_programs_are_told_where_to_ask(client: TestClient) -> None:
    """The description names the whole address, and it answers."""
    (server,) = client.get(f"{ROOT}/api/v1/openapi.json").json()["servers"]

    assert f"{ROOT}/api/v1" == server["url"]
    assert 200 == client.get(f"{server['url']}/health").status_code


def test_the_limits_hold_below_it(client: TestClient) -> None:
    """A message may be large there too, and a form may not."""
    large = b"x" * 1_500_000
    assert 413 == client.post(f"{ROOT}/check", content=large).status_code
    assert 413 != client.post(f"{ROOT}/message", content=large).status_code
    assert 421 == client.get(f"{ROOT}/check", headers={"host": "evil.example"}).status_code
    elsewhere = {"origin": "https://evil.example"}
    assert 403 == client.post(f"{ROOT}/check", headers=elsewhere).status_code


def test_heads_are_answered(client: TestClient) -> None:
    """As the page is, with its length and without it."""
    for address in ("/check", "/static/icon.svg", "/api/v1/health", "/nowhere"):
        whole, head = client.get(f"{ROOT}{address}"), client.head(f"{ROOT}{address}")
        assert whole.status_code == head.status_code, address
        assert whole.headers["content-length"] == head.headers["content-length"]
        assert whole.headers["content-type"] == head.headers["content-type"]
        assert b"" == head.content


def test_what_is_printed_is_below_it() -> None:
    """The address that the command prints has the path."""
    assert f"{LOCAL}{ROOT}" == here(ServerSettings(root=ROOT))


@pytest.mark.parametrize("text", ["ethics", "/a b", "/a//b", "//evil.example", "/..", "/check/x"])
def test_what_is_no_path_is_refused(text: str) -> None:
    """Nor is an address of the pages themselves."""
    with pytest.raises(Misuse):
        serve.root_path(text)


def paths(routes: Iterable[object]) -> Iterator[str]:
    """Walk over the addresses of an application, those of its parts included."""
    for route in routes:
        part = getattr(route, "router", None) or getattr(route, "original_router", None)
        if part is not None:
            yield from paths(part.routes)
        else:
            yield str(getattr(route, "path", ""))


def test_every_address_of_the_pages_is_refused() -> None:
    """A page that is added cannot be hidden by a prefix that begins as it does."""
    app = application(load(engine="reference"), ServerSettings(room=True), ApiSettings())

    assert {path.split("/")[1] for path in paths(app.routes)} - {""} == serve.OWN_PATHS


def test_a_slash_at_the_end_says_nothing() -> None:
    """`/ethics/` is `/ethics`, and `/` is no prefix."""
    assert ("/ethics", "") == (serve.root_path("/ethics/"), serve.root_path("/"))
