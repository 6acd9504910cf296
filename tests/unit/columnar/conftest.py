"""The bundled law, once for all tests of tables."""

from __future__ import annotations

import pytest

from advisor.advice import Corpus, load
from advisor.advice.many.plans import Plans
from advisor.engine.checked import Checked
from advisor.engine.planes import Planes


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Load the bundled law with its cases and the quickest engine."""
    loaded = load(cases=True)
    corpus = Corpus(loaded.law, Checked(loaded.law, Planes(loaded.law)))
    # Few rows would be answered singly; see test_few_rows.py.
    corpus.__dict__["_plans"] = Plans(corpus._assembly, few=0)  # noqa: SLF001
    return corpus
