"""What exercises say in words: answers, differences, and where an answer is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from advisor.i18n import LawText, Message, and_list, layout, message, messages, series
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.model.training import Difficulty, Topic
from advisor.model.truth import Truth
from advisor.model.verdict_words import VERDICTS
from advisor.model.vocabulary import ENTITIES, RECIPIENT, FactType
from advisor.printable import printable
from advisor.reports.labels import told_text

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

LEADS: Mapping[AnswerValue, Message] = messages(
    "answer to an exercise",
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
        Verdict.VERIFY: "The local text was not read and has to be checked first.",
        Verdict.UNSETTLED: "The authorities do not settle it.",
        Verdict.ASK: "It cannot be answered before more is known.",
        Verdict.CLEAR: "Nothing in these sources stands against it.",
    },
)
"""What each answer begins with; what follows is the law's own sentence."""

TOPICS: Mapping[Topic, Message] = messages(
    "topic",
    {
        Topic.SENDING: "Sending",
        Topic.RECEIVING: "Receiving",
        Topic.CHOICE_OF_LAW: "Choice of law",
        Topic.CONSENT: "Consent",
        Topic.VENDORS: "Vendors",
        Topic.TIME: "Time",
    },
)
DIFFICULTIES: Mapping[Difficulty, Message] = messages(
    "difficulty", {Difficulty.EASY: "easy", Difficulty.MEDIUM: "medium", Difficulty.HARD: "hard"}
)
SUBJECTS: Mapping[str, Message] = messages(
    "chapter",
    {
        "message": "The message",
        "tracking": "The tracking",
        "lawyer": "The lawyer",
        "firm": "The firm",
        "matter": "The matter",
        "sender": "The sender",
    },
)
_DOUBTED = message("It is unsettled, since only authority that nobody has verified says it.")
_RECOMMENDS = message("It is advised, and followed.")


def choice_text(answer: ExerciseAnswer, law: Law) -> str:
    """Say an answer: a lead of ours, and the sentence of the law behind it."""
    lead: str = LEADS[answer.ruling]
    norm = law.norm(answer.norm)
    if norm is not None and answer.ruling is Outcome.UNSETTLED:
        lead = "" if norm.modality.leaves_open else _DOUBTED
    elif norm is not None and answer.ruling is Outcome.AVAILABLE:
        lead = ""
    elif norm is not None and answer.ruling is Outcome.MET and not norm.modality.is_strict:
        lead = _RECOMMENDS
    said = [lead, LawText(printable(answer.statement))]
    if answer.exception:
        exception = LawText(printable(answer.exception.rstrip(".")))
        said.append(message("Excepted: {exception}.", exception=exception))
    return series(filter(None, said), " ")


def percent_text(share: float) -> Message:
    """
    Write a share in hundredths.

    >>> percent_text(0.8)
    '80%'
    """
    return message("{percent}%", percent=int(f"{share:.0%}".rstrip("%")))


def value_text(value: Value | None, fact: Fact, law: Law) -> str:
    """Say what was told of a fact: places by their names, options by their labels."""
    if fact.type is FactType.PLACE and isinstance(value, str):
        return place_text(value, law)
    if fact.type is FactType.PLACES and isinstance(value, frozenset):
        return and_list(place_text(code, law) for code in sorted(value)) if value else _NOWHERE
    if isinstance(value, str) and fact.options:
        return printable(fact.options.get(value) or value.replace("-", " "))
    if isinstance(value, frozenset):
        labels = [fact.options[name] or name for name in fact.options if name in value]
        return and_list(map(printable, labels)) if labels else _NONE_AT_ALL
    return told_text(value, fact)


def place_text(code: str, law: Law) -> str:
    """Return the name of a place."""
    known = law.jurisdictions.get(code)
    if known is not None:
        return known.name
    return _NOWHERE if code == "none" else law.places.names.get(code, code)


def difference_text(difference: FactDifference, law: Law) -> str:
    """Say a fact with what it would be instead: the question, and both answers."""
    fact = difference.fact
    if fact is None:
        after, before = difference.after, difference.before
        if isinstance(after, date) and isinstance(before, date):
            return message("The day: {after} instead of {before}.", after=after, before=before)
        return message("The day.")
    said = message(
        "{question} {after}, instead of: {before}.",
        question=LawText(printable(fact.ask)),
        after=_answer(difference.after, fact, law),
        before=value_text(difference.before, fact, law),
    )
    if not difference.recipient:
        return said
    return layout(
        "{recipient}: {difference}", recipient=printable(difference.recipient), difference=said
    )


def origin_text(origin: AnswerOrigin, law: Law) -> str:
    """Say where a wrong answer would be the right one."""
    if origin.law:
        return message("Right if the law of {place} governed.", place=place_text(origin.law, law))
    if origin.difference is not None:
        return message(
            "Right if this were different. {difference}",
            difference=difference_text(origin.difference, law),
        )
    return message("Right on these facts.")


def whole_answer_text(exercise: Exercise, law: Law) -> str:
    """Say what the opinion on the whole message is, and whose law governs."""
    opinion = exercise.opinion
    governing = [item for item in opinion.governing if item.truth is Truth.TRUE]
    places = and_list(place_text(item.jurisdiction, law) for item in governing)
    said = [message("Law that governs: {places}.", places=places)]
    if not governing:
        said = [message("No law is known to govern.")]
    elif exercise.right_choice.answer.ruling is Outcome.INAPPLICABLE:
        said.append(message("None of its norms on this act applies."))
    verdict = VERDICTS[opinion.verdict]
    said.append(message("The opinion on the message as a whole: {verdict}.", verdict=verdict))
    return series(said, " ")


def story(scenario: Scenario, law: Law) -> Iterator[tuple[str, str, str]]:
    """Walk over what a scenario tells: whom it is about, the question, the answer."""
    for entity in ENTITIES:
        if entity != RECIPIENT:
            facts = {name: fact for name, fact in scenario.facts.items() if _entity(name) == entity}
            yield from _rows(SUBJECTS[entity], facts, law)
    for person in scenario.recipients or ():
        yield from _rows(printable(person.name), person.facts, law)


def _rows(subject: str, facts: Mapping[str, Value], law: Law) -> Iterator[tuple[str, str, str]]:
    known = law.vocabulary.facts
    for name in sorted(facts, key=lambda fact: known[fact].order):
        if known[name].type is not FactType.TEXT:
            answer = _answer(facts[name], known[name], law)
            yield subject, printable(known[name].ask), answer


def _entity(name: str) -> str:
    return name.partition(".")[0]


def _answer(value: Value | None, fact: Fact, law: Law) -> str:
    """Say what was told of a fact as a sentence begins."""
    if isinstance(value, bool):
        return _YES_NO[value]
    words = value_text(value, fact, law)
    if isinstance(words, Message):
        return _AS_SENTENCES.get(words, words)
    return words[:1].upper() + words[1:]


_YES_NO = messages("answer, as a sentence", {True: "Yes", False: "No"})
_NOWHERE = message("nowhere")
_NONE_AT_ALL = message("none at all", context="answer")
_AS_SENTENCES = messages(
    "answer, as a sentence",
    {"nowhere": "Nowhere", "none at all": "None at all", "not told": "Not told"},
)
