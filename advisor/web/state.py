"""The scenario that a page carries from one request to the next, since nobody else keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

from advisor.corpus import scenario_from
from advisor.facts.profile import apply_profile
from advisor.facts.scenario_writer import document_text
from advisor.interview import Interview
from advisor.interview.interviews import Nobody
from advisor.interview.scenario_export import continued, kept_document
from advisor.model.scenarios import TOLD, Origin, Recipient, Ruling, Scenario, Source
from advisor.values import dataclass, field, replace
from advisor.web.error_pages import ErrorAnswer, RequestRefused

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.interview.questions import AskedFact
    from advisor.model.law import Law
    from advisor.model.vocabulary import ToldOrSpan

MOST_RECIPIENTS_SHOWN = 25


class Naming(Enum):
    """How far the naming of recipients has come."""

    UNASKED = "unasked"
    OPEN = "open"
    DONE = "done"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CarriedState:
    """
    What was told so far.

    `unanswered` are questions put and not known; `trail` the questions in the order in
    which they were answered; `origins` say of facts read off a message how they are known.
    `reviewed` tells that usual values were shown to be confirmed.
    """

    scenario: Scenario = field(default_factory=Scenario)
    naming: Naming = Naming.UNASKED
    unanswered: frozenset[AskedFact] = frozenset()
    trail: tuple[AskedFact, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    reviewed: bool = False

    def interview(self, corpus: Corpus, today: date) -> Interview:
        """Go on asking from here."""
        steps = (Nobody(unknown=True),) if self.naming is Naming.UNKNOWN else ()
        day = self.scenario.as_of or today
        told, unanswered = self.scenario, self.unanswered
        return Interview(corpus, day, told, steps, unanswered, reviewed=self.reviewed)

    def told(
        self,
        place: AskedFact,
        value: ToldOrSpan,
        ruling: Ruling | None = None,
        *,
        origin: Origin = TOLD,
    ) -> CarriedState:
        """Tell a fact, or tell it otherwise; a judgment comes with its ruling."""
        fact, who = place
        scenario = self._without_ruling(place).told(fact, value, who, origin)
        if ruling is not None:
            scenario = replace(scenario, rulings=(*scenario.rulings, ruling))
        return replace(
            self,
            scenario=scenario,
            unanswered=self.unanswered - {place},
            trail=(*(item for item in self.trail if item != place), place),
            origins=_without(self.origins, place),
        )

    def unknown(self, place: AskedFact) -> CarriedState:
        """Leave a question unanswered."""
        state = self.forgotten(place)
        return replace(state, unanswered=state.unanswered | {place}, trail=(*state.trail, place))

    def forgotten(self, place: AskedFact) -> CarriedState:
        """Take an answer back, as if it had not been asked."""
        return replace(
            self,
            scenario=self._without_ruling(place).told(place[0], None, place[1]),
            unanswered=self.unanswered - {place},
            trail=tuple(item for item in self.trail if item != place),
            origins=_without(self.origins, place),
        )

    def back(self) -> CarriedState:
        """Take the last answer back, or all that was confirmed at once."""
        if not self.trail:
            return self
        state = self.forgotten(self.trail[-1])
        if self.scenario.origin(*self.trail[-1]).source is not Source.CONFIRMED:
            return state
        while state.trail and state.scenario.origin(*state.trail[-1]).source is Source.CONFIRMED:
            state = state.forgotten(state.trail[-1])
        return replace(state, reviewed=False)

    def named(self, name: str) -> CarriedState:
        """Add one person; raises `ValueError` for a name that is empty, taken or one too many."""
        people = self.scenario.recipients or ()
        if not name:
            raise ValueError("give a name; a word such as “Opposing counsel” will do")
        if name.casefold() in {person.name.casefold() for person in people}:
            raise ValueError(f"“{name}” is named already; give each person a name of their own")
        if len(people) >= MOST_RECIPIENTS_SHOWN:
            raise ValueError(
                f"no more than {MOST_RECIPIENTS_SHOWN} people are asked about on one page"
            )
        scenario = replace(self.scenario, recipients=(*people, Recipient(name)))
        return replace(self, scenario=scenario, naming=Naming.OPEN)

    def removed(self, who: int) -> CarriedState:
        """Take a person out, with all that was told of them."""
        people = list(self.scenario.recipients or ())
        gone = people.pop(who)
        rulings = tuple(ruling for ruling in self.scenario.rulings if ruling.recipient != gone.name)
        scenario = replace(self.scenario, recipients=tuple(people) or None, rulings=rulings)
        return replace(
            self,
            scenario=scenario,
            naming=Naming.OPEN if people else Naming.UNASKED,
            unanswered=frozenset(_moved(self.unanswered, who)),
            trail=tuple(_moved(self.trail, who)),
        )

    def everyone(self) -> CarriedState:
        """Say that all people have been named, or that there are none."""
        people = self.scenario.recipients or ()
        scenario = replace(self.scenario, recipients=people)
        return replace(self, scenario=scenario, naming=Naming.DONE)

    def file(self) -> str:
        """Write the scenario as the file that every command reads."""
        return document_text(kept_document(self.scenario, self.unanswered))

    def packed(self) -> str:
        """Write all of it on one line, for a form to carry."""
        return json.dumps(
            {
                "scenario": kept_document(self.scenario, self.unanswered),
                "naming": self.naming.value,
                "trail": self.trail,
                "origins": dict(self.origins),
                "reviewed": self.reviewed,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def _without_ruling(self, place: AskedFact) -> Scenario:
        fact, who = place
        name = None if who is None else self.scenario.people[who].name
        rulings = tuple(
            ruling
            for ruling in self.scenario.rulings
            if (ruling.fact, ruling.recipient) != (fact, name)
        )
        return replace(self.scenario, rulings=rulings)


def begun(
    scenario: Scenario, corpus: Corpus, origins: Mapping[str, str] | None = None
) -> CarriedState:
    """Start from a scenario that was read; raises `RequestRefused` where a page cannot hold it."""
    if len(scenario.recipients or ()) > MOST_RECIPIENTS_SHOWN:
        raise RequestRefused(_CROWD)
    day = scenario.as_of
    unanswered = continued(corpus, scenario, day).unanswered if day else frozenset()
    naming = Naming.UNASKED if scenario.recipients is None else Naming.DONE
    return CarriedState(scenario, naming, unanswered, _order(scenario), origins or {})


def started(corpus: Corpus) -> CarriedState:
    """Start from nothing, or from what the profile tells of the lawyer and the firm."""
    if corpus.profile is None:
        return CarriedState()
    return begun(apply_profile(Scenario(), corpus.profile), corpus)


def unpack_state(text: str, corpus: Corpus, today: date) -> CarriedState:
    """Read what a form carried; raises `RequestRefused` where it was tampered with."""
    try:
        given = json.loads(text) if text else {}
        naming = Naming(given.get("naming", Naming.UNASKED.value))
        document = given.get("scenario", {})
        trail = (
            [(str(name), None if who is None else int(who)) for name, who in given["trail"]]
            if "trail" in given
            else []
        )
        origins = {str(name): str(how) for name, how in given.get("origins", {}).items()}
        reviewed = given.get("reviewed") is True
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise RequestRefused(_TAMPERED) from None
    if not document:
        return CarriedState(naming=naming, reviewed=reviewed)
    scenario, problems = scenario_from(document, corpus.law, today, own_day=False)
    if scenario is None:
        raise RequestRefused(replace(_TAMPERED, problems=problems))
    state = begun(replace(scenario, as_of=scenario.as_of or today), corpus)
    known = set(_order(scenario)) | state.unanswered
    order = [place for place in dict.fromkeys(trail) if place in known]
    facts = {name: how for name, how in origins.items() if name in scenario.facts}
    state = replace(state, scenario=scenario, naming=naming, trail=tuple(order), origins=facts)
    return replace(state, reviewed=reviewed)


def parse_asked_fact(text: str, state: CarriedState, law: Law) -> AskedFact:
    """
    Read which question a button means: a fact, and the number of a recipient.

    Raises `RequestRefused` where there is no such question.
    """
    name, _, number = text.partition("@")
    fact = law.vocabulary.facts.get(name)
    people = len(state.scenario.people)
    if fact is None or (number and not (number.isdecimal() and int(number) < people)):
        raise RequestRefused(_TAMPERED)
    return name, int(number) if number else None


def asked_fact_text(place: AskedFact) -> str:
    """Write which question a button means."""
    return place[0] if place[1] is None else f"{place[0]}@{place[1]}"


def _order(scenario: Scenario) -> tuple[AskedFact, ...]:
    asked_facts: list[AskedFact] = [(name, None) for name in scenario.facts]
    for who, person in enumerate(scenario.recipients or ()):
        asked_facts += [(name, who) for name in person.facts]
    return tuple(asked_facts)


def _moved(places: Any, gone: int) -> list[AskedFact]:  # noqa: ANN401 - a set or a list of places
    """Return the questions new numbers after a person was taken out."""
    kept = [place for place in places if place[1] != gone]
    return [(name, who - 1 if who is not None and who > gone else who) for name, who in kept]


def _without(origins: Mapping[str, str], place: AskedFact) -> Mapping[str, str]:
    return {name: how for name, how in origins.items() if name != place[0] or place[1] is not None}


_TAMPERED = ErrorAnswer(
    400,
    "unreadable-form",
    "what this form carried cannot be read",
    "it holds the scenario between two pages, and was cut short or changed on the way",
    "go back one page, or reopen your scenario from its file",
)
_CROWD = ErrorAnswer(
    400,
    "too-many",
    f"this scenario has more than {MOST_RECIPIENTS_SHOWN} recipients",
    "a page asks about each of them, and nobody would reach the end",
    "take one recipient of each kind, or answer the whole list with `advisor check`",
)
