"""Declared phrases as patterns, and the names in a sentence that may fill their slots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from advisor.facts.place_names import PlaceReader
from advisor.model.heard import DATE_SLOT, NUMBER_SLOT, PLACE_SLOT, ROLE_SLOT, CueKind, HeardWords
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.places import Places

POSSESSIVE = "'s"
"""What stands after the name of somebody who is spoken of and gets nothing."""
_GAP = "..."
_MARKS: Mapping[str, str] = {ROLE_SLOT: "\ue000", PLACE_SLOT: "\ue001", DATE_SLOT: "\ue002"}
"""Signs of no script, which stand in a sentence for the letters of a name of that kind."""
_BETWEEN = r"[^\w.!?\ue000-\ue002]+"
_MONTHS = (
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
)
_MONTH_NUMBERS = {name: at for names in _MONTHS for at, name in enumerate(names, start=1)}
MONTH_NAMES = "|".join(_MONTH_NUMBERS)
_DATE = re.compile(
    r"\b(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)"
    rf"|(?P<d2>\d\d?)(?:st|nd|rd|th|\.)? (?P<m2>{MONTH_NAMES}),? (?P<y2>\d{{4}})"
    rf"|(?P<m3>{MONTH_NAMES}) (?P<d3>\d\d?)(?:st|nd|rd|th)?,? (?P<y3>\d{{4}})"
    r"|(?P<d4>\d\d?)\.(?P<m4>\d\d?)\.(?P<y4>\d{4}))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A name in a sentence that may fill a slot: `meaning` is a role, a typed place or a day."""

    slot: str
    meaning: str | date
    start: int
    end: int


class PhrasePatterns:
    """Makes patterns of phrases: `a|b`, `no_one`, `word*`, `[word]`, `...`, slots."""

    def __init__(self, fillers: Iterable[str]) -> None:
        words = "|".join(map(re.escape, sorted(fillers, key=len, reverse=True)))
        self.between = f"{_BETWEEN}(?:(?:{words}){_BETWEEN})*" if words else _BETWEEN
        self.gap = rf"(?:{self.between}(?:\d+\.|[\w'\ue000-\ue002-]+)){{0,9}}?"
        still = f"(?:(?:to|in|{words or 'the'}){_BETWEEN})*"
        joint = rf"(?:\s*,\s*|{_BETWEEN})(?:(?<=, )|(?:and|or|und|oder|sowie){_BETWEEN}){still}"
        place = rf"(?:{_BETWEEN}in{_BETWEEN}(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)*)?"
        self.slots = {
            slot: rf"{mark}+(?:{place if slot == ROLE_SLOT else ''}{joint}{mark}+)*"
            for slot, mark in _MARKS.items()
        } | {NUMBER_SLOT: r"\d{1,3}"}

    def finder(self, phrase: str) -> PhraseFinder:
        """Return what looks for one phrase in one sentence."""
        return PhraseFinder(self, phrase)

    def compiled(self, phrase: str) -> re.Pattern[str]:
        """Return the pattern of one phrase."""
        parts: list[str] = []
        for word in phrase.split():
            if word == _GAP:
                parts[-1] += self.gap
            elif word.startswith("[") and word.endswith("]"):
                optional = f"(?:{self.between}{self._word(word[1:-1])})?"
                if parts:
                    parts[-1] += optional
            else:
                parts.append(self._word(word))
        return re.compile(rf"(?<!\w)(?:{self.between.join(parts)})(?!\w)", re.IGNORECASE)

    def _word(self, word: str) -> str:
        if word in self.slots:
            return self.slots[word]
        either = (
            self.between.join(re.escape(part).replace(r"\*", r"\w*") for part in one.split("_"))
            for one in word.split("|")
        )
        return f"(?:{'|'.join(either)})"


class PhraseFinder:
    """
    Looks for one phrase; its pattern is made once a text has a word of each of its places.

    Most phrases are in no text that is read, and a pattern takes far longer to make than to
    look for.
    """

    def __init__(self, patterns: PhrasePatterns, phrase: str) -> None:
        self.patterns = patterns
        self.phrase = phrase
        words = [word for word in phrase.split() if word != _GAP and word[0] not in "[{"]
        self.needed = [
            tuple(one.partition("_")[0].replace("*", "").casefold() for one in word.split("|"))
            for word in words
        ]
        self.pattern: re.Pattern[str] | None = None

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """Return where the phrase stands in a text."""
        plain = text.casefold()
        if not all(any(piece in plain for piece in pieces) for pieces in self.needed):
            return ()
        if self.pattern is None:
            self.pattern = self.patterns.compiled(self.phrase)
        return self.pattern.finditer(text)


class NameFinder:
    """Finds roles, places and days in a sentence."""

    def __init__(self, heard: HeardWords, places: Places) -> None:
        patterns = PhrasePatterns(heard.cues.get(CueKind.FILLER, ()))
        self.roles = [
            (role, patterns.finder(name)) for role, names in heard.roles.items() for name in names
        ]
        alone = PlaceReader(places)
        self.towns = {town: alone.unmistakable(code) for town, code in heard.towns.items()}
        named = {*places.names.values(), *places.typed_as}
        states = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
        towns = "|".join(map(re.escape, sorted(heard.towns, key=len, reverse=True)))
        place = rf"(?:{states})(?!\w)|(?:{towns or 'no town'})\b|[A-Z]{{2}}\b"
        town = rf"(?!(?:{states})\b)[A-Z]\w+(?: [A-Z]\w+)*, "
        self.place = re.compile(rf"(?<![\w-])(?:{town})?(?P<place>{place})")

    def names_in(self, sentence: str) -> list[NamedThing]:
        """Return the names that a sentence holds, none within another of its kind."""
        found = [
            NamedThing(ROLE_SLOT, role, match.start(), _with_possessive(sentence, match.end()))
            for role, pattern in self.roles
            for match in pattern.finditer(sentence)
        ]
        found += (
            NamedThing(PLACE_SLOT, self.towns.get(match["place"], match["place"]), *match.span())
            for match in self.place.finditer(sentence)
        )
        found += (
            NamedThing(DATE_SLOT, day, *match.span())
            for match in _DATE.finditer(sentence)
            if (day := _day(match)) is not None
        )
        return [one for one in found if not any(_is_within(one, other) for other in found)]


def _with_possessive(sentence: str, end: int) -> int:
    return end + len(POSSESSIVE) if sentence.startswith(POSSESSIVE, end) else end


def marked(sentence: str, names: Iterable[NamedThing]) -> str:
    """Return a sentence of the same length in which names are what stands for their slot."""
    signs = list(sentence)
    for name in names:
        signs[name.start : name.end] = _MARKS[name.slot] * (name.end - name.start)
    return "".join(signs)


def _is_within(one: NamedThing, other: NamedThing) -> bool:
    return (
        one.slot == other.slot
        and one is not other
        and other.start <= one.start
        and one.end <= other.end
        and (other.end - other.start) > (one.end - one.start)
    )


def _day(match: re.Match[str]) -> date | None:
    for year, month, day in (
        ("y1", "m1", "d1"),
        ("y2", "m2", "d2"),
        ("y3", "m3", "d3"),
        ("y4", "m4", "d4"),
    ):
        if match[year]:
            number = _MONTH_NUMBERS.get(match[month].casefold()) or int(match[month])
            try:
                return date(int(match[year]), number, int(match[day]))
            except ValueError:
                return None
    return None
