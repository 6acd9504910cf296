"""
A layer adds and tightens, and lifts nothing, in whatever shape it is written.

Every written case that stops is answered again under layers that speak to its breaches with
each modality, kind and scope. `HYPOTHESIS_PROFILE=deep` meets each case with each kind; every
day each case meets one of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from properties.layered import OF_ITS_OWN, OVER_A_PLACE, write_lifting_layer

from advisor import Corpus, Opinion, load
from advisor.model.authorities import Kind
from advisor.model.norms import Outcome
from advisor.model.opinions import Finding, Verdict
from advisor.model.policies import BUNDLED
from advisor.model.scenarios import Scenario

CLAIMS = [(kind, own) for own in (False, True) for kind in (OF_ITS_OWN if own else OVER_A_PLACE)]
FEW = os.environ.get("HYPOTHESIS_PROFILE", "dev") != "deep"

Found = Mapping[tuple[str, str | None], Finding]


@pytest.fixture(scope="session")
def plain() -> Corpus:
    """Return the bundled law with its cases."""
    return load(cases=True)


@pytest.fixture(scope="session")
def stops(plain: Corpus) -> tuple[tuple[Scenario, Opinion], ...]:
    """Return the scenario and opinion of each written case that stops."""
    cases = (case for case in plain.law.cases if case.expect.verdict == Verdict.STOP.value)
    return tuple((case.scenario, plain.advise(case.scenario)) for case in cases)


@pytest.mark.parametrize(("kind", "own"), CLAIMS)
def test_a_layer_lifts_nothing(
    tmp_path: Path,
    plain: Corpus,
    stops: tuple[tuple[Scenario, Opinion], ...],
    kind: Kind,
    *,
    own: bool,
) -> None:
    """What is bundled is found as before; a layer's prohibition sets aside permissions only."""
    taken = stops[CLAIMS.index((kind, own)) :: len(CLAIMS)] if FEW else stops
    breaches = [breach for _, opinion in taken for breach in _breached(opinion)]
    over = load(write_lifting_layer(tmp_path / "firm", plain.law, breaches, kind, own=own))

    for scenario, before in taken:
        after = over.advise(scenario)

        assert Verdict.STOP is before.verdict is after.verdict
        assert before.weight is not None
        assert after.weight is not None
        assert after.weight.rank <= before.weight.rank
        assert _places(before).items() <= _places(after).items()
        assert {*_found(before.persuasive)} <= {*_found(after.persuasive)}
        _assert_kept(_found(before.findings), _found(after.findings))


def _assert_kept(before: Found, after: Found) -> None:
    for key, finding in before.items():
        kept = after[key]
        assert (finding.outcome, finding.weight, BUNDLED) == (kept.outcome, kept.weight, kept.layer)
        if kept.overridden_by != finding.overridden_by:
            assert finding.overridden_by is None
            assert finding.modality.permits


def _breached(opinion: Opinion) -> list[Finding]:
    return [one for one in opinion.findings if one.outcome is Outcome.BREACHED]


def _found(findings: tuple[Finding, ...]) -> Found:
    return {(one.id, one.recipient): one for one in findings}


def _places(opinion: Opinion) -> Mapping[str, str]:
    return {item.jurisdiction: item.truth.value for item in opinion.governing}
