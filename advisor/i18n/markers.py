"""Sentences of the frame as they are written down: in English, with slots."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Self, TypeAlias, TypeVar

Hole: TypeAlias = "str | date | int"
"""What may fill a slot: words, a day, or a number of things."""

_T = TypeVar("_T")


class AsWritten(str):
    """
    Words of the law, or of whoever told a fact: shown as written, in no translation.

    >>> AsWritten("Did they agree?").upper()
    'DID THEY AGREE?'
    """

    __slots__ = ()


class Framed(str):
    """
    A sentence in English that remembers the frame and the words it was made of.

    Everywhere it is the English sentence; `Language.retold` says it in another language.
    `many` and `number` are those of a sentence that counts.
    """

    __slots__ = ("frame", "holes", "many", "number")

    frame: str
    holes: Mapping[str, Hole]
    many: str
    number: int

    def __new__(
        cls,
        text: str,
        frame: str = "",
        holes: Mapping[str, Hole] | None = None,
        many: str = "",
        number: int = 0,
    ) -> Self:
        """Keep a sentence together with its frame."""
        made = super().__new__(cls, text)
        made.frame = frame or text
        made.holes = dict(holes or {})
        made.many = many
        made.number = number
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Travel to another process with the frame."""
        return type(self), (str(self), self.frame, self.holes, self.many, self.number)


def framed(frame: str, /, **holes: Hole) -> Framed:
    """
    Say a frame in English, for whoever may want it in another language.

    >>> framed("No law of {place} governs.", place="Zedland")
    'No law of Zedland governs.'
    """
    return Framed(frame.format_map(_told(holes)), frame, holes)


def framed_count(count: int, one: str, many: str, /, **holes: Hole) -> Framed:
    """
    Say a frame that counts in English; see `framed`.

    >>> framed_count(1, "{count} finding waits.", "{count} findings wait.")
    '1 finding waits.'
    """
    text = (one if count == 1 else many).format_map({**_told(holes), "count": count})
    return Framed(text, one, holes, many, count)


def _told(holes: Mapping[str, Hole]) -> dict[str, str | int]:
    return {
        name: f"{hole.day} {MONTHS[hole.month - 1]} {hole.year}" if isinstance(hole, date) else hole
        for name, hole in holes.items()
    }


def listed_words(context: str, words: _T) -> _T:
    """
    Mark a table of words as part of the frame; `context` tells a translator what they say.

    >>> listed("answer", {True: "yes", False: "no"})[True]
    'yes'
    """
    del context  # read by whoever gathers what is to be translated
    return words


def sentences(prefix: str, frames: Mapping[str, str]) -> Mapping[str, str]:
    """
    Mark a table of frames; each is translated under its name, with the prefix before it.

    >>> sentences("memo: ", {"title": "Memorandum"})["title"]
    'Memorandum'
    """
    del prefix  # read by whoever gathers what is to be translated
    return MappingProxyType(dict(frames))


MONTHS = listed_words(
    "month",
    (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)
