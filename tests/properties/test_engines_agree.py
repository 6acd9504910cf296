"""One meaning, however it is evaluated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import (
    additions,
    changed,
    days,
    groups,
    laws,
    questions,
    scenarios,
    variants,
)

from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.durable import DurableEngine, Unavailable, load_module
from advisor.engine.protocols import Engine
from advisor.engine.reference import ReferenceEngine
from advisor.model.law import Law
from advisor.model.scenarios import Scenario
from advisor.model.truth import Truth

# The second is walked at first and compiled on the way.
ENGINES: list[Callable[[Law], Engine]] = [BitsetEngine, partial(BitsetEngine, patience=3)]
try:
    load_module()
except Unavailable:
    pass  # where it cannot be had, the others are still held to one meaning
else:
    ENGINES.append(DurableEngine)


@given(laws(), questions)
def test_every_engine_finds_the_same_truth_of_every_proposition(
    law: Law, asked: list[tuple[Scenario, date]]
) -> None:
    """
    durable_rules, the generated functions and the plain recursion never disagree.

    Neither where all groups are asked for at once nor where one follows another.
    """
    reference = ReferenceEngine(law)
    engines = [engine(law) for engine in ENGINES]
    every = groups(law)
    for scenario, day in asked:
        expected = reference.evaluate(scenario, day).truths(every)
        for engine in engines:
            assert expected == engine.evaluate(scenario, day).truths(every)
            considered = engine.evaluate(scenario, day)
            found = {}
            for group in every:
                found.update(considered.truths([group]))
            assert expected == found


@given(st.data(), laws(), scenarios(), days)
def test_variants_are_answered_together_as_they_are_apart(
    data: st.DataObject, law: Law, scenario: Scenario, day: date
) -> None:
    """Each of many variants gets the answer that it would get as a scenario of its own."""
    planes = BitsetEngine(law)
    every = groups(law)
    several = data.draw(st.lists(variants(scenario), min_size=1, max_size=6))
    many = planes.evaluate_many(scenario, day, several)
    found = many.planes(every)
    for place, variant in enumerate(several):
        apart = planes.evaluate(changed(scenario, variant), day).truths(every)
        for (name, who), truth in apart.items():
            assert truth is many.truth(found[name], place, who)


@given(st.data(), laws(), scenarios(), days)
def test_one_more_fact_only_settles_what_was_unknown(
    data: st.DataObject, law: Law, scenario: Scenario, day: date
) -> None:
    """A truth that is settled stays what it is, whatever else is told."""
    planes = BitsetEngine(law)
    every = groups(law)
    before = planes.evaluate(scenario, day).truths(every)
    more = data.draw(additions(scenario))
    many = planes.evaluate_many(scenario, day, more)
    found = many.planes(every)
    for (name, who), truth in before.items():
        if truth is not Truth.UNKNOWN:
            after = {many.truth(found[name], place, who) for place in range(len(more))}
            assert after <= {truth}
