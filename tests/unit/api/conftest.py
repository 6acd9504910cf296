"""The programs' interface around a law of two small lands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from unit.lands import DAY, law_of_the_lands

from advisor.advice import Corpus
from advisor.web.api.api_settings import ApiSettings
from advisor.web.application import application

Serve = Callable[..., TestClient]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Load the law."""
    return law_of_the_lands()


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
