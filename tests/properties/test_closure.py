"""What follows from what was told: sound, monotone, free of order, and found twice alike."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st
from properties.related import DAY, STAND_FOR_OTHERS, is_possible, related, told_at_random

from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.closure.closing import ScenarioCloser
from advisor.engine.closure.domains import FactDomains, affirms, is_narrowed
from advisor.model.conclusions import ClosedScenario, FactAt, Remaining
from advisor.model.law import Law
from advisor.model.scenarios import Scenario
from advisor.model.vocabulary import FactType, Value
from advisor.values import replace


def _close(law: Law, scenario: Scenario) -> ClosedScenario:
    """Close a scenario by both closures, which must agree."""
    return ScenarioCloser(law).close(scenario, DAY)


def _left(law: Law, closed: ClosedScenario) -> dict[FactAt, frozenset[Value]]:
    """Return the values that are left of each fact that was told or narrowed."""
    domains, left = FactDomains(law, DAY), {}
    people = range(len(closed.told.people))
    for name, fact in law.vocabulary.facts.items():
        for who in people if name.startswith("recipient.") else (None,):
            known = closed.closed.value(name, who)
            if known is None or not is_narrowed(fact):
                continue
            if isinstance(known, Remaining):
                left[name, who] = known.values
            elif fact.type is FactType.PLACE:
                left[name, who] = domains.within(str(known))
            else:
                left[name, who] = frozenset({known})
    return left


@given(related())
def test_what_is_concluded_holds_in_every_possible_completion(
    drawn: tuple[Law, Scenario, Scenario, Scenario],
) -> None:
    """No part of a possible scenario is contradictory, and no conclusion excludes the whole."""
    law, whole, part, _ = drawn
    assume(is_possible(law, whole))
    closed = _close(law, part)
    assert closed.contradiction is None
    for (fact, who), values in _left(law, closed).items():
        if law.vocabulary.facts[fact].type not in STAND_FOR_OTHERS:
            assert whole.value(fact, who) in values
    for fact, who in closed.muted:
        value = whole.value(fact, who)
        assert value is None or not affirms(value)


@given(related())
def test_telling_more_only_settles_more(drawn: tuple[Law, Scenario, Scenario, Scenario]) -> None:
    """What follows from less still follows from more."""
    law, whole, part, less = drawn
    assume(is_possible(law, whole))
    more, fewer = _close(law, part), _close(law, less)
    after = _left(law, more)
    for about, values in _left(law, fewer).items():
        if law.vocabulary.facts[about[0]].type not in STAND_FOR_OTHERS:
            assert after[about] <= values
    told = {about for about in fewer.muted if part.value(*about) is not None}
    assert fewer.muted - told <= more.muted


@given(told_at_random(), st.randoms(use_true_random=False))
def test_the_order_of_relations_is_of_no_consequence(
    drawn: tuple[Law, Scenario, Scenario], random: object
) -> None:
    """Relations in another order conclude the same, and contradict the same."""
    law, told, _ = drawn
    relations = list(law.vocabulary.relations)
    random.shuffle(relations)  # type: ignore[attr-defined]
    other = replace(law, vocabulary=replace(law.vocabulary, relations=tuple(relations)))
    here, there = _close(law, told), _close(other, told)
    assert bool(here.contradiction) is bool(there.contradiction)
    assert _left(law, here) == _left(law, there)
    assert here.muted == there.muted


@given(told_at_random())
def test_what_was_concluded_concludes_nothing_more(drawn: tuple[Law, Scenario, Scenario]) -> None:
    """Told what was concluded, a scenario closes to the same."""
    law, told, _ = drawn
    closed = _close(law, told)
    assume(closed.contradiction is None)
    again = told
    for item in closed.conclusions:
        if not isinstance(item.known, Remaining):
            if item.who is not None and again.recipients is None:
                again = replace(again, recipients=again.people)
            again = again.told(item.fact, item.known, item.who)
    assume(again.recipients is not None or told.recipients is None)
    if (again.recipients is None) is (told.recipients is None):
        assert _left(law, _close(law, again)) == _left(law, closed)


@given(told_at_random())
def test_many_variants_close_as_each_does_alone(drawn: tuple[Law, Scenario, Scenario]) -> None:
    """The variants of a scenario conclude in their lanes what each concludes by itself."""
    law, told, other = drawn
    changes = {
        (fact, who): other.value(fact, who)
        for fact in law.vocabulary.facts
        for who in (range(len(told.people)) if fact.startswith("recipient.") else (None,))
        if told.recipients is not None and told.value(fact, who) != other.value(fact, who)
    }
    variants = [{}, changes, *({place: value} for place, value in changes.items())]
    considered = BitsetEngine(law).evaluate_many(told, DAY, variants)
    closing = considered.closing
    if closing is None:
        assert not law.vocabulary.relations
        return
    lanes = considered.lanes
    narrowed = list(closing.narrowed())
    for at, variant in enumerate(variants):
        scenario = told
        for (fact, who), value in variant.items():
            scenario = scenario.told(fact, value, who)
        alone = _close(law, scenario)
        assert bool(considered.contradictory >> lanes.at(at) & 1) is bool(alone.contradiction)
        if alone.contradiction:
            continue
        found = {
            (item.fact, who): item.known
            for item in narrowed
            for who in (range(lanes.recipients) if item.fact.startswith("recipient.") else (None,))
            if item.lanes >> lanes.at(at, who) & 1
        }
        assert found == {(item.fact, item.who): item.known for item in alone.conclusions}
