"""One slip is one error: its cause, at its words, with a fix that mends it."""

from __future__ import annotations

import pytest
from unit.corpus.fixes import applied
from unit.corpus.slips import CASES, PATH, POLICY, SLIPS, Slip
from unit.corpus.utopia import Reader


def test_without_a_slip_there_is_no_error(over: Reader) -> None:
    """The policy in which the slips are made is sound."""
    law, problems = over({PATH: POLICY, PATH.replace(".yaml", ".cases.yaml"): CASES})

    assert () == problems
    assert law is not None


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_one_slip_is_one_error_with_its_cure(slip: Slip, over: Reader) -> None:
    """Exactly one problem is told, at the words that are wrong, and its fix works."""
    assert slip.right in POLICY
    text = POLICY.replace(slip.right, slip.wrong, 1)
    files = {PATH: text, PATH.replace(".yaml", ".cases.yaml"): CASES}

    law, problems = over(files)

    assert law is None
    assert [(slip.code, slip.underlined)] == [
        (problem.code, problem.at.text) for problem in problems
    ]
    mended = applied(text, problems[0], slip.said)
    law, left = over({**files, PATH: mended})
    assert () == left, mended
    assert law is not None


def test_two_slips_are_two_errors(over: Reader) -> None:
    """What puts one slip right hides no other."""
    text = POLICY.replace("must_not:", "mustnot:").replace("is_tracked", "is_trackd")

    _, problems = over({PATH: text.replace("kind: ethics-", "kind: ethics ")})

    assert ["bad-value", "unknown-key", "unknown-fact"] == [problem.code for problem in problems]
