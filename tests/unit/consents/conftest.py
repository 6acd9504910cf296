"""The law whose words a register uses."""

from __future__ import annotations

import pytest

from advisor.advice import Corpus, load
from advisor.model.law import Law


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Load the law that comes with the program."""
    return load()


@pytest.fixture(scope="session")
def law(corpus: Corpus) -> Law:
    """Return that law."""
    return corpus.law
