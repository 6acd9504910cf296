"""What a person typed, read as an answer to one question."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, message, messages, or_list
from advisor.interview.place_examples import place_example
from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.vocabulary import Fact, Value

_YES = {"y", "yes", "true", "1"}
_NO = {"n", "no", "false", "2"}
_NONE = {"none", "none of these", "nowhere", "0", "[]"}
_SHORTEST = 3


@dataclass(frozen=True)
class Unread(Exception):
    """Why something typed is no answer, and what would be one."""

    why: str

    def __str__(self) -> str:
        """Say it."""
        return self.why


KEYS = messages("key to type", {True: "y", False: "n"})
_WORDS = messages("answer", {True: "yes", False: "no"})
_NONE_TO_TYPE = message("none", context="word to type")
_TODAY = message("today", context="word to type")


def is_none(typed: str, language: Language = ENGLISH) -> bool:
    """Tell whether somebody typed that there is none."""
    return typed.casefold() in {*_NONE, language.render(_NONE_TO_TYPE).casefold()}


def parse_answer(
    typed: str,
    fact: Fact,
    places: Mapping[str, str],
    today: date,
    language: Language = ENGLISH,
) -> Value:
    """
    Read an answer as the fact's type wants it.

    Options go by number or name, places by code or name; words of the language go beside
    the English ones. Raises `Unread`.
    """
    text = typed.strip()
    match fact.type:
        case FactType.FLAG:
            return _flag(text, language)
        case FactType.CHOICE:
            return _option(text, fact)
        case FactType.CHOICES:
            if is_none(text, language):
                return frozenset()
            return frozenset(_option(one, fact) for one in _listed(text))
        case FactType.PLACE:
            return NOWHERE if is_none(text, language) else _place(text, places)
        case FactType.PLACES:
            if is_none(text, language):
                return frozenset()
            return frozenset(_place(one, places) for one in _split(text))
        case FactType.NUMBER:
            return _number(text)
        case FactType.DATE:
            return _day(text, today, language)
        case FactType.TEXT:
            return text


def _flag(text: str, language: Language) -> bool:
    said = text.casefold()
    for value, known in ((True, _YES), (False, _NO)):
        own = (language.render(_WORDS[value]), language.render(KEYS[value]))
        if said in known or said in own:
            return value
    raise Unread(message("please answer yes or no (y or n)"))


def _listed(text: str) -> list[str]:
    parts = _split(text)
    if all(part.replace(" ", "").isdigit() for part in parts):
        return [word for part in parts for word in part.split()]
    return parts


def _split(text: str) -> list[str]:
    parts = [part.strip() for part in text.strip("[]").replace(";", ",").split(",")]
    return [part for part in parts if part]


def _option(text: str, fact: Fact) -> str:
    names = list(fact.options)
    if text.isdigit() and 1 <= int(text) <= len(names):
        return names[int(text) - 1]
    wanted = text.casefold()
    for name, label in fact.options.items():
        if wanted in (name.casefold(), label.casefold()):
            return name
    near = [
        name
        for name, label in fact.options.items()
        if len(wanted) >= _SHORTEST and (wanted in name.casefold() or wanted in label.casefold())
    ]
    if len(near) == 1:
        return near[0]
    if near:
        raise Unread(
            message(
                "`{typed}` could be {options}; give the number",
                typed=text,
                options=or_list(near),
            )
        )
    raise Unread(message("please give a number from 1 to {last}", last=len(names)))


def _place(text: str, places: Mapping[str, str]) -> str:
    code = text.upper()
    if code in places:
        return code
    wanted = text.casefold()
    named = [code for code, name in places.items() if name.casefold() == wanted]
    if not named and len(wanted) >= _SHORTEST:
        named = [code for code, name in places.items() if name.casefold().startswith(wanted)]
    if len(named) == 1:
        return named[0]
    if named:
        some = ", ".join(f"{one} ({places[one]})" for one in named[:4])
        raise Unread(message("`{typed}` could be {places}; give the code", typed=text, places=some))
    name, code = place_example(places)
    raise Unread(
        message(
            "no place is known as `{typed}`; write a name or a code, such as {name} or {code}",
            typed=text,
            name=name,
            code=code,
        )
    )


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        raise Unread(message("please give a number"))
    return int(number) if number.is_integer() else number


def _day(text: str, today: date, language: Language) -> date:
    if text.casefold() in ("today", language.render(_TODAY)):
        return today
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unread(message("please give a date as 2026-03-02")) from None
