"""The bundled law, once for all tests of tables."""

from __future__ import annotations

import pytest

from advisor.advice import Corpus, load
from advisor.engine.planes import Planes


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Load the bundled law with its cases and the quickest engine."""
    loaded = load(cases=True)
    return Corpus(loaded.law, Planes(loaded.law))
