"""One fact heard in one sentence, before it is weighed against what else was heard."""

from __future__ import annotations

from datetime import date

from advisor.model.heard import DATE_SLOT, NO_MEMBERS, PLACE_SLOT, ROLE_SLOT
from advisor.model.vocabulary import Fact, FactType, Value
from advisor.told.offers import OfferBasis, PassingReason
from advisor.told.phrases import NamedThing
from advisor.values import dataclass, replace

_SLOTS = {FactType.DATE: DATE_SLOT, FactType.PLACE: PLACE_SLOT, FactType.PLACES: PLACE_SLOT}


@dataclass(frozen=True, slots=True)
class HeardFact:
    """
    A value with its words, and as what it counts; places are as they are written.

    `about` are the roles that the phrase itself names, `is_of_everyone` tells that it speaks
    of all recipients; `name` is where the name of a role or a place stands.
    """

    fact: Fact
    value: Value
    outcome: OfferBasis | PassingReason
    start: int
    end: int
    about: tuple[str, ...] = ()
    is_of_everyone: bool = False
    name: tuple[int, int] = (0, 0)

    def moved(self, by: int) -> HeardFact:
        """Return it with its place counted from the beginning of the text."""
        first, last = self.name
        return replace(self, start=self.start + by, end=self.end + by, name=(first + by, last + by))


def fact_value(fact: Fact, written: bool | str) -> Value:  # noqa: FBT001
    """Return the value that the vocabulary writes for a phrase."""
    if fact.type is FactType.CHOICES:
        return frozenset() if written == NO_MEMBERS else frozenset({str(written)})
    return written


def slot_values(fact: Fact, names: list[NamedThing]) -> list[tuple[Value, int, int]]:
    """Return the values that names give a fact, each with its place in the sentence."""
    slot = _SLOTS.get(fact.type, ROLE_SLOT)
    found: list[tuple[Value, int, int]] = []
    for name in names:
        if name.slot == slot:
            meaning: Value = name.meaning if isinstance(name.meaning, date) else str(name.meaning)
            found.append((meaning, name.start, name.end))
    return found
