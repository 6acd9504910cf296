"""A small law of an invented union: rules, opinions, a model and its adoption."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor import Corpus, Opinion, load

LAW = Path(__file__).with_name("law")
DAY = "2021-05-01"

Advise = Callable[..., Opinion]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Load the invented law once."""
    return load(LAW, bundled=False)


@pytest.fixture
def advise(corpus: Corpus) -> Advise:
    """Advise on a few facts, told by dotted name, and on people."""

    def told(*people: dict[str, Any], as_of: str = DAY, **facts: object) -> Opinion:
        named = {name.replace("__", "."): value for name, value in facts.items()}
        document = {"as_of": as_of, "facts": named, "recipients": list(people)}
        return corpus.advise(document)

    return told
