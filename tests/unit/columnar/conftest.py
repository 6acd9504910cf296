"""The bundled law, once for all tests of tables."""

from __future__ import annotations

import pytest

from advisor.advice import Corpus, load
from advisor.advice.batch.schedule_cache import ScheduleCache
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Load the bundled law with its cases and the quickest engine."""
    loaded = load(cases=True)
    corpus = Corpus(loaded.law, CrossCheckedEngine(loaded.law, BitsetEngine(loaded.law)))
    # Few rows would be answered singly; see test_few_rows.py.
    corpus.__dict__["_plans"] = ScheduleCache(corpus._assembly, few=0)  # noqa: SLF001
    return corpus
