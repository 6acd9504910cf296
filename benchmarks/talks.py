"""An interview with somebody who knows every fact, and what it took."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from advisor.interview import InterviewQuestion, RecipientsQuestion
from advisor.interview.confirmations import ConfirmationStep
from advisor.model.scenarios import Ruling
from advisor.model.vocabulary import FactType

if TYPE_CHECKING:
    from advisor.interview import Interview
    from advisor.interview.confirmations import UsualLine
    from advisor.interview.questions import AskedField
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

_MOST = 200


@dataclass
class Talk:
    """
    What an interview took: steps, fields within them, lines of its confirmation page.

    `final` counts the steps until no answer could change the verdict's word, `silly` the
    questions whose answer followed from what was told; `order` names each step's fields.
    """

    verdict: str = ""
    final: int = 0
    lines: int = 0
    silly: int = 0
    order: list[tuple[str, ...]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """Count the steps."""
        return len(self.order)

    @property
    def fields(self) -> int:
        """Count what was asked for, what was to be confirmed left aside."""
        return sum(map(len, self.order)) - self.lines


def hold(interview: Interview, told: Scenario) -> Talk:
    """Answer everything from a complete scenario, to the end."""
    talk, final = Talk(), None
    while True:
        before = perf_counter()
        if final is None and interview.verdict_is_final:
            final = talk.steps
        step = interview.step
        talk.seconds.append(perf_counter() - before)
        if step is None:
            break
        if talk.steps == _MOST:
            raise RuntimeError("this interview does not end")
        names: list[str] = []
        if isinstance(step, ConfirmationStep):
            lines = [line for line in step.lines if _is_so(line, told)]
            talk.lines += len(step.lines)
            talk.order.append(tuple(line.by.id for line in step.lines))
            interview = interview.confirm(lines)
            continue
        fields = step.fields
        while fields:
            talk.silly += is_implied(interview, fields[0])
            interview = _answered(interview, fields[0], told)
            names.append(_name(fields[0]))
            fields = interview.rest_of(step, len(names))
        talk.order.append(tuple(names))
    talk.final = talk.steps if final is None else final
    talk.verdict = interview.opinion.verdict.value
    return talk


def is_implied(interview: Interview, asked: AskedField) -> bool:
    """
    Return whether what was told leaves no choice to a question.

    This is found without the interview's own idea of what is known: by trying each answer.
    """
    if isinstance(asked, RecipientsQuestion):
        return False
    values: tuple[Value, ...] = tuple(asked.fact.options)
    if asked.fact.type is FactType.FLAG:
        values = (True, False)
    elif asked.fact.type is not FactType.CHOICE:
        return False
    return sum(interview.contradiction(asked, value) is None for value in values) <= 1


def _is_so(line: UsualLine, told: Scenario) -> bool:
    return all(told.value(*fact.about) == fact.value for fact in line.facts)


def _name(asked: AskedField) -> str:
    return "recipients" if isinstance(asked, RecipientsQuestion) else asked.fact.name


def _answered(interview: Interview, asked: AskedField, told: Scenario) -> Interview:
    if isinstance(asked, RecipientsQuestion):
        for person in told.people[len(asked.named) :]:
            interview = interview.add(person.name)
        return interview.no_more()
    return _told(interview, asked, told)


def _told(interview: Interview, question: InterviewQuestion, told: Scenario) -> Interview:
    value = told.value(*question.place)
    if value is None:
        return interview.skip(question)
    if question.fact.judgment is None:
        return interview.answer(question, value)
    ruling = Ruling(question.fact.name, bool(value), "nobody", interview.as_of, "as it was told")
    return interview.answer(question, value, ruling)
