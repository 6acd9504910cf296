"""What is known of a fact as a clause in plain words: who did what, and never the fact's name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.i18n import LawText, and_list, layout, message
from advisor.model.fact_clauses import clause_for, filled_clause
from advisor.model.places import NOWHERE
from advisor.model.recipient_names import spoken_name
from advisor.model.vocabulary import FactType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact, Value

_PLACES = (FactType.PLACE, FactType.PLACES)
_DAY = "\0"
"""Where a day stands, which each language writes in its own way."""


def fact_clause(
    name: str, value: Value, people: Sequence[str], law: Law, *, named_before: bool = False
) -> str:
    """
    Say what is known of a fact in the words of its vocabulary: *the firm is established in Ohio*.

    `people` are those of whom it is told, none where it is about the message; with
    `named_before` the sentence has named all of them. Empty where the vocabulary has no
    clause for it, as of a layer's facts.
    """
    fact = law.vocabulary.facts.get(name)
    clause = "" if fact is None else clause_for(fact, value)
    if fact is None or not clause:
        return ""
    who = _who(people, named_before=named_before)
    if isinstance(value, date):
        before, _, after = filled_clause(clause, who, _DAY).partition(_DAY)
        return layout(
            "{before}{day}{after}", before=LawText(before), day=value, after=LawText(after)
        )
    return LawText(filled_clause(clause, who, _answer(value, fact, law)))


def as_statement(clause: str) -> str:
    """
    Return a clause as a sentence begins with it; a name in backticks stays as it is.

    >>> as_statement(LawText("the firm is a charity"))
    'The firm is a charity'
    """
    return LawText(clause[:1].upper() + clause[1:]) if isinstance(clause, LawText) else clause


def _who(people: Sequence[str], *, named_before: bool) -> str:
    if len(people) > 1:
        return "each of them" if named_before else f"each of {and_list(people)}"
    return spoken_name(people[0]) if people else ""


def _answer(value: Value, fact: Fact, law: Law) -> str:
    match value:
        case frozenset():
            members = [option for option in fact.options if option in value] or sorted(value)
            return and_list(_one(member, fact, law) for member in members or (NOWHERE,))
        case str():
            return _one(value, fact, law)
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def _one(word: str, fact: Fact, law: Law) -> str:
    if fact.type in _PLACES:
        return law.places.names.get(word, word)
    return fact.options.get(word) or word


def asked(name: str, people: Sequence[str], law: Law, *, named_before: bool = False) -> str:
    """
    Return the question to which an untold fact is the answer, and about whom it is asked.

    A fact that no vocabulary declares is named as it is written.
    """
    fact = law.vocabulary.facts.get(name)
    question = f"`{name}`" if fact is None else layout("“{question}”", question=LawText(fact.ask))
    if not people or named_before:
        return question
    return message("{question} (of {people})", question=question, people=and_list(people))
