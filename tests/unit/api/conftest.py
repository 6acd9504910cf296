"""The programs' interface around a law of two small lands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from advisor.advice import Corpus, load
from advisor.web.api.limits import ApiSettings
from advisor.web.application import application

LAW = Path(__file__).parents[1] / "interview/law"
DAY = date(2026, 3, 2)
Serve = Callable[..., TestClient]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Load the law."""
    return load(LAW, bundled=False, engine="planes")


@pytest.fixture
def serve(corpus: Corpus) -> Serve:
    """Serve the interface as the settings say, seen from one address."""

    def served(client: tuple[str, int] = ("127.0.0.1", 50_000), **settings: object) -> TestClient:
        chosen = ApiSettings(today=lambda: DAY, **settings)  # type: ignore[arg-type]
        app = application(corpus, interface=chosen)
        return TestClient(
            app,
            base_url="http://localhost/api/v1/",
            client=client,
            raise_server_exceptions=False,
        )

    return served


@pytest.fixture
def api(serve: Serve) -> TestClient:
    """Serve it to everybody."""
    return serve()
