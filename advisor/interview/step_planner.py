"""What to ask next, in one breath: the opening, then what matters most, then what is left."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from advisor.i18n import message
from advisor.interview.confirmations import ConfirmationStep
from advisor.interview.questions import (
    MOST_FIELDS,
    InterviewQuestion,
    QuestionStep,
    RecipientsQuestion,
)
from advisor.interview.ranking import Ranked
from advisor.interview.relevance import can_matter, decides_a_breach, first_that_matters
from advisor.model.intake import RECIPIENTS_FIELD, IntakeStep, IntakeTime
from advisor.model.law_clock import SENT_ON
from advisor.model.vocabulary import RECIPIENT
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from advisor.interview.confirmations import UsualLine
    from advisor.interview.questions import AskedField
    from advisor.interview.ranking import QuestionSpace
    from advisor.model.vocabulary import Fact

_NEXT_TO_NOTHING = 0.5
_FEW = 3 * MOST_FIELDS
"""So few questions are asked by rank, whatever they are about."""
_TOO_FEW = 2
"""A step with so few fields is joined with the best others."""
_REST = "rest"
_REST_HEADING = message("What is left")
_OF_RECIPIENTS = f"{RECIPIENT}."


@dataclass(frozen=True)
class StepPlanner:
    """
    Finds the next step of an interview.

    `here` are the questions about law that governs, `find_abroad` gives those that law from
    elsewhere adds, where there are any. `people_told` tells whether it was said who
    receives the message, or that nobody can say; `people_matter` finds whether anything
    turns on it. `find_lines` gives the usual values that are to be confirmed; they were
    shown before where it is `reviewed`.
    """

    here: QuestionSpace
    find_abroad: Callable[[], QuestionSpace | None]
    people_told: bool
    people_matter: Callable[[], bool]
    find_lines: Callable[[], tuple[UsualLine, ...]]
    reviewed: bool = False

    @cached_property
    def step(self) -> QuestionStep | ConfirmationStep | None:
        """Return what to ask next; `None` where no answer can change anything."""
        if self._first is not None:
            return self._first
        lines = () if self.reviewed or self._best is None else self.find_lines()
        return ConfirmationStep(lines) if lines else self.asking

    @cached_property
    def asking(self) -> QuestionStep | None:
        """Return what to ask next, whatever might be confirmed before."""
        return self._first or self._by_rank or self._last

    @cached_property
    def _first(self) -> QuestionStep | None:
        """Return the next step of the opening."""
        people = self.here.scenario.recipients
        if people and not self.people_told:
            names = tuple(person.name for person in people)
            return self._with_names(RecipientsQuestion(names))
        for declared in self._declared(IntakeTime.OPENING):
            fields = tuple(self._opening(declared))
            if not all(map(self._is_left_to_confirm, fields)):
                return QuestionStep(declared.id, declared.ask, fields[:MOST_FIELDS])
        return None

    def _is_left_to_confirm(self, field: AskedField) -> bool:
        """Return whether no question is needed, since a line of the next page will say it."""
        if isinstance(field, RecipientsQuestion) or not field.stands_for:
            return False
        return field.awaited in self.here.usual

    @property
    def is_abroad(self) -> bool:
        """Return whether only law from elsewhere waits for answers."""
        return self._space is not self.here

    @cached_property
    def remaining(self) -> tuple[InterviewQuestion, ...]:
        """Return every question that would settle something by itself, the best first."""
        return tuple(self._put(item) for item in self._ranking if item.settles > 0)

    @cached_property
    def about_left(self) -> int:
        """Estimate how many questions are left: the fewest that are expected to settle all."""
        left, count = self._space.open_points, 0
        for item in sorted(self._ranking, key=lambda item: -item.settles):
            if left <= _NEXT_TO_NOTHING or item.settles <= 0:
                break
            left -= item.settles
            count += 1
        return count

    @property
    def rest(self) -> tuple[AskedField, ...]:
        """Return the best questions that matter, in the order of the steps; for the last few."""
        best = [item for item in self._ranking if can_matter(self._space, item)][:MOST_FIELDS]
        order = [name for step in self._steps for name in step.fields]
        best.sort(key=lambda item: _place_in(order, item.fact.name))
        return tuple(map(self._put, best))

    def rest_of(self, step: QuestionStep) -> tuple[AskedField, ...]:
        """Return what a step asks for as things stand now."""
        if step.id == _REST:
            return self.rest
        declared = next((one for one in self._steps if one.id == step.id), None)
        return () if declared is None else tuple(self.fields(declared))

    @property
    def _steps(self) -> Sequence[IntakeStep]:
        return self.here.prospects.law.vocabulary.steps

    def _opening(self, declared: IntakeStep) -> Iterator[AskedField]:
        """Give the fields of a step of the opening, whatever law may come to govern."""
        facts = self.here.prospects.law.vocabulary.facts
        for name in declared.fields:
            if name == RECIPIENTS_FIELD:
                if self._asks_for_people:
                    yield RecipientsQuestion(())
            elif name == SENT_ON:
                if (day := self.here.day_asked) is not None:
                    yield self._put(Ranked(day, None, 0.0))
            elif name in self._mentioned:
                for place in self.here.places(name):
                    if place[1] is not None and self._nobody_told:
                        continue
                    fact = facts[name]
                    if not fact.known_by or self._is_asked_for_another(fact, place[1]):
                        yield self._put(Ranked(fact, place[1], 0.0))

    @cached_property
    def _mentioned(self) -> frozenset[str]:
        """Return the facts that open points mention, those of law that may govern too."""
        names = self.here.mentioned_names(self.here.outlook([{}]), early=True)
        return frozenset(names)

    @property
    def _nobody_told(self) -> bool:
        return self.here.scenario.recipients is None and self.people_told

    def fields(self, declared: IntakeStep) -> Iterator[AskedField]:
        """Give the fields of a declared step that can still matter, in its order."""
        if declared.asked is IntakeTime.OPENING:
            yield from self._opening(declared)
            return
        mattering = {item.place: item for item in self._ranking}
        for name in declared.fields:
            if name == RECIPIENTS_FIELD:
                if self._asks_for_people:
                    yield RecipientsQuestion(())
                continue
            for place, item in mattering.items():
                if place[0] == name and can_matter(self._space, item):
                    yield self._put(item)

    @cached_property
    def _space(self) -> QuestionSpace:
        """Return the questions that are asked now: about law here, while anything is open."""
        abroad = self.find_abroad() if self._governing is None else None
        return self.here if abroad is None else abroad

    @cached_property
    def _governing(self) -> Ranked | None:
        return first_that_matters(self.here, self._askable(self.here))

    @cached_property
    def _ranking(self) -> Sequence[Ranked]:
        return self._askable(self._space)

    @cached_property
    def _best(self) -> Ranked | None:
        if self._space is self.here:
            return self._governing
        return first_that_matters(self._space, self._ranking)

    def _askable(self, space: QuestionSpace) -> list[Ranked]:
        ranking = space.ranking()
        if self._nobody_told:
            return [item for item in ranking if item.fact.entity != RECIPIENT]
        return ranking

    @cached_property
    def _asks_for_people(self) -> bool:
        if self.people_told or self.here.scenario.recipients is not None:
            return False
        return self.people_matter() or any(
            name.startswith(_OF_RECIPIENTS) for name in self._mentioned
        )

    def _declared(self, asked: IntakeTime) -> Iterator[IntakeStep]:
        return (step for step in self._steps if step.asked is asked)

    @cached_property
    def _by_rank(self) -> QuestionStep | None:
        """Return what is expected to settle most, with what belongs to it and matters too."""
        best = self._best
        if self._asks_for_people and (best is None or best.fact.entity == RECIPIENT):
            because = None if best is None else self._put(best)
            return self._with_names(RecipientsQuestion((), because))
        if best is None:
            return None
        asked = self._put(best)
        declared = self._step_of(best.fact.name)
        if declared is None:
            return QuestionStep(best.fact.name, "", (asked,))
        beside = list(self.fields(declared))
        fields = _closest(asked, beside) if asked in beside else (asked,)
        if len(fields) <= _TOO_FEW or len(self._ranking) <= _FEW:
            return QuestionStep(_REST, _REST_HEADING, self.rest)
        return QuestionStep(declared.id, declared.ask, fields)

    @cached_property
    def _last(self) -> QuestionStep | None:
        """Return what hardly anybody can know, where nothing else decides a breach."""
        for declared in self._declared(IntakeTime.LAST):
            space = replace(self.here, avoided=self.here.avoided - set(declared.fields))
            fields = [
                self._put(item)
                for item in self._askable(space)
                if item.fact.name in declared.fields and decides_a_breach(space, item.place)
            ]
            if fields:
                return QuestionStep(declared.id, declared.ask, tuple(fields[:MOST_FIELDS]))
        return None

    def _with_names(self, question: RecipientsQuestion) -> QuestionStep:
        declared = self._step_of(RECIPIENTS_FIELD)
        if declared is None:
            return QuestionStep(RECIPIENTS_FIELD, "", (question,))
        return QuestionStep(declared.id, declared.ask, (question,))

    def _step_of(self, name: str) -> IntakeStep | None:
        return next((step for step in self._steps if name in step.fields), None)

    def _put(self, ranked: Ranked) -> InterviewQuestion:
        people = self.here.scenario.people
        name = None if ranked.who is None else people[ranked.who].name
        settles, abroad = round(ranked.settles, 3), self._space is not self.here
        fact, stands_for = ranked.fact, ""
        if self._is_asked_for_another(fact, ranked.who):
            fact, stands_for = self.here.prospects.law.vocabulary.facts[fact.known_by], fact.name
        return InterviewQuestion(
            fact, ranked.who, name, settles, elsewhere=abroad, stands_for=stands_for
        )

    def _is_asked_for_another(self, fact: Fact, who: int | None) -> bool:
        """
        Return whether what people know in the place of a fact can still be asked.

        What it usually tells is then confirmed; once that was shown the fact itself is asked.
        """
        known_by = fact.known_by, who
        if not fact.known_by or self.reviewed or known_by in self.here.closed:
            return False
        return not self.here.is_known(known_by)


def _place_in(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _closest(asked: InterviewQuestion, beside: Sequence[AskedField]) -> tuple[AskedField, ...]:
    """Return a question with the best of those beside it, of the same person, in their order."""
    by_worth = sorted(beside, key=lambda field: (field != asked, *_distance(asked, field)))
    chosen = by_worth[:MOST_FIELDS]
    return tuple(field for field in beside if field in chosen)


def _distance(asked: InterviewQuestion, field: AskedField) -> tuple[bool, bool, float]:
    if not isinstance(field, InterviewQuestion):
        return False, False, 0.0
    is_judged = field.fact.judgment is not None
    return field.who not in (None, asked.who), is_judged, -field.settles


def avoided_facts(steps: Sequence[IntakeStep]) -> frozenset[str]:
    """Return the facts that are asked for only where nothing else decides a breach."""
    return frozenset(
        name for step in steps if step.asked is IntakeTime.LAST for name in step.fields
    )
