"""A law of two small lands, and an interview under it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.advice import Corpus, load
from advisor.interview import Interview

LAW = Path(__file__).parent / "law"
DAY = date(2026, 3, 2)


@pytest.fixture(scope="session")
def lands() -> Corpus:
    """Load the law."""
    return load(LAW, bundled=False, engine="planes")


@pytest.fixture
def begun(lands: Corpus) -> Interview:
    """Begin, with nothing told."""
    return Interview(lands, DAY)
