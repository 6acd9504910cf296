"""Stories told by lawyers, staff, IT and opponents, read by the phrases that come with the law."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from advisor import load
from advisor.told import TellingReader

sys.path.insert(0, str(Path(__file__).parent))

from measure import STORIES, measured

RIGHT, SAID, FOLLOWS = 0.97, 0.95, 0.7


@pytest.fixture(scope="module")
def reader() -> TellingReader:
    """Return a reader of the law that comes with the program."""
    return TellingReader(load(engine="reference").law)


@pytest.mark.parametrize("stories", ["open.yaml", "sealed/sealed.yaml", "german.yaml"])
def test_what_is_told_is_offered_and_nothing_else(stories: str, reader: TellingReader) -> None:
    """Nearly all that is offered is right, nearly all that was said is offered, no trap taken."""
    measure = measured(reader, STORIES / stories)
    right, said, follows = measure.shares

    assert [] == measure.traps
    assert right >= RIGHT, measure.wrong
    assert said >= SAID, measure.missed
    assert follows >= FOLLOWS, measure.missed
