"""
Places as people type them: names, postal codes and abbreviations, read as codes.

A code of two letters may stand for a country and for a part of another one, and nobody who
types it thinks of both. What was told before decides: where all of it lies together with one
of the two and not with the other, that one is meant. Otherwise it is asked which.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from advisor.model.places import Places
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact, Value

PLACE_TYPES = (FactType.PLACE, FactType.PLACES)
_SHORTEST_START = 3
_ALIKE = 0.8
"""How alike a name must be to be offered, and to be no town of its own."""
_MOST_NEAR = 3
_LONGEST = 60
"""No name is longer; near ones of what is would be looked for in vain, and for long."""
_TITLES = re.compile(
    r"(?:the )?(?P<part>state|commonwealth) of (?:the )?(?P<of>.+)|(?P<named>.+) (?:state)"
    r"|the (?P<plain>.+)"
)
"""What is put before or behind a name, and is no part of it."""
_INITIALS = re.compile(r"\b(\w) (?=\w\b)")
_DIGITS = re.compile(r"\d[\d-]*")


class PlaceUnread(ValueError):
    """No place is known under what was typed; `near` are codes of places named almost so."""

    def __init__(self, typed: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(typed)
        self.typed = typed
        self.near = near


class PlaceInDoubt(ValueError):
    """What was typed stands for several places; `codes` are theirs, the narrowest first."""

    def __init__(self, typed: str, codes: tuple[str, ...]) -> None:
        super().__init__(typed)
        self.typed = typed
        self.codes = codes


@dataclass(frozen=True)
class PlaceReader:
    """
    Reads places as they are typed; `told` are the codes of all places told so far.

    >>> from advisor.model.places import Places
    >>> lands = Places({"ZZ": "Zedland", "ZZ-YY": "Southern Zedland", "YY": "Yland"})
    >>> PlaceReader(lands, {"ZZ"}).place("Y.Y."), PlaceReader(lands, {"YY"}).place("yy")
    ('ZZ-YY', 'YY')
    >>> PlaceReader(lands).place("Harbour Town, Southern Zedland")
    'ZZ-YY'
    """

    places: Places
    told: Collection[str] = ()

    def place(self, typed: str) -> str:
        """Return the code of a place; raises `PlaceUnread` and `PlaceInDoubt`."""
        return self._one_of(typed, self._candidates(typed))

    def set_of(self, members: Iterable[str]) -> frozenset[str]:
        """
        Return the codes of several places; raises `PlaceUnread` and `PlaceInDoubt`.

        `members` are what stands between commas: of a town and the place that it lies in
        the place counts. What is certain of them is told for those that are in doubt.
        """
        phrases = self._phrases([member.strip() for member in members])
        certain = {codes[0] for _, codes in phrases if len(codes) == 1}
        reader = PlaceReader(self.places, {*self.told, *certain})
        return frozenset(reader._one_of(typed, codes) for typed, codes in phrases)

    def unmistakable(self, code: str) -> str:
        """Return what to type for a place so that no other can be meant: its code, or its name."""
        alone = PlaceReader(self.places)
        for text in (code, self.places.names.get(code, code)):
            if alone._candidates(text) == [code]:
                return text
        return code

    def _one_of(self, typed: str, codes: list[str]) -> str:
        if not codes:
            raise PlaceUnread(typed, self._near(typed))
        if len(codes) > 1:
            together = [code for code in codes if self.fits(code)]
            if not self.told or len(together) != 1:
                raise PlaceInDoubt(typed, tuple(codes))
            codes = together
        return codes[0]

    def fits(self, code: str) -> bool:
        """Return whether a place lies together with all that were told, in one whole or union."""
        wholes = self.places.wholes_of(code)
        return all(wholes & self.places.wholes_of(other) for other in self.told)

    def _candidates(self, typed: str) -> list[str]:
        return (
            self._named(typed) or self._titled(typed) or self._located(typed) or self._begun(typed)
        )

    def _named(self, typed: str) -> list[str]:
        """Return the places whose code, name or other spelling was typed."""
        text = " ".join(typed.split()).casefold()
        meant = self.places.typed_as.get(text)
        if meant is not None:
            return [meant]
        plain = plain_name(text)
        codes = {
            code
            for code, name in self.places.names.items()
            if text == code.casefold()
            or plain in (code.casefold(), code.rpartition("-")[2].casefold(), plain_name(name))
        }
        codes.update(
            code for spelling, code in self.places.typed_as.items() if plain_name(spelling) == plain
        )
        return _narrowest_first(codes)

    def _titled(self, typed: str) -> list[str]:
        """Return the places of a name with its title, as in *State of* or *the*."""
        titled = _TITLES.fullmatch(plain_name(typed))
        if titled is None:
            return []
        codes = self._named(titled["of"] or titled["named"] or titled["plain"])
        parts = [code for code in codes if "-" in code]
        return codes if titled["plain"] else parts or codes

    def _located(self, typed: str) -> list[str]:
        """Return the place in which a town lies, from *Town, Place* or *Town, Place, Country*."""
        *inner, last = [part for part in typed.split(",") if part.strip()] or [""]
        if not inner:
            return []
        outer = self._part(last)
        within = [code for code in self._part(inner[-1]) if self._lies_in(code, outer)]
        return within or outer

    def _part(self, typed: str) -> list[str]:
        text = _DIGITS.sub(" ", typed)
        return self._named(text) or self._titled(text)

    def _lies_in(self, code: str, outer: list[str]) -> bool:
        return any(code != whole and whole in self.places.wholes_of(code) for whole in outer)

    def _begun(self, typed: str) -> list[str]:
        """Return the places whose names begin with what was typed."""
        plain = plain_name(typed)
        if len(plain) < _SHORTEST_START:
            return []
        names = self.places.names.items()
        return _narrowest_first(
            {code for code, name in names if plain_name(name).startswith(plain)}
        )

    def _phrases(self, members: list[str]) -> list[tuple[str, list[str]]]:
        """Return what was typed for each place, with the places that it may stand for."""
        phrases: list[tuple[str, list[str]]] = []
        in_town = False
        at = 0
        while at < len(members):
            taken = 2 if self._named(", ".join(members[at : at + 2])) else 1
            typed = ", ".join(members[at : at + taken])
            at += taken
            codes = self._named(typed) or self._titled(typed) or self._begun(typed)
            if not codes and at < len(members) and not self._alike(typed):
                in_town = True
                continue
            before = phrases[-1][1] if phrases else []
            within = [code for code in before if self._lies_in(code, codes)]
            if within and (in_town or typed not in self.places.names):
                phrases[-1] = phrases[-1][0], within  # as in "Atlanta, Georgia, USA"
            else:
                phrases.append((typed, codes))
        return phrases

    def _near(self, typed: str) -> tuple[str, ...]:
        """Return the places whose names hold what was typed, stand in it, or are almost that."""
        typed = typed[:_LONGEST]
        words = f" {plain_name(typed)} "
        within = [
            code
            for code, name in self.places.names.items()
            if (named := f" {plain_name(name)} ") in words or words in named
        ]
        return tuple(dict.fromkeys([*within, *self._alike(typed)]))[:_MOST_NEAR]

    def _alike(self, typed: str) -> list[str]:
        """Return the places whose names differ from what was typed by a few letters."""
        import difflib  # only where a name is wrong

        names: dict[str, list[str]] = {}
        for code, name in self.places.names.items():
            names.setdefault(plain_name(name), []).append(code)
        alike = difflib.get_close_matches(plain_name(typed), names, n=_MOST_NEAR, cutoff=_ALIKE)
        return [code for name in alike for code in names[name]]


def plain_name(text: str) -> str:
    """
    Return a name without what people leave out: accents, points, case and wider spaces.

    >>> plain_name("N. Y."), plain_name(" Åland Islands "), plain_name("Côte d'Ivoire")
    ('ny', 'aland islands', 'cote d ivoire')
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign)).replace(".", " ")
    words = " ".join("".join(sign if sign.isalnum() else " " for sign in bare).split())
    return _INITIALS.sub(r"\1", words)


def told_places(
    scenario: Scenario, facts: Mapping[str, Fact], *, without: tuple[str, int | None] | None = None
) -> frozenset[str]:
    """Return the codes of all places that a scenario tells, but those of one fact."""
    told: set[str] = set()
    people = enumerate(person.facts for person in scenario.recipients or ())
    for who, values in ((None, scenario.facts), *people):
        for name, value in values.items():
            fact = facts.get(name)
            if fact is not None and fact.type in PLACE_TYPES and (name, who) != without:
                told.update(place_codes(value))
    return frozenset(told)


def probable_parts(told: Collection[str], places: Places) -> dict[str, str]:
    """
    Return the codes of countries that probably mean a part of another one, with its code.

    They are those under which all other places told are together with the part, and not with
    the country; a code in doubt itself says nothing of another.

    >>> from advisor.model.places import Places
    >>> lands = Places({"ZZ": "Zedland", "ZZ-YY": "Southern Zedland", "YY": "Yland"})
    >>> probable_parts({"YY", "ZZ"}, lands), probable_parts({"YY"}, lands)
    ({'YY': 'ZZ-YY'}, {})
    """
    certain = [code for code in told if not places.parts_called(code)]
    if not certain or len(certain) == len(told):
        return {}
    reader = PlaceReader(places, certain)
    return {
        code: part
        for code in told
        for part in places.parts_called(code)
        if reader.fits(part) and not reader.fits(code)
    }


def place_codes(value: Value) -> frozenset[str]:
    """Return the codes of the places that a fact tells."""
    codes = value if isinstance(value, frozenset) else {str(value)}
    return frozenset(codes) - {NOWHERE}


def _narrowest_first(codes: Collection[str]) -> list[str]:
    return sorted(codes, key=lambda code: ("-" not in code, code))
