"""durable_rules, driven where it does not err."""

from __future__ import annotations

import threading
from itertools import product
from pathlib import Path

import pytest
from unit.engine.laws import DAY, GROUP, deep, flag, law_of, told
from unit.engine.module import module

from advisor.engine.durable import DurableEngine
from advisor.engine.reference import ReferenceEngine
from advisor.model.conditions import All, Condition, Every, Nor, Some
from advisor.model.conditions import Any as AnyOf
from advisor.model.law import Law
from advisor.model.scenarios import Scenario
from advisor.model.vocabulary import Value

module()


def agree(law: Law, *scenarios: Scenario) -> None:
    """Hold durable_rules to the reference."""
    durable, reference = DurableEngine(law), ReferenceEngine(law)
    for scenario in scenarios:
        expected = reference.evaluate(scenario, DAY).truths([GROUP])
        assert expected == durable.evaluate(scenario, DAY).truths([GROUP])


def some_of(count: int) -> list[Scenario]:
    """Tell flags in several patterns: all, none, one, every second, every third."""
    patterns = [
        dict.fromkeys(range(count), True),
        dict.fromkeys(range(count), False),
        {0: True},
        {count - 1: False},
        {place: bool(place & 1) for place in range(count)},
        {place: bool(place & 2) for place in range(0, count, 3)},
    ]
    return [told({}, **{f"f{place}": to for place, to in one.items()}) for one in patterns]


def flags(count: int) -> list[Condition]:
    """Test so many flags."""
    return [flag(f"message.f{place}") for place in range(count)]


@pytest.mark.parametrize(
    "condition",
    [
        All(tuple(flags(300))),
        AnyOf(tuple(flags(300))),
        Nor(tuple(flags(90))),
        All(tuple(AnyOf(tuple(flags(90)[at : at + 9])) for at in range(0, 90, 9))),
        AnyOf(tuple(All(tuple(flags(90)[at : at + 9])) for at in range(0, 90, 9))),
        deep(60),
    ],
    ids=["long all", "long any", "long none", "all of any", "any of all", "deep"],
)
def test_conditions_larger_than_a_rule(condition: Condition) -> None:
    """What passes a limit of the engine is cut into parts of earlier strata."""
    agree(law_of(condition), *some_of(300))


def test_many_norms_on_the_same_facts() -> None:
    """A crowd of norms on few facts stays within what one fact may match."""
    pairs = [All(pair) for pair in product(flags(12), repeat=2)]
    agree(law_of(*pairs), *some_of(12))


def test_derived_facts_in_layers_and_quantifiers() -> None:
    """Strata are found one after the other, for each recipient and over all of them."""
    derived: dict[str, Condition] = {
        "recipient.d0": AnyOf((flag("recipient.x"), flag("message.f0"))),
        "message.d1": Some(Nor((flag("recipient.d0"),))),
        "message.d2": All((Every(flag("recipient.d0")), flag("message.d1", value=False))),
        "recipient.d3": All((flag("message.d2"), flag("recipient.y"))),
    }
    law = law_of(
        flag("recipient.d3"), Some(flag("recipient.d3")), flag("message.d1"), derived=derived
    )
    people: list[dict[str, Value]] = [{}, {"recipient.x": True}, {"recipient.x": False}]
    people += [{"recipient.x": True, "recipient.y": value} for value in (True, False)]
    agree(
        law,
        Scenario(),
        told(),
        told(*people),
        told(*people, f0=True),
        told(*people, f0=False),
        *(told(person) for person in people),
        *(told(person, f0=False) for person in people),
    )


def test_it_says_which_release_answers() -> None:
    """The version is the one that is pinned."""
    assert "durable 2.0.28" == DurableEngine(Law()).version


def test_an_unknown_group_has_no_propositions() -> None:
    """Asking for what the law does not have is answered with nothing."""
    assert {} == DurableEngine(Law()).evaluate(Scenario(), DAY).truths(["no/such"])


def test_no_thread_is_left_running() -> None:
    """Nothing runs beside the call that asked."""
    before = threading.active_count()
    agree(law_of(flag("message.f0")), *some_of(2))

    assert before == threading.active_count()


def test_eight_threads_get_the_answers_of_one() -> None:
    """One engine answers from many threads at once what it answers from one."""
    conditions = [
        All((one, AnyOf((two, flag("message.d"))))) for one, two in product(flags(6), repeat=2)
    ]
    law = law_of(*conditions, derived={"message.d": AnyOf(tuple(flags(3)))})
    scenarios = some_of(6)
    reference = ReferenceEngine(law)
    expected = [reference.evaluate(one, DAY).truths([GROUP]) for one in scenarios]
    durable = DurableEngine(law)
    wrong: list[int] = []
    ready = threading.Barrier(8)

    def ask() -> None:
        ready.wait()
        for _ in range(20):
            for place, scenario in enumerate(scenarios):
                if durable.evaluate(scenario, DAY).truths([GROUP]) != expected[place]:
                    wrong.append(place)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == wrong


def test_memory_stays_where_it_is() -> None:
    """Thousands of evaluations leave nothing behind."""
    durable = DurableEngine(law_of(*(All((one, two)) for one, two in product(flags(6), repeat=2))))
    scenarios = some_of(6)

    def resident(evaluations: int) -> int:
        for place in range(evaluations):
            durable.evaluate(scenarios[place % len(scenarios)], DAY).truths([GROUP])
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096

    assert resident(500) + 2_000_000 > resident(6000)
