"""What exercises say in words: answers, differences, and where an answer is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.training import Difficulty, Topic
from advisor.model.truth import Truth
from advisor.model.vocabulary import ENTITIES, RECIPIENT, FactType
from advisor.printable import printable
from advisor.reports.labels import VERDICTS, day_text, join_words, told_text

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.training import (
        AnswerOrigin,
        AnswerValue,
        Exercise,
        ExerciseAnswer,
        FactDifference,
    )
    from advisor.model.vocabulary import Fact, Value

LEADS: Mapping[AnswerValue, str] = MappingProxyType(
    {
        Outcome.BREACHED: "It is a breach.",
        Outcome.NOT_FOLLOWED: "It is no breach, but it is advised against.",
        Outcome.MET: "It is no breach: what the law asks is kept.",
        Outcome.AVAILABLE: "It is allowed, or not required.",
        Outcome.DEFEATED: "It is no breach: an exception applies.",
        Outcome.UNSETTLED: "It is unsettled.",
        Outcome.INAPPLICABLE: "No norm in these sources that governs here applies to it.",
        Outcome.OPEN: "More must be known first. What it turns on:",
        Outcome.UNDETERMINED: "More must be known first. What it turns on:",
        Verdict.STOP: "Stop.",
        Verdict.UNSETTLED: "The authorities do not settle it.",
        Verdict.ASK: "It cannot be answered before more is known.",
        Verdict.CLEAR: "Nothing in these sources stands against it.",
    }
)
"""What each answer begins with; what follows is the law's own sentence."""

TOPICS: Mapping[Topic, str] = MappingProxyType(
    {
        Topic.SENDING: "Sending",
        Topic.RECEIVING: "Receiving",
        Topic.CHOICE_OF_LAW: "Choice of law",
        Topic.CONSENT: "Consent",
        Topic.VENDORS: "Vendors",
        Topic.TIME: "Time",
    }
)
DIFFICULTIES: Mapping[Difficulty, str] = MappingProxyType(
    {Difficulty.EASY: "easy", Difficulty.MEDIUM: "medium", Difficulty.HARD: "hard"}
)
SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "message": "The message",
        "tracking": "The tracking",
        "lawyer": "The lawyer",
        "firm": "The firm",
        "matter": "The matter",
        "sender": "The sender",
    }
)
_DOUBTED = "It is unsettled, since only authority that nobody has verified says it."
_RECOMMENDS = "It is advised, and followed."


def choice_text(answer: ExerciseAnswer, law: Law) -> str:
    """Say an answer: a lead of ours, and the sentence of the law behind it."""
    lead = LEADS[answer.ruling]
    norm = law.norm(answer.norm)
    if norm is not None and answer.ruling is Outcome.UNSETTLED:
        lead = "" if norm.modality.leaves_open else _DOUBTED
    elif norm is not None and answer.ruling is Outcome.AVAILABLE:
        lead = ""
    elif norm is not None and answer.ruling is Outcome.MET and not norm.modality.is_strict:
        lead = _RECOMMENDS
    lifted = f"Excepted: {answer.exception.rstrip('.')}." if answer.exception else ""
    return printable(" ".join(filter(None, (lead, answer.statement, lifted))))


def value_text(value: Value | None, fact: Fact, law: Law) -> str:
    """Say what was told of a fact: places by their names, options by their labels."""
    if fact.type is FactType.PLACE and isinstance(value, str):
        return place_text(value, law)
    if fact.type is FactType.PLACES and isinstance(value, frozenset):
        return join_words(place_text(code, law) for code in sorted(value)) if value else "nowhere"
    if isinstance(value, str) and fact.options:
        return printable(fact.options.get(value) or value.replace("-", " "))
    if isinstance(value, frozenset):
        labels = [fact.options[name] or name for name in fact.options if name in value]
        return printable(join_words(labels)) if labels else "none at all"
    return told_text(value, fact)


def place_text(code: str, law: Law) -> str:
    """Name a place."""
    known = law.jurisdictions.get(code)
    if known is not None:
        return known.name
    return "nowhere" if code == "none" else law.places.names.get(code, code)


def difference_text(difference: FactDifference, law: Law) -> str:
    """Say a fact with what it would be instead: the question, and both answers."""
    fact = difference.fact
    if fact is None:
        after, before = difference.after, difference.before
        if isinstance(after, date) and isinstance(before, date):
            return f"The day: {day_text(after)} instead of {day_text(before)}."
        return "The day."
    about = f"{difference.recipient}: " if difference.recipient else ""
    after = value_text(difference.after, fact, law)
    before = value_text(difference.before, fact, law)
    return printable(f"{about}{fact.ask} {_capital(after)}, instead of: {before}.")


def origin_text(origin: AnswerOrigin, law: Law) -> str:
    """Say where a wrong answer would be the right one."""
    if origin.law:
        return f"Right if the law of {place_text(origin.law, law)} governed."
    if origin.difference is not None:
        return f"Right if this were different. {difference_text(origin.difference, law)}"
    return "Right on these facts."


def whole_answer_text(exercise: Exercise, law: Law) -> str:
    """Say what the opinion on the whole message is, and whose law governs."""
    opinion = exercise.opinion
    governing = [one for one in opinion.governing if one.truth is Truth.TRUE]
    places = join_words(place_text(one.jurisdiction, law) for one in governing)
    law_here = f"Law that governs: {places}." if governing else "No law is known to govern."
    verdict = VERDICTS[opinion.verdict]
    silent = exercise.right_choice.answer.ruling is Outcome.INAPPLICABLE
    nothing = " None of its norms on this act applies." if governing and silent else ""
    return f"{law_here}{nothing} The opinion on the message as a whole: {verdict}."


def story(scenario: Scenario, law: Law) -> Iterator[tuple[str, str, str]]:
    """Walk over what a scenario tells: whom it is about, the question, the answer."""
    for entity in ENTITIES:
        if entity != RECIPIENT:
            facts = {name: it for name, it in scenario.facts.items() if _entity(name) == entity}
            yield from _rows(SUBJECTS[entity], facts, law)
    for person in scenario.recipients or ():
        yield from _rows(printable(person.name), person.facts, law)


def _rows(subject: str, facts: Mapping[str, Value], law: Law) -> Iterator[tuple[str, str, str]]:
    known = law.vocabulary.facts
    for name in sorted(facts, key=lambda one: known[one].order):
        if known[name].type is not FactType.TEXT:
            answer = _capital(value_text(facts[name], known[name], law))
            yield subject, printable(known[name].ask), answer


def _entity(name: str) -> str:
    return name.partition(".")[0]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
