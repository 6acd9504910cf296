"""Remedies of scenarios whose facts know one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.advice import Corpus, load
from advisor.corpus import read_scenario
from advisor.model.scenarios import Scenario
from advisor.remedies import find_remedies

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "settlement-offer.yaml"
DAY = date(2026, 3, 2)
NOTHING: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the bundled law."""
    return load(engine="planes")


@pytest.fixture(scope="module")
def offer(corpus: Corpus) -> Scenario:
    """Read a tracked settlement offer, its tracker described."""
    scenario, problems = read_scenario(EXAMPLE, corpus.law, today=DAY)
    assert () == problems
    assert scenario is not None
    return scenario


def test_what_describes_a_tracker_goes_with_it(corpus: Corpus, offer: Scenario) -> None:
    """Taking out the pixel cures, although its identifier, captures and purposes are told."""
    found = find_remedies(corpus, offer, as_of=DAY)

    untracked = [
        remedy
        for remedy in found.remedies
        if [(one.fact.name, one.after) for one in remedy.changes]
        == [("tracking.mechanisms", NOTHING)]
    ]
    (remedy,) = untracked
    told = remedy.opinion.scenario
    assert "tracking.identifier" not in told.facts
    assert "lawyer.knows_of_tracking" not in told.facts
    assert "lawyer.admitted_in" in told.facts


def test_every_remedy_is_possible(corpus: Corpus, offer: Scenario) -> None:
    """None leaves facts that cannot all be so: no pixel without a purpose, no informed silence."""
    found = find_remedies(corpus, offer, as_of=DAY)

    assert found.remedies
    for remedy in found.remedies:
        changed = {(one.fact.name, one.after) for one in remedy.changes}
        assert ("tracking.purposes", NOTHING) not in changed
        assert ("tracking.captures", NOTHING) not in changed
        assert corpus.engine.close(remedy.opinion.scenario, DAY).contradiction is None


def test_a_breach_that_rests_on_what_follows_is_curable(corpus: Corpus, offer: Scenario) -> None:
    """A breach by a concluded fact is cured by the told fact from which it follows."""
    facts = {name: told for name, told in offer.facts.items() if name != "matter.before_tribunal"}
    told = Scenario(facts=facts, recipients=offer.recipients)

    found = find_remedies(corpus, told, as_of=DAY)

    assert () == found.incurable
    assert ("tracking.mechanisms", NOTHING) in {
        (one.fact.name, one.after) for remedy in found.remedies for one in remedy.changes
    }
