"""A value of a fact as a clause of a sentence, in the words of its vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.model.vocabulary import Fact, Value

YES, NO = "yes", "no"
ABSENT = "none"
IS = "is"
"""Under it stands the clause for every value that has none of its own."""
WHO, ANSWER = "who", "answer"


def clause_for(fact: Fact, value: Value) -> str:
    """
    Return the clause that tells a value of a fact, with its slots open.

    Empty where the vocabulary has none.
    """
    match value:
        case bool():
            key = YES if value else NO
        case frozenset():
            key = next(iter(value), ABSENT) if len(value) < 2 else IS  # noqa: PLR2004 - one member
        case str():
            key = value
        case _:
            key = IS
    return fact.says.get(key) or fact.says.get(IS, "")


def filled_clause(clause: str, who: str, answer: str) -> str:
    """
    Fill a clause.

    >>> filled_clause("{who} is based in {answer}", "Ann", "Ohio")
    'Ann is based in Ohio'
    """
    return clause.format_map({WHO: who, ANSWER: answer})
