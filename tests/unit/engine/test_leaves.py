"""How one test on one fact comes out."""

from __future__ import annotations

from datetime import date

import pytest
from unit.engine.laws import DAY, GROUP, law_of

from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.reference import ReferenceEngine
from advisor.model.conditions import (
    Between,
    During,
    IncludesAll,
    Is,
    Leaf,
    OneOf,
    Only,
    Test,
    Within,
    WithinAll,
)
from advisor.model.scenarios import Scenario
from advisor.model.vocabulary import Value

PIXEL, BOTH = frozenset({"pixel"}), frozenset({"pixel", "link"})


def truth(test: Test, value: Value | None, *, fact: str = "message.x", day: date = DAY) -> str:
    """Find a single truth, by the generated evaluator and by the reference."""
    law = law_of(Leaf(fact, test, "test"))
    scenario = Scenario(facts={} if value is None else {fact: value})
    found = {
        engine.evaluate(scenario, day).truths([GROUP])[f"{GROUP}#norm-0|when", None].value
        for engine in (BitsetEngine(law), ReferenceEngine(law))
    }
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        (Is(value=True), True, "true"),
        (Is(value=False), True, "false"),
        (Is(value=True), 1, "false"),
        (Is(value=True), None, "unknown"),
        (OneOf(PIXEL), "pixel", "true"),
        (OneOf(BOTH), PIXEL, "true"),
        (OneOf(PIXEL), frozenset(), "false"),
        (IncludesAll(BOTH), PIXEL, "false"),
        (IncludesAll(PIXEL), BOTH, "true"),
        (Only(PIXEL), BOTH, "false"),
        (Only(PIXEL), frozenset(), "true"),
        (Between(at_least=13, below=16), 13, "true"),
        (Between(at_least=13, below=16), 16, "false"),
        (Between(above=13, at_most=16), 13, "false"),
        (Between(above=13, at_most=16), 16, "true"),
        (During(date(2018, 5, 25), date(2021, 1, 1)), date(2018, 5, 25), "true"),
        (During(date(2018, 5, 25), date(2021, 1, 1)), date(2021, 1, 1), "false"),
    ],
)
def test_typed_comparison(test: Test, value: Value | None, expected: str) -> None:
    """Each test compares values of its type; another type never passes, absence is unknown."""
    assert expected == truth(test, value)


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        (Within(frozenset({"US"})), "US-IL", "true"),
        (Within(frozenset({"US-IL"})), "US", "unknown"),
        (Within(frozenset({"US-IL"})), "DE", "false"),
        (Within(frozenset({"EU"})), frozenset({"GB", "DE"}), "true"),
        (Within(frozenset({"EU"})), frozenset({"GB"}), "false"),
        (Within(frozenset({"EU"})), frozenset(), "false"),
        (Within(frozenset({"none"})), "none", "true"),
        (Within(frozenset({"none"})), "DE", "false"),
        (Within(frozenset({"DE"})), "none", "false"),
        (WithinAll(frozenset({"EU", "US"})), frozenset({"DE", "US-IL"}), "true"),
        (WithinAll(frozenset({"EU", "US-IL"})), frozenset({"DE", "US"}), "unknown"),
        (WithinAll(frozenset({"EU", "US"})), frozenset({"DE"}), "false"),
    ],
)
def test_places(test: Test, value: Value, expected: str) -> None:
    """A place lies within its unions; told too coarsely it leaves the question open."""
    assert expected == truth(test, value)


def test_membership_is_dated() -> None:
    """The same place lies within a union on one day and no longer on another."""
    within = Within(frozenset({"EU"}))

    assert "true" == truth(within, "GB", day=date(2020, 1, 31))
    assert "false" == truth(within, "GB", day=date(2020, 2, 1))


def test_one_engine_answers_for_many_days() -> None:
    """What was found for one day is never taken for another."""
    engine = BitsetEngine(law_of(Leaf("message.x", Within(frozenset({"EU"})), "EU")))
    scenario = Scenario(facts={"message.x": "GB"})
    days = [date(1900 + year, 1, 1) for year in range(200)]

    for _ in range(2):
        found = [
            next(iter(engine.evaluate(scenario, day).truths([GROUP]).values())) for day in days
        ]
        expected = [1973 <= day.year <= 2020 for day in days]  # out on 1 February 2020
        assert expected == [truth.value == "true" for truth in found]


def test_the_message_is_of_the_day_that_is_asked_about() -> None:
    """The date of the message is the as-of date unless told."""
    since = During(start=date(2026, 1, 1))

    assert "true" == truth(since, None, fact="message.date", day=date(2026, 1, 1))
    assert "false" == truth(since, None, fact="message.date", day=date(2025, 12, 31))
    assert "true" == truth(since, DAY, fact="message.date", day=date(2025, 12, 31))


def test_a_value_is_never_taken_for_its_equal_of_another_type() -> None:
    """`1` after `True` is still no flag, though Python calls them equal."""
    engine = BitsetEngine(law_of(Leaf("message.x", Is(value=True), "true")))
    found = [
        next(
            iter(
                engine.evaluate(Scenario(facts={"message.x": value}), DAY).truths([GROUP]).values()
            )
        )
        for value in (True, 1, 1.0, True)
    ]

    assert ["true", "false", "false", "true"] == [truth.value for truth in found]
