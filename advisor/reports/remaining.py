"""What follows of a fact, in words: its value, or what can be said of those that remain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from advisor.i18n import and_list, message, or_list, series
from advisor.model.conclusions import Remaining
from advisor.model.conditions import Between, During, leaves
from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.reports import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from advisor.model.conclusions import Conclusion
    from advisor.model.law import Law
    from advisor.model.places import Places
    from advisor.model.vocabulary import Fact, Value

_FEW_PLACES = 4


def concluded_text(conclusion: Conclusion, law: Law, day: date) -> str:
    """Say what follows of a fact on a day: *no*, *not pixel*, *not in the EEA*, *at least 18*."""
    fact = law.vocabulary.facts.get(conclusion.fact)
    known = conclusion.known
    if not isinstance(known, Remaining):
        return labels.told_text(known, fact)
    said = "" if fact is None else _remaining(conclusion, known, fact, law.places, day)
    return said or message("one of several answers", context="what remains of a fact")


def _remaining(
    conclusion: Conclusion, known: Remaining, fact: Fact, places: Places, day: date
) -> str:
    match fact.type:
        case FactType.CHOICE | FactType.FLAG:
            return _choice(known, fact)
        case FactType.CHOICES:
            return _choices(known, fact)
        case FactType.PLACE:
            return _place(known, places, day)
        case FactType.NUMBER | FactType.DATE:
            return series(_bounds(conclusion, known), ", ")
        case FactType.PLACES | FactType.TEXT:
            return ""


def _choice(known: Remaining, fact: Fact) -> str:
    left = [name for name in fact.options if name in known.values]
    gone = [name for name in fact.options if name not in known.values]
    return or_list(left) if len(left) <= len(gone) else _not(gone)


def _choices(known: Remaining, fact: Fact) -> str:
    sets = [value for value in known.values if isinstance(value, frozenset)]
    always = [name for name in fact.options if all(name in members for members in sets)]
    never = [name for name in fact.options if not any(name in members for members in sets)]
    said: list[str] = []
    if always:
        said.append(message("{options}, perhaps among others", options=and_list(always)))
    elif frozenset() not in known.values:
        said.append(message("at least one", context="what remains of a fact"))
    if never:
        said.append(_not(never))
    return series(said)


def _place(known: Remaining, places: Places, day: date) -> str:
    around = {code: places.unions_of(code, day) for code in places.names}
    exact = set(places.exact_on(day))
    unions = around.keys() - exact
    left = {value for value in known.values if isinstance(value, str)} & exact
    for code in sorted(unions):
        if left == {item for item in exact if code in around[item]}:
            return message("in {place}", place=_named([code], places))
    gone = exact - left
    if not gone:
        return message("in some place", context="what remains of a fact")
    whole = {
        code
        for code in (*unions, *gone)
        if all(item in gone for item in exact if code in around[item])
    }
    largest = sorted(code for code in whole if not (around[code] - {code}) & whole)
    if len(largest) > _FEW_PLACES:
        return ""
    return message("not in {places}", places=_named(largest, places))


def _named(codes: Iterable[str], places: Places) -> str:
    return or_list(places.names.get(code, code) for code in codes if code != NOWHERE)


def _bounds(conclusion: Conclusion, known: Remaining) -> Iterator[str]:
    """Return the tests that all values pass which remain, or all fail, as they are written."""
    for relation in conclusion.by:
        for leaf in (*leaves(relation.then), *leaves(relation.when)):
            test = leaf.test
            if leaf.fact != conclusion.fact or not isinstance(test, Between | During):
                continue
            passing = {_is_within(value, test) for value in known.values}
            if passing == {True}:
                yield labels.wanted(leaf.text)
            elif passing == {False}:
                yield _not([labels.wanted(leaf.text)])


def _is_within(value: Value, test: Between | During) -> bool:
    """Return whether a number or a day lies within bounds."""
    match test:
        case During(start, before):
            day: Any = value
            return (start is None or day >= start) and (before is None or day < before)
        case Between(at_least, above, at_most, below):
            number: Any = value
            return (
                (at_least is None or number >= at_least)
                and (above is None or number > above)
                and (at_most is None or number <= at_most)
                and (below is None or number < below)
            )


def _not(words: Iterable[str]) -> str:
    return message("not {answer}", answer=or_list(words))
