"""What a person did on the page, done to the scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.facts.place_names import told_places
from advisor.interview.answer_parser import (
    Unread,
    impossible_answer,
    parse_answer,
    place_confirmation,
)
from advisor.model.scenarios import Ruling
from advisor.printable import is_invisible, printable_line
from advisor.source.scalars import parse_date
from advisor.values import dataclass, replace
from advisor.web.error_pages import ErrorAnswer, RequestRefused
from advisor.web.remedies import search_remedies, tried
from advisor.web.state import Naming, parse_asked_fact

if TYPE_CHECKING:
    from datetime import date

    from starlette.datastructures import FormData

    from advisor.advice import Corpus
    from advisor.interview.questions import AskedFact
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact
    from advisor.web.state import CarriedState

_NAME, _TITLE, _REASON, _ANSWER = 120, 200, 2_000, 2_000

Done = tuple["CarriedState", "AskedFact | None", str, str]
"""The scenario after it, the question to put, a problem and a note."""


@dataclass(frozen=True)
class FormActions:
    """Reads a form; what cannot be understood raises `Unread` or `ValueError` with the reason."""

    corpus: Corpus
    today: date
    form: FormData

    def done(self, verb: str, about: str, state: CarriedState) -> Done:
        """Do what a button says."""
        match verb:
            case "answer":
                answered, note = self._answered(self._place(about, state), state)
                return answered, None, "", note
            case "unknown":
                return state.unknown(self._place(about, state)), None, "", ""
            case "forget":
                return state.forgotten(self._place(about, state)), None, "", ""
            case "put":
                return state, self._place(about or self._typed("fact", _NAME), state), "", ""
            case "back":
                return state.back(), state.trail[-1] if state.trail else None, "", ""
            case "about":
                return self._described(state), None, "", "Noted."
            case "try":
                return self._tried(about, state)
            case _:
                return self._people(verb, about, state), None, "", ""

    def _people(self, verb: str, about: str, state: CarriedState) -> CarriedState:
        match verb:
            case "name":
                return state.named(printable_line(self._typed("name", _NAME)))
            case "everyone":
                return state.everyone()
            case "nobody-knows":
                return replace(state, naming=Naming.UNKNOWN)
            case "more-people":
                return replace(state, naming=Naming.OPEN)
            case "remove":
                return state.removed(self._person(about, state))
            case _:
                return state

    def _answered(self, place: AskedFact, state: CarriedState) -> tuple[CarriedState, str]:
        law = self.corpus.law
        fact = law.vocabulary.facts[place[0]]
        given = [item for item in self.form.getlist("value") if isinstance(item, str)]
        typed = "none" if self.form.get("none") else ", ".join(given).strip()
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
            ruling = self._ruling(fact, value is True, place, state)
        self._must_be_possible(state.scenario.told(place[0], value, place[1]))
        return state.told(place, value, ruling), place_confirmation(typed, fact, value, law.places)

    def _ruling(self, fact: Fact, value: bool, place: AskedFact, state: CarriedState) -> Ruling:  # noqa: FBT001
        by, why = self._typed("decided_by", _NAME), self._typed("because", _REASON)
        if is_invisible(by) or is_invisible(why):
            raise Unread("a judgment needs the name of whoever decides it, and a reason")
        weighed = {item for item in self.form.getlist("factor") if isinstance(item, str)}
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

    def _described(self, state: CarriedState) -> CarriedState:
        title, typed = printable_line(self._typed("title", _TITLE)), self._typed("as_of", 10)
        day = state.scenario.as_of
        if typed:
            day = parse_date(typed)
            if day is None:
                raise Unread("please give a date as 2026-03-02")
            if day > self.today:
                raise Unread("nobody knows what will be in force on a day that has not come")
        described = replace(state.scenario, title=title, as_of=day)
        self._must_be_possible(described)
        return replace(state, scenario=described)

    def _must_be_possible(self, scenario: Scenario) -> None:
        """Refuse what no file could tell, before the page carries it on."""
        why = impossible_answer(replace(scenario, as_of=scenario.as_of or self.today))
        if why:
            raise Unread(why)

    def _tried(self, about: str, state: CarriedState) -> Done:
        interview = state.interview(self.corpus, self.today)
        found = search_remedies(self.corpus, interview.opinion)
        if found is None or not about.isdecimal() or int(about) >= len(found.remedies):
            return state, None, "this cure is not there any more", ""
        note = "Shown as it would be then. “Take the last answer back” undoes it step by step."
        return tried(state, found.remedies[int(about)]), None, "", note

    def _place(self, about: str, state: CarriedState) -> AskedFact:
        return parse_asked_fact(about, state, self.corpus.law)

    def _person(self, about: str, state: CarriedState) -> int:
        people = state.scenario.recipients or ()
        if not about.isdecimal() or int(about) >= len(people):
            raise RequestRefused(_NO_PERSON)
        return int(about)

    def _typed(self, name: str, most: int) -> str:
        given = self.form.get(name)
        text = given.strip() if isinstance(given, str) else ""
        if len(text) > most:
            raise Unread(f"please say it in no more than {most} characters")
        return text


_NO_PERSON = ErrorAnswer(
    400,
    "unknown-person",
    "this person is not on the list",
    "the list may have been changed on another page",
    "go back one page and look at the list",
)
