"""Consent given and withdrawn on days, before, at and after a message."""

from __future__ import annotations

import pyarrow as pa
import pytest
from properties.tabled import expected, found

from advisor import Corpus, InvalidScenario, load
from advisor.model.law_clock import moved_to
from advisor.model.scenarios import Scenario

BASIS = "eu/gdpr#lawful-basis"
FACTS = {
    "message.direction": "sent",
    "message.date": "2026-03-02",
    "message.kind": "newsletter",
    "message.service_for_children": False,
    "tracking.mechanisms": ["pixel"],
    "tracking.aggregation": "individual",
    "tracking.legal_basis": "consent",
    "firm.established_in": ["DE"],
    "firm.acting_office_in": "DE",
}
AGREED = {
    "name": "The reader",
    "located_in": "DE",
    "age": 40,
    "consented": True,
    "consent_informed": True,
    "consent_specific": True,
    "consent_preticked": False,
    "consent_conditional": False,
    "consent_recorded": True,
    "withdrawal_as_easy": True,
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the bundled law."""
    return load(engine="planes")


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        ({"consented_on": "2026-03-01", "consent_withdrawn": False}, "met"),
        ({"consented_on": "2026-03-02", "consent_withdrawn": False}, "open"),
        ({"consented_on": "2026-03-03", "consent_withdrawn": False}, "breached"),
        ({"consented_on": "2026-01-01", "withdrawn_on": "2026-03-01"}, "breached"),
        ({"consented_on": "2026-01-01", "withdrawn_on": "2026-03-02"}, "open"),
        ({"consented_on": "2026-01-01", "withdrawn_on": "2026-03-03"}, "met"),
    ],
)
def test_only_consent_that_stood_when_the_message_was_sent_counts(
    corpus: Corpus, days: dict[str, object], outcome: str
) -> None:
    """Given too late or taken back before it is none; of the same day it is asked; rows alike."""
    scenario = {"as_of": "2026-06-01", "facts": FACTS, "recipients": [AGREED | days]}
    opinion = corpus.advise(scenario)

    assert [outcome] == [one.outcome.value for one in opinion.findings if one.norm.id == BASIS]
    asked = {one.fact.name for one in opinion.asks}
    same_day = {"recipient.consent_before_sending", "recipient.withdrawn_before_sending"} & asked
    assert bool(same_day) is (outcome == "open")
    row = {"as_of": "2026-06-01", **FACTS, "recipients": [AGREED | days]}
    rows = found(corpus.advise_many(pa.Table.from_pylist([row] * 12)).whole)
    assert [expected(opinion)] * 12 == list(rows.values())


def test_days_and_what_follows_from_them_cannot_differ(corpus: Corpus) -> None:
    """Consent of the day after that was there before is refused, with both facts."""
    person = {"name": "The reader", "consented_on": "2026-03-03", "consent_before_sending": True}
    with pytest.raises(InvalidScenario) as refused:
        corpus.advise({"as_of": "2026-06-01", "facts": FACTS, "recipients": [person]})

    (problem,) = refused.value.diagnostics
    assert "contradictory-facts" == problem.code
    assert "message.date" in problem.what
    assert "consented_on" in problem.what


def test_consent_stays_as_far_from_a_message_that_is_moved(corpus: Corpus) -> None:
    """Asked by the law of another day, the days of consent move with the message."""
    told = {"facts": FACTS, "recipients": [AGREED | {"consented_on": "2026-03-01"}]}
    scenario = corpus.scenario(told, today=None)
    assert isinstance(scenario, Scenario)
    day = scenario.facts["message.date"].replace(year=2020)  # type: ignore[union-attr,call-arg]
    moved = moved_to(scenario, day)

    assert "2020-03-01" == str(moved.people[0].facts["recipient.consented_on"])
