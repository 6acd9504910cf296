"""Heard facts weighed against each other: places read, recipients told apart, doubts asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.facts.place_names import PLACE_TYPES, PlaceInDoubt, PlaceReader, PlaceUnread
from advisor.model.heard import ANY_VALUE
from advisor.model.vocabulary import RECIPIENT, FactType, Value
from advisor.told.heard_facts import HeardFact, fact_value
from advisor.told.offers import OfferBasis, OfferedFact, PassedOver, PassingReason
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.model.law import Law

_ROLE = f"{RECIPIENT}.role"
TRIBUNAL = "matter.tribunal"
_SETS = (FactType.CHOICES, FactType.PLACES)
_RANK = {OfferBasis.STATED: 0, OfferBasis.IMPLIED: 1, OfferBasis.ASKED: 2}
Weighed = tuple[tuple[OfferedFact, ...], tuple[str, ...], list[PassedOver]]


def reconciled(found: list[HeardFact], law: Law) -> Weighed:
    """Return what is offered, the roles of the recipients, and places that are in doubt."""
    placed, doubtful = _with_places(_without_courts(found), law)
    roles = tuple(
        dict.fromkeys(
            str(one.value)
            for one in placed
            if one.fact.name == _ROLE and one.outcome is not OfferBasis.ASKED
        )
    )
    offers = list(_offers(placed, roles))
    offers = _settled(offers, law)
    for _ in range(2):  # what follows from what follows
        offers += _following(offers, law)
    ordered = sorted(offers, key=lambda one: (_RANK[one.basis], one.start, one.end, one.fact))
    return tuple(ordered), roles, doubtful


def _without_courts(found: list[HeardFact]) -> list[HeardFact]:
    """Leave out that somebody is where only a court was said to be."""
    courts = {one.name for one in found if one.fact.name == TRIBUNAL}
    return [
        one
        for one in found
        if one.fact.type not in PLACE_TYPES or one.fact.name == TRIBUNAL or one.name not in courts
    ]


def _with_places(found: list[HeardFact], law: Law) -> tuple[list[HeardFact], list[PassedOver]]:
    typed = {str(one.value) for one in found if one.fact.type in PLACE_TYPES}
    alone, told = PlaceReader(law.places), set()
    for text in typed:
        try:
            told.add(alone.place(text))
        except (PlaceInDoubt, PlaceUnread):
            continue
    reader = PlaceReader(law.places, told)
    read: list[HeardFact] = []
    doubtful: list[PassedOver] = []
    for one in found:
        if one.fact.type not in PLACE_TYPES:
            read.append(one)
            continue
        try:
            code = reader.place(str(one.value))
        except PlaceInDoubt:
            reason = PassingReason.PLACE_IN_DOUBT
            doubtful.append(PassedOver(one.fact.name, reason, one.start, one.end))
        except PlaceUnread:
            continue
        else:
            value: Value = frozenset({code}) if one.fact.type in _SETS else code
            read.append(replace(one, value=value))
    return read, doubtful


def _offers(found: list[HeardFact], roles: tuple[str, ...]) -> Iterator[OfferedFact]:
    mentions = sorted(
        (one.name[0], roles.index(str(one.value)))
        for one in found
        if one.fact.name == _ROLE and str(one.value) in roles
    )
    for one in found:
        if not isinstance(one.outcome, OfferBasis):
            continue
        for person in _people(one, roles, mentions):
            yield OfferedFact(one.fact.name, one.value, one.outcome, one.start, one.end, person)


def _people(
    one: HeardFact, roles: tuple[str, ...], mentions: list[tuple[int, int]]
) -> Iterable[int | None]:
    """Return the numbers of the recipients whom a fact is about, `None` for no recipient's."""
    if one.fact.entity != RECIPIENT:
        return (None,)
    if one.fact.name == _ROLE:
        return (roles.index(str(one.value)),) if str(one.value) in roles else (0,)
    named = [roles.index(role) for role in one.about if role in roles]
    if one.about:
        return named  # of nobody where who is named gets no message
    if one.is_of_everyone and roles:
        return range(len(roles))
    before = [person for at, person in mentions if at < one.end]
    return (before[-1] if before else 0,)


def _settled(offers: list[OfferedFact], law: Law) -> list[OfferedFact]:
    """Return each once; where two values exclude each other the said one, or a question."""
    by_fact: dict[tuple[str, int | None], list[OfferedFact]] = {}
    for one in sorted(offers, key=lambda one: (_RANK[one.basis], one.start)):
        known = by_fact.setdefault((one.fact, one.person), [])
        if all(one.value != other.value for other in known):
            known.append(one)
    kept: list[OfferedFact] = []
    for (name, _), several in by_fact.items():
        said = several[0].basis is OfferBasis.STATED
        best = [one for one in several if one.basis is OfferBasis.STATED] if said else several
        joined = law.vocabulary.facts[name].type in _SETS
        if joined and all(isinstance(one.value, frozenset) and one.value for one in several):
            kept += several
        elif len(best) == 1:
            kept += best
        else:
            kept += (replace(one, basis=OfferBasis.ASKED) for one in best)
    return kept


def _following(offers: list[OfferedFact], law: Law) -> Iterator[OfferedFact]:
    told = {(one.fact, one.person) for one in offers}
    for heard in law.vocabulary.heard.values:
        if heard.value is None or (heard.fact, None) in told:
            continue
        for one in offers:
            wanted = heard.follows.get(one.fact, ())
            if one.basis is OfferBasis.ASKED or not any(_is_value(one.value, w) for w in wanted):
                continue
            person = one.person if heard.fact.startswith(f"{RECIPIENT}.") else None
            if (heard.fact, person) in told:
                continue
            told.add((heard.fact, person))
            value = _written(heard.fact, heard.value, law)
            yield OfferedFact(heard.fact, value, OfferBasis.IMPLIED, one.start, one.end, person)


def _written(name: str, written: bool | str, law: Law) -> Value:  # noqa: FBT001
    return fact_value(law.vocabulary.facts[name], written)


def _is_value(value: Value, wanted: bool | str) -> bool:  # noqa: FBT001
    if wanted == ANY_VALUE:
        return True
    return wanted in value if isinstance(value, frozenset) else value == wanted
