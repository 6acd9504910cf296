"""What a person typed, read as an answer to one question."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType

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


def value_of(typed: str, fact: Fact, places: Mapping[str, str], today: date) -> Value:
    """
    Read an answer as the fact's type wants it.

    Options go by number or name, places by code or name. Raises `Unread`.
    """
    text = typed.strip()
    match fact.type:
        case FactType.FLAG:
            return _flag(text)
        case FactType.CHOICE:
            return _option(text, fact)
        case FactType.CHOICES:
            if text.casefold() in _NONE:
                return frozenset()
            return frozenset(_option(one, fact) for one in _listed(text))
        case FactType.PLACE:
            return NOWHERE if text.casefold() in _NONE else _place(text, places)
        case FactType.PLACES:
            if text.casefold() in _NONE:
                return frozenset()
            return frozenset(_place(one, places) for one in _split(text))
        case FactType.NUMBER:
            return _number(text)
        case FactType.DATE:
            return _day(text, today)
        case FactType.TEXT:
            return text


def _flag(text: str) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise Unread("please answer yes or no (y or n)")


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
        raise Unread(f"`{text}` could be {' or '.join(near)}; give the number")
    raise Unread(f"please give a number from 1 to {len(names)}")


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
        raise Unread(f"`{text}` could be {some}; give the code")
    raise Unread(f"no place is known as `{text}`; write a name or a code: Illinois, US-IL, DE")


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        raise Unread("please give a number")
    return int(number) if number.is_integer() else number


def _day(text: str, today: date) -> date:
    if text.casefold() == "today":
        return today
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unread("please give a date as 2026-03-02") from None
