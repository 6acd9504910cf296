"""What a person did on the page, done to the scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.interview.answer_parser import Unread
from advisor.printable import printable_line
from advisor.source.scalars import parse_date
from advisor.values import dataclass, replace
from advisor.web.answer_reader import AnswerReader, must_be_possible
from advisor.web.error_pages import ErrorAnswer, RequestRefused
from advisor.web.remedies import search_remedies, tried
from advisor.web.state import Naming, parse_asked_fact
from advisor.web.step_form import read_confirmation, read_step

if TYPE_CHECKING:
    from datetime import date

    from starlette.datastructures import FormData

    from advisor.advice import Corpus
    from advisor.interview.questions import AskedFact
    from advisor.web.state import CarriedState

_NAME, _TITLE = 120, 200

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
                answered, note = self._reader.answered(self._place(about, state), state)
                return answered, None, "", note
            case "confirm":
                return read_confirmation(self._reader, state), None, "", ""
            case "step":
                after, problem, note = read_step(self._reader, state)
                return after, None, problem, note
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
        must_be_possible(described, self.today)
        return replace(state, scenario=described)

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
        return self._reader.typed(name, most)

    @property
    def _reader(self) -> AnswerReader:
        return AnswerReader(self.corpus, self.today, self.form)


_NO_PERSON = ErrorAnswer(
    400,
    "unknown-person",
    "this person is not on the list",
    "the list may have been changed on another page",
    "go back one page and look at the list",
)
