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

from advisor.engine.durable import Durable, Unavailable, load
from advisor.engine.planes import Planes
from advisor.engine.port import Engine
from advisor.engine.reference import Reference
from advisor.model.law import Law
from advisor.model.scenarios import Scenario
from advisor.model.truth import Truth

# The second is walked at first and compiled on the way.
ENGINES: list[Callable[[Law], Engine]] = [Planes, partial(Planes, patience=3)]
try:
    load()
except Unavailable:
    pass  # where it cannot be had, the others are still held to one meaning
else:
    ENGINES.append(Durable)


@given(laws(), questions)
def test_every_engine_finds_the_same_truth_of_every_proposition(
    law: Law, asked: list[tuple[Scenario, date]]
) -> None:
    """
    durable_rules, the generated functions and the plain recursion never disagree.

    Neither where all groups are asked for at once nor where one follows another.
    """
    reference = Reference(law)
    engines = [engine(law) for engine in ENGINES]
    every = groups(law)
    for scenario, day in asked:
        expected = reference.consider(scenario, day).truths(every)
        for engine in engines:
            assert expected == engine.consider(scenario, day).truths(every)
            considered = engine.consider(scenario, day)
            found = {}
            for group in every:
                found.update(considered.truths([group]))
            assert expected == found


@given(st.data(), laws(), scenarios(), days)
def test_variants_are_answered_together_as_they_are_apart(
    data: st.DataObject, law: Law, scenario: Scenario, day: date
) -> None:
    """Each of many variants gets the answer that it would get as a scenario of its own."""
    planes = Planes(law)
    every = groups(law)
    several = data.draw(st.lists(variants(scenario), min_size=1, max_size=6))
    many = planes.consider_many(scenario, day, several)
    found = many.planes(every)
    for place, variant in enumerate(several):
        apart = planes.consider(changed(scenario, variant), day).truths(every)
        for (name, who), truth in apart.items():
            assert truth is many.truth(found[name], place, who)


@given(st.data(), laws(), scenarios(), days)
def test_one_more_fact_only_settles_what_was_unknown(
    data: st.DataObject, law: Law, scenario: Scenario, day: date
) -> None:
    """A truth that is settled stays what it is, whatever else is told."""
    planes = Planes(law)
    every = groups(law)
    before = planes.consider(scenario, day).truths(every)
    more = data.draw(additions(scenario))
    many = planes.consider_many(scenario, day, more)
    found = many.planes(every)
    for (name, who), truth in before.items():
        if truth is not Truth.UNKNOWN:
            after = {many.truth(found[name], place, who) for place in range(len(more))}
            assert after <= {truth}
