"""Who may ask, how often, and what is written down of it."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from advisor.advice import Corpus
from advisor.diagnostics import EngineFailure
from advisor.web.api.access import KeyHolders, Open, ThroughProxy, network
from advisor.web.api.keys import BadKeys, key_line, new_key, read_keys
from advisor.web.api.rate_limit import RateLimiter

KEY, OTHER = new_key(), new_key()
HOLDERS = KeyHolders(
    read_keys(["# the firm's programs", "", key_line("dms", KEY), key_line("crm", OTHER)])
)
PROXY = ThroughProxy("X-Remote-User", (network("10.1.0.0/16"), network("::1")))


def code(response: Any) -> str:  # noqa: ANN401 - a response
    """Return the code of problem details."""
    assert "application/problem+json" == response.headers["content-type"]
    return str(response.json()["code"])


@pytest.mark.parametrize(
    "headers",
    [{"authorization": f"Bearer {KEY}"}, {"authorization": f"bearer  {KEY} "}, {"x-api-key": KEY}],
)
def test_a_key_lets_in(serve: Callable[..., TestClient], headers: dict[str, str]) -> None:
    """A key is shown in one of two headers."""
    assert 200 == serve(access=HOLDERS).get("version", headers=headers).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer "},
        {"authorization": f"Basic {KEY}"},
        {"authorization": f"Bearer {KEY}x"},
        {"authorization": f"Bearer {key_line('dms', KEY).rpartition(':')[2]}"},
        {"x-remote-user": "a.partner"},
    ],
)
def test_nobody_else_is_let_in(serve: Callable[..., TestClient], headers: dict[str, str]) -> None:
    """Without a key that is known nothing is answered, and the hash of a key is none."""
    refused = serve(access=HOLDERS).get("version", headers=headers)

    assert 401 == refused.status_code
    assert "unauthenticated" == code(refused)
    assert refused.headers["www-authenticate"].startswith("Bearer")


def test_health_needs_no_key(serve: Callable[..., TestClient]) -> None:
    """A machine that watches over this one holds no key, and learns nothing of anybody."""
    api = serve(access=HOLDERS, burst=1)

    for _ in range(5):
        assert "ok" == api.get("health").json()["status"]
    assert 200 == api.get("problems/busy").status_code
    assert 401 == api.get("openapi.json").status_code


@pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3", "::1"])
def test_a_proxy_signs_callers_on(serve: Callable[..., TestClient], address: str) -> None:
    """The header of a trusted proxy says who asks."""
    api = serve((address, 1), access=PROXY)

    assert 200 == api.get("version", headers={"x-remote-user": "a.partner"}).status_code
    assert 401 == api.get("version").status_code
    assert 401 == api.get("version", headers={"x-remote-user": " "}).status_code


def test_only_the_proxy_may_say_who_asks(serve: Callable[..., TestClient]) -> None:
    """The same header from another address is worth nothing, whatever it says of itself."""
    api = serve(("192.0.2.7", 1), access=PROXY)
    told = {"x-remote-user": "a.partner", "x-forwarded-for": "10.1.2.3"}
    refused = api.get("version", headers=told)

    assert 403 == refused.status_code
    assert "untrusted-address" == code(refused)


def test_a_header_told_twice_is_not_believed(serve: Callable[..., TestClient]) -> None:
    """One of the two may be the caller's own."""
    api = serve(("10.1.2.3", 1), access=PROXY)
    twice = [("x-remote-user", "a.partner"), ("x-remote-user", "the.managing.partner")]

    assert 401 == api.get("version", headers=twice).status_code


def test_who_asks_too_often_waits(serve: Callable[..., TestClient]) -> None:
    """`Retry-After` says when to ask again; others are answered meanwhile."""
    api = serve(access=HOLDERS, burst=3, per_minute=6)
    mine, theirs = ({"x-api-key": one} for one in (KEY, OTHER))
    statuses = [api.get("version", headers=mine).status_code for _ in range(4)]
    refused = api.get("version", headers=mine)

    assert [200, 200, 200, 429] == statuses
    assert "rate-limited" == code(refused)
    assert 1 <= int(refused.headers["retry-after"]) <= 10
    assert 200 == api.get("version", headers=theirs).status_code


def test_a_bucket_fills_by_the_second() -> None:
    """A large job is let in and paid for later."""
    now = [0.0]
    rates = RateLimiter(per_second=2.0, burst=4, clock=lambda: now[0])

    assert 0 == rates.take("a")
    rates.charge("a", 9.0)
    assert 4 == rates.take("a")
    now[0] = 3.4
    assert 1 == rates.take("a")
    now[0] = 3.6
    assert 0 == rates.take("a")
    assert 0 == rates.take("b")


def test_only_callers_of_late_are_remembered() -> None:
    """Many addresses do not fill the memory."""
    rates = RateLimiter(per_second=1.0, burst=1)
    for number in range(10_050):
        rates.take(str(number))

    assert 10_000 == len(rates._buckets)  # noqa: SLF001 - what is kept is the promise


def test_nothing_confidential_is_logged(
    serve: Callable[..., TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    """A line of log names route, status, time and key, and no word that was sent."""
    api = serve(access=HOLDERS)
    with caplog.at_level(logging.INFO, logger="advisor.web"):
        told = {"scenario": "Whisper v. Shout", "recipients": [{"name": "Jane Roe"}]}
        api.post("check", json=told, headers={"x-api-key": KEY})
        api.get("norms?text=whisper", headers={"x-api-key": KEY})
        api.get("norms/whisper", headers={"x-api-key": KEY})
        api.post("check?whisper=1", json={"whisper": 1}, headers={"x-api-key": KEY})
    text = caplog.text

    assert "POST /check 200" in text
    assert "dms" in text
    assert not [one for one in ("hisper", "Roe", KEY) if one in text]


def test_a_fault_spills_nothing(
    serve: Callable[..., TestClient],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What nobody foresaw is an internal error with a name to report it by."""

    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("the case of Whisper v. Shout")

    api = serve()
    monkeypatch.setattr(Corpus, "advise", break_down)
    with caplog.at_level(logging.INFO, logger="advisor.web"):
        failed = api.post("check", json={"scenario": "Whisper v. Shout"})

    assert 500 == failed.status_code
    assert "internal-error" == code(failed)
    assert failed.json()["instance"] in caplog.text
    assert "RuntimeError" in caplog.text
    assert "Whisper" not in caplog.text + failed.text


def test_a_disagreement_is_no_answer(
    serve: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two evaluators disagree there is no opinion, and the norm is named."""

    def disagree(*_: object, **__: object) -> None:
        raise EngineFailure("two evaluators disagree", norm="zz/rules#label")

    api = serve()
    monkeypatch.setattr(Corpus, "advise", disagree)
    failed = api.post("check", json={})

    assert 500 == failed.status_code
    assert "engine-failure" == code(failed)
    assert "zz/rules#label" == failed.json()["errors"][0]["where"]


def test_what_takes_too_long_is_given_up(
    serve: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow answer ends in time, and health is answered while it works."""
    ready = threading.Event()

    def dawdle(*_: object, **__: object) -> None:
        ready.wait(5)

    monkeypatch.setattr(Corpus, "advise", dawdle)
    with serve(seconds=0.2, threads=1, waiting=0) as api:
        began = time.monotonic()
        slow = api.post("check", json={})
        busy = api.post("check", json={})
        took = time.monotonic() - began
        health = api.get("health")
        ready.set()

    assert 503 == slow.status_code
    assert "too-slow" == code(slow)
    assert "busy" == code(busy)
    assert "2" == busy.headers["retry-after"]
    assert 200 == health.status_code
    assert took < 3


def test_requests_leave_nothing_behind(serve: Callable[..., TestClient]) -> None:
    """After many requests there is no more in memory than after some."""
    api = serve(burst=1_000)

    def asked(times: int) -> int:
        for _ in range(times):
            assert 200 == api.post("check", json={"facts": {}}).status_code
        gc.collect()
        return len(gc.get_objects())

    some = asked(50)

    assert asked(150) - some < 150


def test_no_other_site_may_ask(api: TestClient) -> None:
    """A page elsewhere is told nothing that a browser would let it read."""
    asked = api.get("version", headers={"origin": "https://elsewhere.example"})
    preflight = api.options("check", headers={"origin": "https://elsewhere.example"})
    sent = api.post("check", json={}, headers={"origin": "https://elsewhere.example"})

    for one in (asked, preflight, sent):
        assert not [name for name in one.headers if name.startswith("access-control")]
    assert 405 == preflight.status_code
    assert "strange-origin" == code(sent)


def test_a_strange_name_is_not_answered(api: TestClient) -> None:
    """A name that somebody pointed at this machine is refused, in the form of every problem."""
    refused = api.get("version", headers={"host": "elsewhere.example"})

    assert 421 == refused.status_code
    assert "strange-host" == code(refused)


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ([], 1),
        (["# none"], 1),
        (["dms sha256:abc"], 1),
        ([key_line("dms", KEY), "a key"], 2),
        ([key_line("dms", KEY), key_line("crm", KEY)], 2),
    ],
)
def test_a_file_of_keys_is_read_strictly(lines: list[str], number: int) -> None:
    """A line that is no key is told with its number, and not passed over."""
    with pytest.raises(BadKeys) as bad:
        read_keys(lines)

    assert number == bad.value.line


def test_callers_are_told_apart_by_address() -> None:
    """Where nobody signs on, an address is a caller."""
    scopes: list[Any] = [{"client": (one, 1)} for one in ("10.0.0.1", "10.0.0.2")]

    assert 2 == len({Open().caller(one).bucket for one in scopes})
    assert {"open"} == {Open().caller(one).label for one in scopes}
