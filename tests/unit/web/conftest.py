"""The pages, served."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from advisor.advice import load
from advisor.web.application import application
from advisor.web.settings import ServerSettings


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Serve the pages."""
    settings = ServerSettings(today=lambda: date(2026, 11, 2))
    app = application(load(engine="reference"), settings)
    with TestClient(app, base_url="http://127.0.0.1:8710") as found:
        yield found
