"""A question as a page puts it: what can be answered, and why it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from advisor.application.interview_text import why_lines
from advisor.i18n import and_list, message, messages
from advisor.interview import InterviewQuestion
from advisor.interview.place_examples import place_example
from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.reports import labels
from advisor.reports.origins import origin_note
from advisor.values import dataclass
from advisor.web.state import asked_fact_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.application.interview_text import SaidLine
    from advisor.interview import Interview
    from advisor.interview.questions import AskedFact
    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact, Value
    from advisor.web.state import CarriedState


@dataclass(frozen=True)
class AnswerChoice:
    """One answer that can be given; `chosen` where it was."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class AskedQuestion:
    """
    One question on a page.

    `kind` says how it is answered: with one `button`, several `boxes`, a `line` that is
    typed, or a `ruling` that somebody answers for. `why` says what waits for it.
    """

    key: str
    ask: str
    about: str
    help: str
    hint: str
    kind: str
    choices: tuple[AnswerChoice, ...]
    typed: str = ""
    input: str = "text"
    factors: tuple[str, ...] = ()
    decided_by: str = ""
    because: str = ""
    why: tuple[SaidLine, ...] = ()
    is_places: bool = False
    known: bool = False


def asked_question(place: AskedFact, state: CarriedState, interview: Interview) -> AskedQuestion:
    """Put a question, with what was answered to it before."""
    law = interview.corpus.law
    fact = law.vocabulary.facts[place[0]]
    recipient = None if place[1] is None else state.scenario.people[place[1]].name
    value = state.scenario.value(*place)
    question = InterviewQuestion(fact, place[1], recipient, 0.0)
    waiting = interview.why(question) if value is None else ()
    ruling = next(
        (
            one
            for one in state.scenario.rulings
            if (one.fact, one.recipient) == (fact.name, recipient)
        ),
        None,
    )
    return AskedQuestion(
        key=asked_fact_text(place),
        ask=fact.ask,
        about=recipient or "",
        help=fact.help,
        hint=_hint(fact, law.places.names),
        kind=_kind(fact),
        choices=tuple(
            choice
            for choice in _choices(fact, value)
            if fact.type is not FactType.CHOICE or interview.is_offered(question, choice.value)
        ),
        typed=_typed(value, law),
        input=_INPUTS.get(fact.type, "text"),
        factors=fact.judgment.factors if fact.judgment is not None else (),
        decided_by=ruling.decided_by if ruling is not None else "",
        because=ruling.because if ruling is not None else "",
        why=tuple(why_lines(waiting, law)) if value is None else (),
        is_places=fact.type in (FactType.PLACE, FactType.PLACES),
        known=value is not None,
    )


_INPUTS = {FactType.DATE: "date", FactType.NUMBER: "number"}


def _kind(fact: Fact) -> str:
    if fact.judgment is not None:
        return "ruling"
    match fact.type:
        case FactType.FLAG | FactType.CHOICE:
            return "button"
        case FactType.CHOICES:
            return "boxes"
        case FactType.PLACE | FactType.PLACES | FactType.DATE | FactType.NUMBER | FactType.TEXT:
            return "line"
    assert_never(fact.type)


def _choices(fact: Fact, value: Value | None) -> tuple[AnswerChoice, ...]:
    if fact.type is FactType.FLAG:
        return (
            AnswerChoice("yes", _YES_NO[True], value is True),
            AnswerChoice("no", _YES_NO[False], value is False),
        )
    chosen = value if isinstance(value, frozenset) else {value}
    return tuple(
        AnswerChoice(name, _label(name, label), name in chosen)
        for name, label in fact.options.items()
    )


def _label(name: str, label: str) -> str:
    said = label or name.replace("-", " ")
    return said[:1].upper() + said[1:]


def _hint(fact: Fact, places: Mapping[str, str]) -> str:
    match fact.type:
        case FactType.CHOICES:
            return message("Choose all that apply.")
        case FactType.PLACE:
            name, code = place_example(places)
            return message(
                "A state or a country, by its name or its code, such as {name} or {code}.",
                name=name,
                code=code,
            )
        case FactType.PLACES:
            name, code = place_example(places)
            return message(
                "States or countries, such as {name} or {code}, separated by commas.",
                name=name,
                code=code,
            )
        case FactType.NUMBER:
            return message("A number.")
        case FactType.FLAG | FactType.CHOICE | FactType.TEXT | FactType.DATE:
            return ""
    assert_never(fact.type)


def _typed(value: Value | None, law: Law) -> str:
    """Write an answer as it would be typed."""
    match value:
        case None | bool():
            return ""
        case frozenset():
            return ", ".join(law.places.names.get(item, item) for item in sorted(value))
        case str():
            return "" if value == NOWHERE else law.places.names.get(value, value)
        case float() | int():
            return f"{value:g}"
        case _:
            return value.isoformat()


@dataclass(frozen=True)
class AnsweredQuestion:
    """One answer that was given; `origin` where it was read off a message."""

    key: str
    ask: str
    answer: str
    known: bool
    origin: str = ""


@dataclass(frozen=True)
class Chapter:
    """What was told of one thing, or of one person; `who` is the number of the person."""

    title: str
    told: tuple[AnsweredQuestion, ...]
    who: int | None = None


ORIGINS = messages(
    "how a fact is known",
    {
        "observed": "seen in the message",
        "inferred": "concluded from the message",
        "asserted": "told by you",
    },
)
"""How a fact that stands in a message is known."""

_TITLES = messages(
    "chapter",
    {
        "message": "The message",
        "tracking": "Tracking",
        "lawyer": "The lawyer",
        "firm": "The firm",
        "matter": "The matter",
        "sender": "The sender",
    },
)
_YES_NO = messages("answer, as a sentence", {True: "Yes", False: "No"})
_NONE = message("none", context="answer to a fact")


def chapters(state: CarriedState, law: Law) -> tuple[Chapter, ...]:
    """Sort what was told by what it is about, in the order of the vocabulary."""
    found: list[Chapter] = []
    for entity, title in _TITLES.items():
        told = _told_of(state, law, None, entity)
        if told:
            found.append(Chapter(title, told))
    for who, person in enumerate(state.scenario.recipients or ()):
        found.append(Chapter(person.name, _told_of(state, law, who, "recipient"), who))
    return tuple(found)


def _told_of(
    state: CarriedState, law: Law, who: int | None, entity: str
) -> tuple[AnsweredQuestion, ...]:
    facts = law.vocabulary.facts
    given = state.scenario.facts if who is None else state.scenario.people[who].facts
    names = {name for name in given if name.partition(".")[0] == entity}
    names |= {
        name
        for name, about in state.unanswered
        if about == who and name.partition(".")[0] == entity
    }
    return tuple(
        AnsweredQuestion(
            asked_fact_text((name, who)),
            facts[name].ask,
            answer_text(given.get(name), facts[name], law),
            name in given,
            (ORIGINS.get(state.origins.get(name, ""), "") if who is None else "")
            or origin_note(state.scenario.origin(name, who)),
        )
        for name in sorted(names, key=lambda one: facts[one].order)
    )


def answer_text(value: Value | None, fact: Fact, law: Law) -> str:
    """Write an answer in a few words: options by their label, places by their name."""
    if value is None:
        return message("I don't know", context="what can be typed")
    if fact.type in (FactType.PLACE, FactType.PLACES) and isinstance(value, str | frozenset):
        codes = sorted(value) if isinstance(value, frozenset) else [value]
        if not codes or codes == [NOWHERE]:
            return _NONE
        return and_list(law.places.names.get(code, code) for code in codes)
    if isinstance(value, str) and value in fact.options:
        return fact.options[value] or value
    if isinstance(value, frozenset):
        chosen = [label or name for name, label in fact.options.items() if name in value]
        return and_list(chosen) if chosen else message("none of these", context="answer to a fact")
    return labels.told_text(value, fact)


def open_asked_questions(
    state: CarriedState, interview: Interview, put: frozenset[AskedFact]
) -> tuple[AnsweredQuestion, ...]:
    """Return the questions that matter most beside the one that is put."""
    people = {person.name: who for who, person in enumerate(state.scenario.people)}
    found = []
    for ask in interview.opinion.asks:
        place = (ask.fact.name, None if ask.recipient is None else people.get(ask.recipient))
        unnamed = ask.recipient is not None and state.scenario.recipients is None
        if place in put or place in interview.closed or unnamed:
            continue
        asked: str = ask.fact.ask
        if ask.recipient:
            asked = f"{ask.fact.ask} ({ask.recipient})"
        found.append(AnsweredQuestion(asked_fact_text(place), asked, "", known=False))
    return tuple(found[:_ENOUGH])


_ENOUGH = 8


def everything_to_tell(law: Law) -> dict[str, list[tuple[str, str]]]:
    """List every fact of the message and those around it by entity, for a choice of any."""
    result: dict[str, list[tuple[str, str]]] = {}
    for fact in law.vocabulary.facts.values():
        title = _TITLES.get(fact.entity)
        if title is not None:
            result.setdefault(title, []).append((fact.name, fact.ask))
    return result
