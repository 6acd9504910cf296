"""What can be typed instead of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


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


def wish(typed: str) -> Wish | None:
    """
    Tell whether something else than an answer was typed.

    >>> wish("Why do you ask?")
    <Wish.WHY: 'why'>
    """
    words = " ".join(typed.replace("\u2019", "'").casefold().split())
    return WISHES.get(words) or WISHES.get(words.rstrip("?.! "))
