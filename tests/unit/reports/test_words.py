"""Plain words."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.model.authorities import Kind, Weight
from advisor.model.vocabulary import Fact, FactType
from advisor.reports import labels


def test_told_flag() -> None:
    """Flags are yes and no."""
    assert ("yes", "no", "not told") == tuple(labels.told_text(v) for v in (True, False, None))


def test_told_set() -> None:
    """A set is told in the order of its options, with the labels that add something."""
    fact = Fact(
        "tracking.mechanisms",
        FactType.CHOICES,
        "How?",
        options={"pixel": "invisible image", "link": "tracked link"},
    )

    assert "pixel (invisible image) and link" == labels.told_text(
        frozenset({"link", "pixel"}), fact
    )


def test_told_empty() -> None:
    """A set that was told to be empty is not the same as one that was not told."""
    assert "none at all" == labels.told_text(frozenset())


def test_told_date() -> None:
    """Nobody can mistake the month for the day."""
    assert "4 May 2019" == labels.told_text(date(2019, 5, 4))


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
    assert said == labels.wanted(test)


def test_weight_comment() -> None:
    """A comment that binds says that it is guidance to its rule."""
    assert "guidance to a binding rule" == labels.weight_word(Weight.BINDING, Kind.COMMENT)
