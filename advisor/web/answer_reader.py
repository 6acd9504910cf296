"""An answer that a form holds, read and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.facts.place_names import told_places
from advisor.i18n import message
from advisor.interview.answer_parser import (
    Unread,
    impossible_answer,
    parse_answer,
    place_confirmation,
)
from advisor.model.scenarios import Ruling
from advisor.printable import is_invisible, printable_line
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from datetime import date

    from starlette.datastructures import FormData

    from advisor.advice import Corpus
    from advisor.interview.questions import AskedFact
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact
    from advisor.web.state import CarriedState

_NAME, _REASON, _ANSWER = 120, 2_000, 2_000


@dataclass(frozen=True)
class AnswerReader:
    """
    Reads the answers of a form; what cannot be understood raises `Unread` with the reason.

    Where a form asks several questions, the fields of each end with a suffix of its own.
    """

    corpus: Corpus
    today: date
    form: FormData

    def is_blank(self, suffix: str = "") -> bool:
        """Return whether a question was left unanswered."""
        return not (self._given(suffix) or self.form.get(f"none{suffix}"))

    def answered(
        self, place: AskedFact, state: CarriedState, suffix: str = ""
    ) -> tuple[CarriedState, str]:
        """Tell what was answered to a question, and say how a place was understood."""
        law = self.corpus.law
        fact = law.vocabulary.facts[place[0]]
        typed = "none" if self.form.get(f"none{suffix}") else self._given(suffix)
        if len(typed) > _ANSWER:
            raise Unread(f"please answer in no more than {_ANSWER} characters")
        if not typed:
            raise Unread("nothing was answered; if it is not known, say so")
        told = told_places(state.scenario, law.vocabulary.facts, without=place)
        value = parse_answer(typed, fact, law.places, self.today, told=told)
        if value is None:
            return state.unknown(place), ""
        ruling = None
        if fact.judgment is not None:
            ruling = self._ruling(fact, place, state, suffix, value=value is True)
        self.must_stand(state.scenario.told(place[0], value, place[1]))
        return state.told(place, value, ruling), place_confirmation(typed, fact, value, law.places)

    def must_stand(self, scenario: Scenario) -> None:
        """Refuse facts that no file could tell, or that contradict one another."""
        must_be_possible(scenario, self.today)
        day = scenario.as_of or self.today
        found = self.corpus.engine.close(scenario, day).contradiction
        if found is not None:
            facts = self.corpus.law.vocabulary.facts
            told = (facts[name].ask for name, _ in found.of if name in facts)
            raise Unread(
                message(
                    "that cannot be so together with what you told ({questions}): {because}",
                    questions=" ".join(told),
                    because=found.relation.because,
                )
            )

    def typed(self, name: str, most: int) -> str:
        """Return what stands in a field."""
        given = self.form.get(name)
        text = given.strip() if isinstance(given, str) else ""
        if len(text) > most:
            raise Unread(f"please say it in no more than {most} characters")
        return text

    def _given(self, suffix: str) -> str:
        given = [item for item in self.form.getlist(f"value{suffix}") if isinstance(item, str)]
        return ", ".join(given).strip()

    def _ruling(
        self, fact: Fact, place: AskedFact, state: CarriedState, suffix: str, *, value: bool
    ) -> Ruling:
        by = self.typed(f"decided_by{suffix}", _NAME)
        why = self.typed(f"because{suffix}", _REASON)
        if is_invisible(by) or is_invisible(why):
            raise Unread("a judgment needs the name of whoever decides it, and a reason")
        given = self.form.getlist(f"factor{suffix}")
        weighed = {item for item in given if isinstance(item, str)}
        factors = fact.judgment.factors if fact.judgment is not None else ()
        return Ruling(
            fact=fact.name,
            value=value,
            decided_by=printable_line(by),
            on=self.today,
            because=printable_line(why),
            factors=tuple(factor for at, factor in enumerate(factors) if str(at) in weighed),
            recipient=None if place[1] is None else state.scenario.people[place[1]].name,
        )


def must_be_possible(scenario: Scenario, today: date) -> None:
    """Refuse what no file could tell, before the page carries it on."""
    why = impossible_answer(replace(scenario, as_of=scenario.as_of or today))
    if why:
        raise Unread(why)
