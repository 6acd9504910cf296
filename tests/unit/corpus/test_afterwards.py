"""Steps that are left once a message is sent or received, as files tell them."""

from __future__ import annotations

import pytest
from unit.corpus.utopia import Reader

STEP = (
    "vocabulary: more\nafterwards:\n"
    "  - {id: stop, do: Stop it., if: {message.is_tracked: true}, acts: [track-email]}\n"
)


def told(over: Reader, text: str) -> list[tuple[str, str]]:
    """Read a vocabulary, giving the codes of its problems and the words at which they stand."""
    _, problems = over({"policies/vocabulary/more.yaml": text})
    return [(problem.code, problem.at.text) for problem in problems]


def test_a_step_is_read(over: Reader) -> None:
    """It has what to do, when, and the acts whose norms call for it."""
    law, problems = over({"policies/vocabulary/more.yaml": STEP})

    assert () == problems
    assert law is not None
    (step,) = law.vocabulary.afterwards
    assert ("stop", "Stop it.", ("track-email",)) == (step.id, step.does, step.acts)


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("[track-email]", "[trak-email]", "unknown-act"),
        ("message.is_tracked", "message.is_traced", "unknown-fact"),
        ("[track-email]", "[]", "wrong-type"),
        ("do: Stop it., ", "", "missing-key"),
    ],
)
def test_a_step_that_nothing_could_call_for_is_told(
    over: Reader, right: str, wrong: str, code: str
) -> None:
    """An act or a fact that does not exist would leave the step without a norm, in silence."""
    assert code in [found for found, _ in told(over, STEP.replace(right, wrong))]


def test_a_step_is_told_once(over: Reader) -> None:
    """Two steps of one name could not be told apart."""
    again = STEP + STEP.splitlines()[-1] + "\n"

    assert [("duplicate-id", "stop")] == told(over, again)
