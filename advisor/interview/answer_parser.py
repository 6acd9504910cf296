"""What a person typed, read as an answer to one question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, assert_never

from advisor.facts.value_parser import FactValueError, FactValueParser, split_set
from advisor.i18n import ENGLISH, Language, message, messages, or_list
from advisor.interview.place_examples import place_example
from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.vocabulary import Fact, Value

_YES = {"y", "1"}
_NO = {"n", "2"}
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
    """Return whether somebody typed that there is none."""
    return typed.casefold() in {*_NONE, language.render(_NONE_TO_TYPE).casefold()}


def parse_answer(
    typed: str,
    fact: Fact,
    places: Mapping[str, str],
    today: date,
    language: Language = ENGLISH,
) -> Value | None:
    """
    Return the value that was typed; `None` where it is said not to be known.

    What any file may say of the fact can be typed, and what people type beside it: options
    by number, label or a part of it, places by name, `y` and `n`, `today`, and the words of
    the language. Raises `Unread`.
    """
    parser = FactValueParser(places)
    try:
        return parser.parse(fact, typed)
    except FactValueError:
        return parser.parse(fact, _words_of_files(typed.strip(), fact, places, today, language))


def _words_of_files(
    text: str, fact: Fact, places: Mapping[str, str], today: date, language: Language
) -> object:
    """Return how a file would say what was typed; raises `Unread`."""
    match fact.type:
        case FactType.FLAG:
            return _flag(text, language)
        case FactType.CHOICE:
            return _option(text, fact)
        case FactType.PLACE:
            return NOWHERE if is_none(text, language) else _place(text, places)
        case FactType.CHOICES | FactType.PLACES if is_none(text, language):
            return []
        case FactType.CHOICES:
            return [_option(part, fact) for part in _listed(text)]
        case FactType.PLACES:
            return [_place(part, places) for part in _parts(text)]
        case FactType.DATE:
            return _day(text, today, language)
        case FactType.NUMBER:
            raise Unread(message("please give a number"))
        case FactType.TEXT:
            return text
    assert_never(fact.type)


def _flag(text: str, language: Language) -> str:
    said = text.casefold()
    for value, known in ((True, _YES), (False, _NO)):
        own = (language.render(_WORDS[value]), language.render(KEYS[value]))
        if said in known or said in own:
            return "true" if value else "false"
    raise Unread(message("please answer yes or no (y or n)"))


def _listed(text: str) -> list[str]:
    parts = _parts(text)
    if all(part.replace(" ", "").isdigit() for part in parts):
        return [word for part in parts for word in part.split()]
    return parts


def _parts(text: str) -> list[str]:
    try:
        return [str(part) for part in split_set(text)]
    except FactValueError:
        return [text]


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
        some = ", ".join(f"{item} ({places[item]})" for item in named[:4])
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


def _day(text: str, today: date, language: Language) -> str:
    if text.casefold() in ("today", language.render(_TODAY)):
        return today.isoformat()
    raise Unread(message("please give a date as 2026-03-02"))
