"""Words of a report that the frame did not say, traced to the law or to the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from advisor.i18n import Message
from advisor.i18n.po import slots
from advisor.model.law import Law
from docs.translate.extraction import catalogue

_BRACKETED = re.compile("\u27e6[^\u27e6\u27e7]*\u27e7")
_JOINT = re.compile(r"[\n,;()\[\]`|\x00“”*<>#]|\s-\s|:\s|\.\s")
_PARTS_OF_CITATIONS = ("regulation", "n")
"""Words that the frame says alone, and that begin citations as well."""
_SHORT = ("month, in short",)
"""What only a chart says, and citations say as well."""
_FACT = re.compile(r"[a-z]+\.[a-z_]+")
"""A fact; where a sentence names its recipient, it goes by what follows the point."""
_SLOT = re.compile(r"\{(?:who|answer)\}")
"""Where a clause of the vocabulary names somebody or a value."""
_FILLED = r"[^\x00\n]{1,80}?"
_NUMBER = re.compile(r"[\d. /]+")


def frame_texts() -> frozenset[str]:
    """Return every English sentence of the frame that has no slot."""
    texts = {
        one.id if isinstance(one.id, str) else one.id[0]
        for one in catalogue()
        if one.id and one.context not in _SHORT
    }
    return frozenset(text for text in texts if not slots(text))


def frame_words() -> frozenset[str]:
    """Return all that the frame says without a slot: none of it may stand unmarked."""
    return frozenset(text.casefold().strip(" .:") for text in frame_texts())


def law_words(law: Law) -> frozenset[str]:
    """Return every text of the law."""
    return frozenset(_strings(law))


class Traces:
    """Every word that the law and one opinion hold, or whatever else was made by the law."""

    def __init__(self, law: frozenset[str], opinion: object, frames: frozenset[str]) -> None:
        said = {*law, *_strings(opinion)}
        said |= {text.partition(".")[2] for text in said if _FACT.fullmatch(text)}
        self.whole = frozenset(text.casefold().strip(" .:") for text in said)
        self.parts = frozenset(
            part.strip(" .:?!'—☐↩-") for text in self.whole for part in _JOINT.split(text)
        )
        self.text = "\n".join(sorted(self.whole))
        self.clauses = _clauses(law)
        self.frames = frames

    def untraced(self, text: str) -> list[str]:
        """Return the words outside of brackets that are nobody's."""
        text = text.replace("<br>", "\x00").replace("---", "\x00")
        rest = self.clauses.sub("\x00", _BRACKETED.sub("\x00", text.replace("\\", "")))
        return [
            word
            for part in _JOINT.split(rest)
            if (word := part.strip(" .:?!'—☐↩-")) and self.is_nobodys(word)
        ]

    def is_nobodys(self, word: str) -> bool:
        """Return whether neither the law nor a fact holds a word, or only the frame does."""
        folded = word.casefold()
        if _NUMBER.fullmatch(folded):
            return False
        if folded in self.frames:
            return folded not in self.whole | self.parts and folded not in _PARTS_OF_CITATIONS
        return any(
            part not in self.text and part.replace(" ", "-") not in self.text
            for part in folded.split(" and ")
        )


def _clauses(law: frozenset[str]) -> re.Pattern[str]:
    """Return what a fact's clauses say around their slots, which are words of the vocabulary."""
    slotted = {text for text in law if _SLOT.search(text)}
    slotted |= {f"{text[:1].upper()}{text[1:]}" for text in slotted}
    said = [
        _FILLED.join(re.escape(part) for part in _SLOT.split(text) if part)
        for text in sorted(slotted, key=len, reverse=True)
    ]
    return re.compile("|".join([*said, "each of them", "each of "]))


def _strings(value: Any, seen: set[int] | None = None) -> Iterator[str]:  # noqa: ANN401
    """Walk to every text that a value holds; of a message, to the words in its slots."""
    seen = set() if seen is None else seen
    if isinstance(value, str) and not isinstance(value, Message):
        yield value
    elif isinstance(value, bool | int | float | date | None):
        yield f"{value:g}" if isinstance(value, float) else str(value)
    elif not isinstance(value, Enum) and id(value) not in seen:
        seen.add(id(value))
        for inner in _within(value):
            yield from _strings(inner, seen)


def _within(value: Any) -> Iterator[Any]:  # noqa: ANN401
    if isinstance(value, Message):
        yield from value.slots.values()
    elif isinstance(value, Mapping):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, list | tuple | set | frozenset):
        yield from value
    elif is_dataclass(value):
        yield from (getattr(value, one.name) for one in fields(value))
