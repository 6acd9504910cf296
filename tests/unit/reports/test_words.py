"""Plain words."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.model.authorities import Kind, Weight
from advisor.model.vocabulary import Fact, FactType
from advisor.reports import words


def test_told_flag() -> None:
    """Flags are yes and no."""
    assert ("yes", "no", "not told") == tuple(words.told(v) for v in (True, False, None))


def test_told_set() -> None:
    """A set is told in the order of its options, with the labels that add something."""
    fact = Fact(
        "tracking.mechanisms",
        FactType.CHOICES,
        "How?",
        options={"pixel": "invisible image", "link": "tracked link"},
    )

    assert "pixel (invisible image) and link" == words.told(frozenset({"link", "pixel"}), fact)


def test_told_empty() -> None:
    """A set that was told to be empty is not the same as one that was not told."""
    assert "none at all" == words.told(frozenset())


def test_told_date() -> None:
    """Nobody can mistake the month for the day."""
    assert "4 May 2019" == words.told(date(2019, 5, 4))


@pytest.mark.parametrize(
    ("test", "said"),
    [
        ("true", "yes"),
        ("[client, co-counsel]", "client or co-counsel"),
        ("{at_least: 13, below: 16}", "at least 13, below 16"),
        ("US-IL", "US-IL"),
    ],
)
def test_wanted(test: str, said: str) -> None:
    """A test reads without its brackets."""
    assert said == words.wanted(test)


def test_weight_comment() -> None:
    """A comment that binds says that it is guidance to its rule."""
    assert "guidance to a binding rule" == words.weight(Weight.BINDING, Kind.COMMENT)
