"""
The one parser of fact values: what is written, read as the vocabulary declares the fact.

Scenarios, address books, cells of tables, answers of an interview and changes on a command
line all come through here, so that the same words mean the same everywhere. The type of the
fact decides, and quotation marks do not: a surface passes on the text as it stands there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.printable import printable_line
from advisor.source.scalars import UNKNOWN_WORD, parse_date, scalar
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from advisor.model.vocabulary import Fact, Value

LARGEST_NUMBER = 1e15
"""Beyond it whole numbers are no longer told apart by every program that reads them."""
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_SEPARATORS = str.maketrans(";", ",")


class ValueProblem(Enum):
    """Why something written is no value of a fact."""

    KIND = "another kind of value"
    OPTION = "no such option"
    PLACE = "no such place"
    DATE = "no day of the calendar"
    RANGE = "an impossible number"
    NONE_AMONG_OTHERS = "none, and others beside it"


class FactValueError(ValueError):
    """
    What was written is no value of the fact; the fields say why.

    `text` is the word that cannot be read, empty where that is no text; `item` is its place
    in a list.
    """

    def __init__(self, problem: ValueProblem, text: str = "", item: int | None = None) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.text = text
        self.item = item


@dataclass(frozen=True)
class FactValueParser:
    """Reads values of facts; `places` maps the codes of places to their names."""

    places: Mapping[str, str]

    def parse(self, fact: Fact, written: object) -> Value | None:
        """
        Return the value of a fact, `None` where that is not known.

        `written` is text, a sequence of texts for a set, or `None`; the reference page on
        values of facts says what is accepted. Raises `FactValueError`.
        """
        if written is None:
            return None
        if isinstance(written, str):
            text = written.strip()
            return None if is_unknown(fact, text) else self._from_text(fact, text)
        if isinstance(written, Sequence) and fact.type in (FactType.CHOICES, FactType.PLACES):
            return self._set(fact, written)
        raise FactValueError(ValueProblem.KIND)

    def _from_text(self, fact: Fact, text: str) -> Value:
        match fact.type:
            case FactType.FLAG:
                return _flag(text)
            case FactType.CHOICE | FactType.PLACE:
                return self._member(fact, text)
            case FactType.CHOICES | FactType.PLACES:
                return self._set(fact, split_set(text))
            case FactType.DATE:
                return _date(text)
            case FactType.NUMBER:
                return _number(text)
            case FactType.TEXT:
                return printable_line(text)

    def _member(self, fact: Fact, text: str, item: int | None = None) -> str:
        is_place = fact.type in (FactType.PLACE, FactType.PLACES)
        if text in (self.places if is_place else fact.options):
            return text
        if text == NOWHERE and fact.type is not FactType.CHOICE:
            return NOWHERE
        problem = ValueProblem.PLACE if is_place else ValueProblem.OPTION
        raise FactValueError(problem, text, item)

    def _set(self, fact: Fact, items: Sequence[object]) -> frozenset[str]:
        members: set[str] = set()
        for number, item in enumerate(items):
            if not isinstance(item, str):
                raise FactValueError(ValueProblem.KIND, item=number)
            members.add(self._member(fact, item.strip(), number))
        if NOWHERE not in members or NOWHERE in fact.options:
            return frozenset(members)
        if len(members) > 1:
            raise FactValueError(ValueProblem.NONE_AMONG_OTHERS, NOWHERE)
        return frozenset()


def is_unknown(fact: Fact, text: str) -> bool:
    """
    Return whether a text says that a fact is not known.

    Nothing and `unknown` do, in any case, and the words of YAML for nothing; somebody may be
    called `Unknown` or `Null`, so of a text only nothing and `unknown` itself do.
    """
    if fact.type is FactType.TEXT:
        return text in ("", UNKNOWN_WORD)
    return text.casefold() == UNKNOWN_WORD or scalar(text) is None


def parse_flag(text: str) -> bool | None:
    """
    Return the truth that a text spells, in any case; `None` where it spells none.

    >>> [parse_flag(text) for text in ("true", "No", "on", "1")]
    [True, False, None, None]
    """
    return _FLAGS.get(text.strip().casefold())


def split_set(text: str) -> Sequence[object]:
    """
    Return the members that a text lists: by semicolons, commas or as JSON, in brackets or not.

    Raises `FactValueError` where there are none, and no brackets that would say so.

    >>> split_set("pixel; link"), split_set('["pixel"]'), split_set("[]")
    (['pixel', 'link'], ['pixel'], [])
    """
    is_list = text.startswith("[") and text.endswith("]")
    if is_list:
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError):
            text = text[1:-1]
        else:
            return listed if isinstance(listed, list) else [listed]
    parts = (part.strip() for part in text.translate(_SEPARATORS).split(","))
    members = [part for part in parts if part]
    if not members and not is_list:
        raise FactValueError(ValueProblem.KIND, text)
    return members


def _flag(text: str) -> bool:
    value = parse_flag(text)
    if value is None:
        raise FactValueError(ValueProblem.KIND, text)
    return value


def _date(text: str) -> date:
    value = parse_date(text)
    if value is None:
        raise FactValueError(ValueProblem.DATE, text)
    return value


def _number(text: str) -> float:
    value = scalar(text)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FactValueError(ValueProblem.KIND, text)
    if not 0 <= value <= LARGEST_NUMBER:
        raise FactValueError(ValueProblem.RANGE, text)
    return value


PLACE_CODE = "an ISO 3166 code: `US-IL`, `DE`, `GB`"
"""What may be written for a place, as a sentence names it."""


def expected_value(fact: Fact) -> str:
    """Return what may be written of a fact, for a sentence that says how to fix it."""
    match fact.type:
        case FactType.FLAG:
            return "`true` or `false`"
        case FactType.CHOICE | FactType.CHOICES:
            return "one of " + ", ".join(f"`{option}`" for option in fact.options)
        case FactType.PLACE | FactType.PLACES:
            return PLACE_CODE
        case FactType.DATE:
            return "a day as 2026-03-02"
        case FactType.NUMBER:
            return "a number"
        case FactType.TEXT:
            return "text"
