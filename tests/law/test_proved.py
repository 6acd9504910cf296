"""The bundled law over every possible scenario: what no case can show."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.advice import Corpus, load
from advisor.proof.prove import ProofReport, prove_law

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the bundled law."""
    return load()


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
