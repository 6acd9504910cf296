"""The steps of an interview, read from vocabulary files."""

from __future__ import annotations

import pytest
from unit.corpus.utopia import Reader

from advisor.advice import load
from advisor.interview.questions import MOST_FIELDS
from advisor.model.intake import RECIPIENTS_FIELD, IntakeTime
from advisor.model.vocabulary import FactType

STEPS = """\
vocabulary: more
steps:
  - id: who
    ask: Who gets it?
    asked: opening
    fields: [recipients, recipient.age]
  - id: agreed
    ask: What did they agree to?
    fields: [recipient.consented]
"""


def test_steps_come_in_their_order(over: Reader) -> None:
    """A step keeps its heading, its fields in order and when it is asked."""
    law, problems = over({"policies/vocabulary/more.yaml": STEPS})

    assert () == problems
    assert law is not None
    who, agreed = law.vocabulary.steps
    assert ("who", "Who gets it?", (RECIPIENTS_FIELD, "recipient.age")) == (
        who.id,
        who.ask,
        who.fields,
    )
    assert (IntakeTime.OPENING, IntakeTime.RANKED) == (who.asked, agreed.asked)


@pytest.mark.parametrize(
    ("slip", "code", "what", "fix"),
    [
        (
            ("recipient.consented]", "recipient.consent]"),
            "unknown-fact",
            "no fact is named `recipient.consent`",
            "did you mean `recipient.consented`?",
        ),
        (
            ("recipient.consented]", "message.is_tracked]"),
            "unknown-fact",
            "`message.is_tracked` is derived",
            "name the facts that it is found from",
        ),
        (
            ("recipient.consented]", "recipient.age]"),
            "duplicate-id",
            "`recipient.age` is asked for in a step already",
            "leave it in one of them",
        ),
        (("id: agreed", "id: who"), "duplicate-id", "the step `who`", "choose another name"),
        (("opening", "first"), "bad-value", "first", "opening"),
        (("[recipients,", "[people,"), "bad-name", "people", "reference"),
    ],
)
def test_a_slip_in_a_step_is_told_at_its_place(
    over: Reader, slip: tuple[str, str], code: str, what: str, fix: str
) -> None:
    """One slip is one error, with what is wrong and what would be right."""
    _, (problem,) = over({"policies/vocabulary/more.yaml": STEPS.replace(*slip)})

    assert code == problem.code
    assert what in problem.what
    assert fix in problem.fix
    assert problem.at.source.endswith("policies/vocabulary/more.yaml")


def test_every_fact_that_is_asked_for_stands_in_a_step() -> None:
    """The bundled law knows of each of its questions beside which others it belongs."""
    words = load().law.vocabulary
    asked = {name for step in words.steps for name in step.fields}
    facts = {fact.name for fact in words.facts.values() if fact.type is not FactType.TEXT}

    assert facts == asked - {RECIPIENTS_FIELD}
    opening = [step for step in words.steps if step.asked is IntakeTime.OPENING]
    assert all(len(step.fields) <= MOST_FIELDS for step in opening)
