"""Conversations, answered from a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from advisor.interview import Interview, InterviewQuestion, RecipientsQuestion
from advisor.model.scenarios import Ruling
from advisor.model.vocabulary import Value

DAY = date(2026, 3, 2)
COUNSEL = "Opposing counsel"
SENT: dict[str, Value] = {
    "lawyer.admitted_in": frozenset({"ZZ"}),
    "message.direction": "sent",
    "tracking.mechanisms": frozenset({"pixel"}),
    "matter.sealed": False,
    "recipient.role": "counsel",
    "recipient.consented": False,
}


def asked(
    interview: Interview, answers: Mapping[str, Value], people: tuple[str, ...] = (COUNSEL,)
) -> Iterator[tuple[InterviewQuestion | RecipientsQuestion, Interview]]:
    """Give each question with the interview after its answer; what has none is skipped."""
    while (question := interview.question) is not None:
        if isinstance(question, RecipientsQuestion):
            left = people[len(question.named) :]
            interview = interview.add(left[0]) if left else interview.no_more()
        elif question.fact.name not in answers:
            interview = interview.skip(question)
        elif question.fact.judgment is None:
            interview = interview.answer(question, answers[question.fact.name])
        else:
            value = bool(answers[question.fact.name])
            ruling = Ruling(question.fact.name, value, "A. Partner", DAY, "It was weighed.")
            interview = interview.answer(question, value, ruling)
        yield question, interview


def names(talk: list[tuple[InterviewQuestion | RecipientsQuestion, Interview]]) -> list[str]:
    """Return the name of what was asked, in order."""
    return ["people" if isinstance(one, RecipientsQuestion) else one.fact.name for one, _ in talk]
