"""The bundled law over every possible scenario: what no case can show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from advisor.advice import Corpus, load
from advisor.model.conclusions import Remaining
from advisor.model.norms import Outcome
from advisor.model.opinions import Finding
from advisor.model.scenarios import Scenario
from advisor.proof.law_of_day import ProvableDay
from advisor.proof.law_tests import LawTests
from advisor.proof.norm_rails import NormRails
from advisor.proof.prove import ProofReport, prove_law
from advisor.proof.scenario_literals import scenario_literals

DAY = date(2026, 3, 2)
SILENT = {Outcome.INAPPLICABLE, Outcome.UNDETERMINED}
EVERY, PEOPLE = 25, 2
"""Of so many cases one is held against the encoding; of more people none is."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the bundled law with its cases."""
    return load(cases=True)


@pytest.fixture(scope="module")
def report(corpus: Corpus) -> ProofReport:
    """Prove the law of one day."""
    return prove_law(corpus, (DAY,))


def test_no_norm_is_dead(report: ProofReport) -> None:
    """Every norm can apply, be met and be breached, and no exception swallows one."""
    assert [] == [flaw for flaw in report.flaws if flaw.kind.is_error]


def test_a_third_recipient_changes_nothing(corpus: Corpus, report: ProofReport) -> None:
    """What holds of messages to two people holds of messages to three."""
    of_three = prove_law(corpus, (DAY,), people=3)

    assert [(flaw.kind, flaw.subjects) for flaw in report.flaws] == [
        (flaw.kind, flaw.subjects) for flaw in of_three.flaws
    ]


def _exact(corpus: Corpus) -> Iterator[tuple[Scenario, date]]:
    """Walk over scenarios of cases, closed, in which each fact that is known has one value."""
    exact = corpus.law.places.exact_on(DAY)
    whole = set(corpus.law.places.names) - set(exact)
    for case in corpus.law.cases:
        scenario = case.scenario
        day = scenario.as_of
        if day is None or scenario.recipients is None or len(scenario.people) > PEOPLE:
            continue
        if scenario.facts.get("message.date", day) != day or scenario.sent_within is not None:
            continue
        closed = corpus.engine.close(scenario, day).closed
        told = [closed.facts, *(person.facts for person in closed.people)]
        values = [value for facts in told for value in facts.values()]
        named = {one for value in values for one in _names(value)}
        if named.isdisjoint(whole) and not any(isinstance(one, Remaining) for one in values):
            yield closed, day


def _names(value: object) -> frozenset[str]:
    if isinstance(value, frozenset):
        return value
    return frozenset({value}) if isinstance(value, str) else frozenset()


def _outcome(norm: NormRails, held: frozenset[int]) -> Outcome:
    """Return what a norm comes to in a model, as the tables of the policy language say it."""
    if norm.applies.true in held:
        if norm.met in held:
            return Outcome.MET
        if norm.disregarded in held:
            return norm.instance.norm.modality.disregarded
        return Outcome.OPEN
    if norm.applies.false not in held:
        return Outcome.UNDETERMINED
    is_silent = norm.governs.false in held or norm.when.false in held
    lifted = any(exception.true in held for exception in norm.exceptions)
    return Outcome.DEFEATED if lifted and not is_silent else Outcome.INAPPLICABLE


def _found(findings: tuple[Finding, ...], norm: NormRails, people: list[str]) -> Outcome | None:
    """Return what became of a norm; `None` of law that may govern in a place nobody named."""
    name = None if norm.who is None else people[norm.who]
    for finding in findings:
        about = finding.norm.id, finding.jurisdiction, finding.recipient
        if about == (norm.instance.norm.id, norm.instance.jurisdiction, name):
            return finding.outcome
    return None


def test_the_encoding_is_the_opinion(corpus: Corpus) -> None:
    """Of cases all over the law, each norm comes to what a whole opinion says of it."""
    tests = LawTests([corpus.law])
    compared = 0
    for scenario, day in list(_exact(corpus))[::EVERY]:
        provable = ProvableDay(corpus, day, tests)
        people = [person.name for person in scenario.people]
        norms = [
            norm
            for instance in (*provable.governing, *provable.standing_in)
            for norm in provable.norms.each(instance)
            if people or norm.who is None
        ]
        for norm in norms:
            assert norm.met
            assert norm.disregarded
        assert provable.can(*scenario_literals(provable.encoder, scenario))
        held = provable.solver.held()
        findings = corpus.advise(scenario, as_of=day, everything=True).findings
        for norm in norms:
            if norm.there in held:
                found, encoded = _found(findings, norm, people), _outcome(norm, held)
                allowed = SILENT if found is None else {found}
                assert encoded in allowed, (norm.id, norm.who, scenario.title)
                compared += found is not None
        provable.close()
    assert compared > 1_000
