"""A fault in a rule ends in no opinion, whichever of its two statements it is in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from unit.advice.small_law import ask, law_of, norm, policy

from advisor import EngineFailure
from advisor.advice import decision, findings
from advisor.advice.algebra.verdict import VerdictBasis
from advisor.model.norms import Outcome
from advisor.model.opinions import Reason
from advisor.values import replace


def kept_instead(*_args: Any, **_named: Any) -> tuple[Outcome, None]:  # noqa: ANN401 - any
    """Find every norm kept."""
    return Outcome.MET, None


def planes_of_kept(*_args: Any, **_named: Any) -> dict[Outcome, int]:  # noqa: ANN401 - any
    """Find every norm kept, in planes."""
    return {Outcome.MET: 1}


def nothing(*_args: Any) -> tuple[()]:  # noqa: ANN401 - any
    """Find no conflicts."""
    return ()


def clear(*_args: Any) -> VerdictBasis:  # noqa: ANN401 - any
    """Find nothing against it."""
    return VerdictBasis(Reason.SILENCE, None, None)


def cleared(*args: Any, **named: Any) -> decision.VerdictDecision:  # noqa: ANN401 - any
    """Decide as before, for no reason."""
    return replace(real_decide(*args, **named), because=Reason.SILENCE)


real_decide = decision.decide_verdict


@pytest.mark.parametrize(
    ("module", "rule", "fault"),
    [
        (findings, "norm_outcome", kept_instead),
        (decision, "outcome_planes", planes_of_kept),
        (decision, "find_conflicts", nothing),
        (decision, "oppositions", nothing),
        (decision, "decide_verdict", cleared),
        (decision, "verdict_basis", clear),
    ],
)
def test_a_fault_in_one_statement_of_a_rule_is_no_opinion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, rule: str, fault: object
) -> None:
    """The plain statement and the algebra have to agree on outcome, conflict and verdict."""
    stricter = policy("a", norm("n", "must_not", "shout"))
    milder = policy("b", norm("n", "may", "shout"), kind="guidance")
    corpus = law_of(tmp_path, stricter, milder)
    assert "stop" == ask(corpus).verdict.value
    assert ask(corpus).conflicts[0].resolved_by

    monkeypatch.setattr(module, rule, fault)

    with pytest.raises(EngineFailure, match="no opinion can be given"):
        ask(corpus)
