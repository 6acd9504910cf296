"""Which engine answers, which one checks it, and what becomes of a disagreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from unit.engine.laws import DAY, GROUP, flag, law_of, told
from unit.engine.module import module

from advisor.diagnostics import EngineFailure
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.engine.durable import c_module
from advisor.engine.factory import choose_engine
from advisor.engine.protocols import Engine, Evaluation, Truths
from advisor.engine.reference import ReferenceEngine
from advisor.model.law import Law
from advisor.model.scenarios import Scenario
from advisor.model.truth import Truth

WHEN = f"{GROUP}#norm-0|when"


@dataclass(frozen=True)
class Stubborn:
    """An engine that finds one and the same for everything."""

    truths_of_all: Truths
    version: str = "stubborn"

    def evaluate(self, scenario: Scenario, as_of: date) -> Evaluation:  # noqa: ARG002 - its way
        """Take up nothing."""
        return self

    def truths(self, groups: object) -> Truths:  # noqa: ARG002 - likewise
        """Find what it always finds."""
        return self.truths_of_all


def checked_by(engine: Engine) -> str:
    """Name the engine that checks another."""
    assert isinstance(engine, CrossCheckedEngine)
    return engine.checked_by


def test_durable_rules_answers_and_planes_check() -> None:
    """Left alone, the rules engine of the product answers, and nothing is to be warned of."""
    module()
    engine, warning = choose_engine("auto", Law())

    assert ("durable 2.0.28", "planes", None) == (engine.version, checked_by(engine), warning)


def test_without_durable_rules_the_reference_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The warning is one line that says who answers, why, and what to do about it."""
    monkeypatch.setattr(c_module, "_MODULE", "no_such_module")
    engine, warning = choose_engine("auto", Law())

    assert ("reference", "planes") == (engine.version, checked_by(engine))
    assert warning is not None
    assert warning.startswith("answers come from the reference evaluator: durable_rules is not")
    assert "pip install" in warning
    assert "\n" not in warning


def test_durable_rules_asked_for_by_name_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for an engine by name gets that one or an error, never another one."""
    monkeypatch.setattr(c_module, "_MODULE", "no_such_module")

    with pytest.raises(EngineFailure, match="durable_rules is not installed; to cure it"):
        choose_engine("durable", Law())


def test_engines_by_name() -> None:
    """The two in Python check one another, whichever of them is asked for."""
    for name, other in (("reference", "planes"), ("planes", "reference")):
        engine, warning = choose_engine(name, Law())
        assert (name, other, None) == (engine.version, checked_by(engine), warning)


def test_an_unknown_name_is_an_error_that_lists_the_names() -> None:
    """A misspelt engine is no silent default."""
    with pytest.raises(
        EngineFailure, match="no engine is called `durabel`; there are `auto`, `dur"
    ):
        choose_engine("durabel", Law())


def test_two_that_agree_answer_as_one() -> None:
    """What both find is what is answered."""
    law = law_of(flag("message.sent"))
    engine = CrossCheckedEngine(ReferenceEngine(law), ReferenceEngine(law))

    found = engine.evaluate(told(sent=True), DAY).truths([GROUP])

    assert {(WHEN, None): Truth.TRUE} == found


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({(WHEN, None): Truth.FALSE}, "reference finds true and stubborn finds false"),
        ({}, "reference finds true and stubborn finds nothing"),
        (
            {(WHEN, None): Truth.TRUE, (WHEN, 1): Truth.TRUE},
            "for recipient 2 reference finds nothing",
        ),
    ],
)
def test_a_disagreement_is_no_opinion(other: Truths, said: str) -> None:
    """Where two engines differ on anything nothing is answered, and the norm is named."""
    engine = CrossCheckedEngine(ReferenceEngine(law_of(flag("message.sent"))), Stubborn(other))

    with pytest.raises(EngineFailure, match=said) as failure:
        engine.evaluate(told(sent=True), DAY).truths([GROUP])

    assert f"{GROUP}#norm-0" == failure.value.norm
    assert f"on `when` of `{GROUP}#norm-0`" in str(failure.value)
