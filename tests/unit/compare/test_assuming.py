"""What governs if one place's law is taken to govern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advisor.advice import Corpus
from advisor.compare.assume_governing_law import assume_governing, on_acts, place_facts
from advisor.model.opinions import Opinion
from advisor.model.scenarios import Scenario
from advisor.model.truth import Truth


def governing(opinion: Opinion) -> set[str]:
    """Return the name of what governs."""
    return {one.jurisdiction for one in opinion.governing if one.truth is Truth.TRUE}


@pytest.mark.parametrize("code", ["ZZ", "YY", "XX"])
def test_a_land_and_its_union(lands: Corpus, tracked: Scenario, code: str) -> None:
    """The land that is assumed governs with the union it lies in, and no other."""
    assert {code, "UU"} == governing(assume_governing(lands, code).advise(tracked))


def test_a_union_alone(lands: Corpus, tracked: Scenario) -> None:
    """The law of a part does not govern because the whole is named."""
    person = tracked.people[0]
    child = replace(person, facts={**person.facts, "recipient.age": 12.0})
    opinion = assume_governing(lands, "UU").advise(replace(tracked, recipients=(child,)))

    assert {"UU"} == governing(opinion)
    assert {"UU"} == {one.jurisdiction for one in opinion.findings if one.governs is Truth.TRUE}


def test_facts_stay_as_told(lands: Corpus, tracked: Scenario) -> None:
    """Assuming that a law governs changes nothing in the scenario of the opinion."""
    assert tracked == assume_governing(lands, "YY").advise(tracked).scenario


def test_the_told_place_changes_nothing(lands: Corpus, tracked: Scenario) -> None:
    """Where the scenario says it happened does not matter."""
    elsewhere = replace(tracked, facts={**tracked.facts, "lawyer.admitted_in": frozenset({"XX"})})
    one, other = (assume_governing(lands, "YY").advise(it) for it in (tracked, elsewhere))

    assert [it.outcome for it in one.findings] == [it.outcome for it in other.findings]
    assert one.verdict is other.verdict


def test_the_law_is_not_touched(lands: Corpus, tracked: Scenario, day: date) -> None:
    """The corpus that was asked answers as before."""
    before = lands.advise(tracked, as_of=day)
    assume_governing(lands, "YY").advise(tracked)

    assert before == lands.advise(tracked, as_of=day)


def test_only_some_acts(lands: Corpus, tracked: Scenario) -> None:
    """A corpus kept to some acts gives the same findings on them."""
    everything = assume_governing(lands, "ZZ").advise(tracked)
    some = on_acts(assume_governing(lands, "ZZ"), ("track-email",)).advise(tracked)

    wanted = [(one.id, one.outcome) for one in everything.findings if one.act == "track-email"]
    assert wanted == [(one.id, one.outcome) for one in some.findings]


def test_facts_of_governing(lands: Corpus) -> None:
    """Only facts about places on which some law's governing turns are put aside."""
    assert {"lawyer.admitted_in", "firm.established_in"} == {
        one.name for one in place_facts(lands.law)
    }
