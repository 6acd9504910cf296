"""Which engine answers, which one checks it, and what becomes of a disagreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from unit.engine.laws import DAY, GROUP, flag, law_of, told
from unit.engine.module import module

from advisor.diagnostics import EngineFailure
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.bitset.interpreter import Interpreter
from advisor.engine.cross_check import CrossCheckedEngine, held
from advisor.engine.durable import c_module
from advisor.engine.factory import choose_engine
from advisor.engine.place_containment import Containment
from advisor.engine.protocols import Evaluation, Truths
from advisor.engine.reference import FactView, evaluate
from advisor.model.law import Law
from advisor.model.proofs import Proof
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


def test_durable_rules_answers_and_the_reference_checks() -> None:
    """Left alone, the rules engine of the product answers, and nothing is to be warned of."""
    module()
    engine, warning = choose_engine("auto", Law())

    assert ("durable 2.0.28", "reference") == (engine.version, engine.checked_by)
    assert warning is None


def test_without_durable_rules_the_reference_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The warning is one line that says who answers, why, and what to do about it."""
    monkeypatch.setattr(c_module, "_MODULE", "no_such_module")
    engine, warning = choose_engine("auto", Law())

    assert ("reference", "planes") == (engine.version, engine.checked_by)
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
        assert (name, other, None) == (engine.version, engine.checked_by, warning)


def test_an_unknown_name_is_an_error_that_lists_the_names() -> None:
    """A misspelt engine is no silent default."""
    with pytest.raises(
        EngineFailure, match="no engine is called `durabel`; there are `auto`, `dur"
    ):
        choose_engine("durabel", Law())


def test_two_that_agree_answer_as_one() -> None:
    """What both find is what is answered."""
    law = law_of(flag("message.sent"))
    engine = CrossCheckedEngine(law, BitsetEngine(law))

    found = engine.evaluate(told(sent=True), DAY).truths([GROUP])

    assert {(WHEN, None): Truth.TRUE} == found


@pytest.mark.parametrize(
    ("fact", "other", "said"),
    [
        ("message.sent", {(WHEN, None): Truth.FALSE}, "stubborn finds false and reference true"),
        ("message.sent", {}, "stubborn finds nothing and reference true"),
        (
            "recipient.consented",
            {(WHEN, 0): Truth.TRUE, (WHEN, 1): Truth.TRUE},
            "for recipient 2 stubborn finds true and reference unknown",
        ),
    ],
)
def test_a_disagreement_is_no_opinion(fact: str, other: Truths, said: str) -> None:
    """Where two engines differ on anything nothing is answered, and the norm is named."""
    engine = CrossCheckedEngine(law_of(flag(fact)), Stubborn(other))
    scenario = told({"recipient.consented": True}, {}, sent=True)

    with pytest.raises(EngineFailure, match=said) as failure:
        engine.evaluate(scenario, DAY).truths([GROUP])

    assert f"{GROUP}#norm-0" == failure.value.norm
    assert f"on `when` of `{GROUP}#norm-0`" in str(failure.value)


def test_a_condition_that_is_no_proposition_is_found_twice_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What no engine was asked as a proposition is held to the walk."""
    law = law_of()
    monkeypatch.setattr(Interpreter, "planes", lambda *_: (0, 1))

    with pytest.raises(EngineFailure, match="planes finds false and reference true"):
        CrossCheckedEngine(law, BitsetEngine(law)).evaluate(told(sent=True), DAY).truth_of(
            flag("message.sent"), None
        )


def test_what_a_place_lies_within_is_found_twice_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The places that an opinion names are those that both sides find."""
    law = law_of()
    considered = CrossCheckedEngine(law, BitsetEngine(law)).evaluate(told(), DAY)
    assert frozenset({"US-IL", "US"}) == considered.unions_of("US-IL")

    monkeypatch.setattr(Containment, "unions_of", lambda _, code: frozenset({code}))
    with pytest.raises(EngineFailure, match="what DE lies within"):
        considered.unions_of("DE")


def test_no_proof_is_shown_for_another_truth() -> None:
    """A proof leaves only with the truth that was found."""
    proof = Proof("fact", Truth.TRUE)

    assert held(proof, Truth.TRUE) is proof
    with pytest.raises(EngineFailure, match="what was found unknown is proved true"):
        held(proof, Truth.UNKNOWN)


def test_a_recipients_fact_is_never_asked_of_the_message() -> None:
    """Whoever takes such a condition for one about the message as a whole gets no answer."""
    with pytest.raises(EngineFailure, match=r"`recipient.consented` was asked of the message"):
        evaluate(flag("recipient.consented"), FactView(law_of(), told({}), DAY))
