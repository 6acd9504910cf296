"""A remedy cures, and nothing in it is idle."""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations, product

from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st
from properties.drawn import answer, corpora, told
from properties.strategies import Chooser, days, scenarios

from advisor.advice import Corpus
from advisor.model.scenarios import Scenario
from advisor.model.vocabulary import Control
from advisor.remedies import Remedies, Remedy, find_remedies
from advisor.remedies.change_options import ChangeOptions
from advisor.remedies.find import breached

MANY = 40
TRIES = 6
EXAMPLES = min(settings().max_examples, 100)  # each draws laws until one is broken
# Most laws made at random are broken by nothing.
PATIENT = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]


def cures(corpus: Corpus, scenario: Scenario, day: date) -> bool:
    """Return whether nothing that governs is breached."""
    return not breached(corpus.advise(scenario, as_of=day))


@st.composite
def broken(draw: st.DrawFn) -> tuple[Corpus, Scenario, date]:
    """Find a law and a scenario that breaches it, in a few tries."""
    corpus, day = draw(corpora(strict=True)), draw(days)
    choose = Chooser(draw)
    for _ in range(TRIES):
        scenario = draw(scenarios())
        if choose.below(2):
            scenario = told(choose, scenario, kept=frozenset())
        if not cures(corpus, scenario, day):
            return corpus, scenario, day
    return reject()


def found_for(corpus: Corpus, scenario: Scenario, day: date) -> Remedies:
    """Look for remedies of up to three changes, or more where none of these cures."""
    return find_remedies(corpus, scenario, as_of=day, most=MANY)


def after(scenario: Scenario, remedy: Remedy, kept: tuple[int, ...]) -> Scenario:
    """Make only some of the changes of a remedy."""
    for at in kept:
        scenario = remedy.changes[at].applied(scenario)
    return scenario


@settings(max_examples=EXAMPLES, suppress_health_check=PATIENT)
@given(broken())
def test_every_remedy_cures_and_no_part_of_it_does(
    case: tuple[Corpus, Scenario, date],
) -> None:
    """Made together the changes end every breach; leave any of them out and one stays."""
    corpus, scenario, day = case
    for remedy in found_for(corpus, scenario, day).remedies:
        numbers = range(len(remedy.changes))
        assert cures(corpus, after(scenario, remedy, tuple(numbers)), day)
        proper = chain.from_iterable(combinations(numbers, size) for size in numbers)
        for kept in proper:
            assert not cures(corpus, after(scenario, remedy, kept), day)


@settings(max_examples=EXAMPLES, suppress_health_check=PATIENT)
@given(broken())
def test_nobody_is_asked_to_change_what_is_not_theirs_or_ours(
    case: tuple[Corpus, Scenario, date],
) -> None:
    """Fixed facts stay as they are, and smaller sets come first, ours before theirs."""
    corpus, scenario, day = case
    found = found_for(corpus, scenario, day).remedies
    controls = {one.fact.control for remedy in found for one in remedy.changes}
    assert Control.FIXED not in controls
    order = [(len(one.changes), one.theirs) for one in found]
    assert sorted(order) == order


@settings(max_examples=EXAMPLES, suppress_health_check=PATIENT)
@given(broken(), st.data())
def test_no_small_set_that_cures_is_missed(
    case: tuple[Corpus, Scenario, date], data: st.DataObject
) -> None:
    """Where changing one or two facts at random cures, some remedy changes no other facts."""
    choose = Chooser(data.draw)
    corpus, scenario, day = case
    found = found_for(corpus, scenario, day)
    assume(found.cures <= MANY)
    shown = [
        frozenset((one.fact.name, one.who) for one in remedy.changes) for remedy in found.remedies
    ]
    answers = corpus.prospects.answers(day)
    options = ChangeOptions(corpus.law, answers, scenario, day)
    facts = [one for one in corpus.law.vocabulary.facts.values() if options.may_change(one.name)]
    places = [
        (one.name, who)
        for one in facts
        if one.name != "message.date"
        for who in (range(len(scenario.people)) if one.entity == "recipient" else (None,))
    ]
    for one, other in product(places, repeat=2):
        changed = scenario
        for fact, who in {one, other}:
            value = answer(choose, fact)
            before = scenario.value(fact, who)
            if isinstance(value, frozenset) and isinstance(before, frozenset):
                value = value | before if choose.below(2) else value & before
            changed = changed.told(fact, value, who)
        if cures(corpus, changed, day):
            assert any(places <= {one, other} for places in shown)
            return
