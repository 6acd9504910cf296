"""What the tests of the mail reader share."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures" / "mail"


def fixture_lines(name: str) -> list[str]:
    """Return the lines of a fixture, each a piece of HTML."""
    return (FIXTURES / f"{name}.txt").read_text("utf-8").splitlines()


@pytest.fixture(autouse=True)
def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to reach a network fail the test that makes it."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a message was read, and something reached for the network")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refused)
