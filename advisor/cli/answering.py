"""What can be typed instead of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from advisor.i18n import ENGLISH, Language, messages


class Wish(Enum):
    """What can be typed instead of an answer."""

    WHY = "why"
    UNKNOWN = "unknown"
    BACK = "back"
    SO_FAR = "so far"
    STOP = "stop"


WISHES: Mapping[str, Wish] = {
    "?": Wish.WHY,
    "why": Wish.WHY,
    "why do you ask": Wish.WHY,
    "d": Wish.UNKNOWN,
    "don't know": Wish.UNKNOWN,
    "i don't know": Wish.UNKNOWN,
    "dont know": Wish.UNKNOWN,
    "unknown": Wish.UNKNOWN,
    "b": Wish.BACK,
    "back": Wish.BACK,
    "f": Wish.SO_FAR,
    "so far": Wish.SO_FAR,
    "what do we have so far": Wish.SO_FAR,
    "s": Wish.STOP,
    "stop": Wish.STOP,
    "stop here": Wish.STOP,
}


_WISHED = messages(
    "what can be typed",
    {
        Wish.WHY: "why do you ask",
        Wish.UNKNOWN: "I don't know",
        Wish.BACK: "back",
        Wish.SO_FAR: "what do we have so far",
        Wish.STOP: "stop here",
    },
)


def wish(typed: str, language: Language = ENGLISH) -> Wish | None:
    """
    Tell whether something else than an answer was typed, in English or in the language.

    >>> wish("Why do you ask?")
    <Wish.WHY: 'why'>
    """
    words = " ".join(typed.replace("\u2019", "'").casefold().split())
    bare = words.rstrip("?.! ")
    found = WISHES.get(words) or WISHES.get(bare)
    if found is not None or language.translations is None:
        return found
    own = {language.render(text).casefold(): one for one, text in _WISHED.items()}
    return own.get(bare)
