"""What a person typed, read as an answer to one question."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, assert_never

from advisor.facts.place_names import PLACE_TYPES, PlaceInDoubt, PlaceReader, PlaceUnread
from advisor.facts.scenario_checks import impossible_facts
from advisor.facts.told_days import parse_told_days
from advisor.facts.value_parser import FactValueError, FactValueParser, is_unknown, split_set
from advisor.i18n import ENGLISH, Language, and_list, message, messages, or_list
from advisor.interview.place_examples import place_example
from advisor.model.law_clock import SENT_ON
from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection

    from advisor.model.places import Places
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact, ToldOrSpan

_LATE = "message-after-as-of"
_YES = {"y", "1"}
_NO = {"n", "2"}
_NONE = {"none", "none of these", "nowhere", "0", "[]"}
_SHORTEST = 3
_MOST_NAMED = 4


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


def parse_answer(  # noqa: PLR0913 - what an answer may depend on
    typed: str,
    fact: Fact,
    places: Places,
    today: date,
    language: Language = ENGLISH,
    *,
    told: Collection[str] = (),
) -> ToldOrSpan | None:
    """
    Return the value that was typed; `None` where it is said not to be known.

    Of the day of the message a month, a season or a year is an answer too. What any file may
    say of the fact can be typed, and what people type beside it: options by number, label or
    a part of it, places by name, `y` and `n`, `today`, and the words of the language. `told`
    are the places told so far, by which a code that stands for two is read. Raises `Unread`.
    """
    within = parse_told_days(typed) if fact.name == SENT_ON else None
    if within is not None:
        return within
    parser = FactValueParser(places.names)
    if fact.type in PLACE_TYPES and not is_unknown(fact, typed.strip()):
        return parser.parse(
            fact, _places_typed(typed.strip(), fact, PlaceReader(places, told), language)
        )
    try:
        return parser.parse(fact, typed)
    except FactValueError:
        return parser.parse(fact, _words_of_files(typed.strip(), fact, today, language))


def place_confirmation(typed: str, fact: Fact, value: ToldOrSpan, places: Places) -> str:
    """Return a sentence that says which places were understood; empty where they stand there."""
    if fact.type not in PLACE_TYPES:
        return ""
    codes = sorted(value) if isinstance(value, frozenset) else [str(value)]
    known = [code for code in codes if code in places.names]
    words = {part.strip().casefold() for part in (typed, *_parts(typed))}
    if all(code in typed or places.names[code].casefold() in words for code in known):
        return ""
    return message("Understood: {places}.", places=and_list(_named(code, places) for code in known))


def impossible_answer(scenario: Scenario) -> str:
    """Return why a scenario cannot be so as it was answered; empty where it can."""
    for problem in impossible_facts(scenario, own_day=True):
        if problem.code == _LATE:
            return message(
                "the message cannot be dated more than a day after the day that is asked about, "
                "{as_of}",
                as_of=str(scenario.as_of),
            )
        return message(
            "who wrote to you, and from where, does not go with a message that you send; take "
            "one of the two back"
        )
    return ""


def _places_typed(
    text: str, fact: Fact, reader: PlaceReader, language: Language
) -> str | list[str]:
    """Return the codes of the places that were typed; raises `Unread`."""
    if is_none(text, language):
        return [] if fact.type is FactType.PLACES else NOWHERE
    try:
        if fact.type is FactType.PLACE:
            return reader.place(text)
        members = _parts(text)
        if NOWHERE in members:
            raise Unread(message("`none` stands alone: where there are none, there are no others"))
        return sorted(reader.set_of(members))
    except PlaceInDoubt as doubt:
        raise Unread(
            message(
                "`{typed}` could be {places}; write which is meant",
                typed=doubt.typed,
                places=or_list(_told_apart(code, reader) for code in doubt.codes[:_MOST_NAMED]),
            )
        ) from None
    except PlaceUnread as unread:
        raise Unread(_unknown_place(unread, reader.places)) from None


def _unknown_place(unread: PlaceUnread, places: Places) -> str:
    if unread.near:
        return message(
            "no place is known as `{typed}`; did you mean {places}?",
            typed=unread.typed,
            places=or_list(_named(code, places) for code in unread.near),
        )
    name, code = place_example(places.names)
    return message(
        "no place is known as `{typed}`; write a name or a code, such as {name} or {code}",
        typed=unread.typed,
        name=name,
        code=code,
    )


def _named(code: str, places: Places) -> str:
    return f"{places.names.get(code, code)} ({code})"


def _told_apart(code: str, reader: PlaceReader) -> str:
    """Name a place by what can be typed for it, so that no other is meant."""
    name, typed = reader.places.names.get(code, code), reader.unmistakable(code)
    return name if typed == name else f"{name} ({typed})"


def _words_of_files(text: str, fact: Fact, today: date, language: Language) -> object:
    """Return how a file would say what was typed; raises `Unread`."""
    match fact.type:
        case FactType.FLAG:
            return _flag(text, language)
        case FactType.CHOICE:
            return _option(text, fact)
        case FactType.CHOICES if is_none(text, language):
            return []
        case FactType.CHOICES:
            return [_option(part, fact) for part in _listed(text)]
        case FactType.DATE:
            return _day(text, today, language)
        case FactType.NUMBER:
            raise Unread(message("please give a number"))
        case FactType.TEXT | FactType.PLACE | FactType.PLACES:
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


def _day(text: str, today: date, language: Language) -> str:
    if text.casefold() in ("today", language.render(_TODAY)):
        return today.isoformat()
    raise Unread(message("please give a date as 2026-03-02"))
