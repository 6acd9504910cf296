"""A sink for each test, and gates that are stopped when the test is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from services.mail_sink import Sink
from unit.gate.clients import Judges, Running, running


@pytest.fixture
def sink() -> Iterator[Sink]:
    """Return a next hop."""
    with Sink() as one:
        yield one


@pytest.fixture
def gate(tmp_path: Path, sink: Sink) -> Iterator[Callable[..., Running]]:
    """Start gates before the sink, by default with judges who find everything clear."""
    started: list[Running] = []

    def start(judges: Judges | None = None, key: bytes | None = None, **more: object) -> Running:
        started.append(running(tmp_path, sink, judges, key, **more))
        return started[-1]

    yield start
    for one in started:
        one.stop()
