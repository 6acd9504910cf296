"""Whatever breaks in one evaluator, no other opinion leaves: there is none."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from unit.engine.faults import BITS, DURABLE, REFERENCE, RULES, SHARED, WALK, Fault
from unit.engine.module import module

from advisor.advice import Corpus, findings, governing, load
from advisor.diagnostics import EngineFailure
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine, CrossCheckedEvaluation
from advisor.engine.durable import DurableEngine
from advisor.engine.reference import evaluate, prove
from advisor.model.truth import Truth
from advisor.reports.machine.opinion_json import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from advisor.model.conclusions import Conclusion
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.proofs import Proof
    from advisor.model.scenarios import Scenario

HERE = Path(__file__).parent
TESTS = HERE.parents[1]
GOOD = TESTS / "golden" / "good"
EXAMPLE = TESTS.parent / "docs" / "examples" / "settlement-offer.yaml"
DAY = date(2026, 3, 2)


class Alone(CrossCheckedEvaluation):
    """One scenario before one side only: what would leave if nothing were compared."""

    def __init__(self, twice: CrossCheckedEvaluation, *, trusted: bool) -> None:
        super().__init__(twice._checked, twice._considered, twice.view)  # noqa: SLF001 - a copy
        self._trusted = trusted

    def truth(self, proposition: str, condition: Condition, who: int | None) -> Truth:
        """Find what the one side finds; what it finds nothing of is open."""
        found = self._found
        key = (proposition, who) if (proposition, who) in found else (proposition, None)
        return (
            evaluate(condition, self.view, who) if self._trusted else found.get(key, Truth.UNKNOWN)
        )

    def truth_of(self, condition: Condition, who: int | None) -> Truth:
        """Find what the one side finds."""
        if self._trusted:
            return evaluate(condition, self.view, who)
        return self._walked(condition, who)

    def proof(self, proposition: str, condition: Condition, who: int | None) -> Proof:
        """Show what the reference shows, whatever was found."""
        del proposition
        return prove(condition, self.view, who)

    def proof_of(self, condition: Condition, who: int | None) -> Proof:
        """Show what the reference shows, whatever was found."""
        return prove(condition, self.view, who)

    def hold_reasons(self) -> None:
        """Hold nothing."""

    def unions_of(self, code: str) -> frozenset[str]:
        """Find what the one side finds."""
        day = self.view.as_of
        if self._trusted:
            return self.view.law.places.unions_of(code, day)
        return self._checked.day(day)[0].unions_of(code)


class EngineAlone(CrossCheckedEngine):
    """An engine that is trusted."""

    def evaluate(
        self, scenario: Scenario, as_of: date, conclusions: Sequence[Conclusion] = ()
    ) -> Alone:
        """Take up one scenario before the engine only."""
        return Alone(super().evaluate(scenario, as_of, conclusions), trusted=False)


class ReferenceAlone(CrossCheckedEngine):
    """The reference, trusted."""

    def evaluate(
        self, scenario: Scenario, as_of: date, conclusions: Sequence[Conclusion] = ()
    ) -> Alone:
        """Take up one scenario before the reference only."""
        return Alone(super().evaluate(scenario, as_of, conclusions), trusted=True)


@cache
def laws() -> tuple[tuple[Law, tuple[Scenario, ...]], ...]:
    """Load two small laws, each with the scenarios that are put to it."""
    put = (
        (load(HERE / "law", bundled=False), sorted((HERE / "edges").glob("*.yaml"))),
        (load(GOOD / "_ground", bundled=False), sorted(GOOD.glob("*/scenario.yaml"))),
    )
    return tuple((corpus.law, tuple(map(corpus.scenario, files))) for corpus, files in put)


@cache
def bundled() -> tuple[tuple[Law, tuple[Scenario, ...]], ...]:
    """Load the bundled law with the example that the first page shows."""
    corpus = load()
    return ((corpus.law, (corpus.scenario(EXAMPLE),)),)


def answers(
    name: str, kind: type[CrossCheckedEngine], put: Iterable[tuple[Law, tuple[Scenario, ...]]]
) -> list[str | None]:
    """Answer every scenario; `None` where there is no opinion."""
    found: list[str | None] = []
    for law, scenarios in put:
        corpus = Corpus(
            law, kind(law, DurableEngine(law) if name == DURABLE else BitsetEngine(law))
        )
        for scenario in scenarios:
            try:
                opinion = corpus.advise(scenario, as_of=scenario.as_of or DAY)
            except EngineFailure:
                found.append(None)
            else:
                found.append(as_json(opinion, law))
    return found


@cache
def right(name: str) -> list[str | None]:
    """Answer every scenario without a fault."""
    return answers(name, CrossCheckedEngine, laws())


def each(faults: Iterable[Fault]) -> list[Any]:
    """Name each fault with each engine that it is put into."""
    return [
        pytest.param(fault, name, id=f"{fault.name}, {name}")
        for fault in faults
        for name in fault.engines
    ]


def assert_refused(
    fault: Fault, name: str, alone: type[CrossCheckedEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hold that a fault which changes opinions where nothing is compared leaves none."""
    if name == DURABLE:
        module()
    expected = right(name)
    assert None not in expected
    fault.put(monkeypatch)
    with pytest.MonkeyPatch.context() as trusting:
        for room in (findings, governing):
            trusting.setattr(room, "held", lambda proof, _: proof)
        assert expected != answers(name, alone, laws())
    found = answers(name, CrossCheckedEngine, laws())

    assert None in found
    assert_no_other(found, expected)


def assert_no_other(found: Iterable[str | None], expected: Iterable[str | None]) -> None:
    """Hold that each answer is the right one, or none."""
    for answer, before in zip(found, expected, strict=True):
        assert answer in {None, before}


@pytest.mark.parametrize(("fault", "name"), each([*SHARED, *RULES, *BITS, *WALK]))
def test_a_fault_in_what_answers_leaves_no_opinion(
    fault: Fault, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in any part of the engine's side that would change an opinion ends in a failure."""
    assert_refused(fault, name, EngineAlone, monkeypatch)


@pytest.mark.parametrize(("fault", "name"), each(REFERENCE))
def test_a_fault_in_the_reference_leaves_no_opinion(
    fault: Fault, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So does a fault in what checks."""
    assert_refused(fault, name, ReferenceAlone, monkeypatch)


def test_the_example_of_the_first_page_never_gets_another_verdict(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Misread tests once turned its five breaches into none, and it was called checked."""
    module()
    expected = answers(DURABLE, CrossCheckedEngine, bundled())
    refused = set()
    for fault in SHARED:
        with monkeypatch.context() as patch:
            fault.put(patch)
            found = answers(DURABLE, CrossCheckedEngine, bundled())
        assert_no_other(found, expected)
        if found == [None]:
            refused.add(fault.name)

    assert {
        "compiled test: is",
        "compiled test: one-of",
        "no unions are known",
    } <= refused
