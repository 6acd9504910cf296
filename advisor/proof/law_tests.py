"""Every test that some laws make of each fact, and the values that these tell apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from advisor.engine.closure.domains import FactDomains
from advisor.model.conditions import DayOrder, During, leaves
from advisor.model.law_clock import SENT_ON
from advisor.model.propositions import propositions
from advisor.model.vocabulary import FactType
from advisor.proof.fact_variables import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from advisor.model.conditions import Condition, Test
    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact, Value

_ONE_DAY = timedelta(days=1)


class LawTests:
    """
    The tests that laws make of facts, by fact; `compared` are dates compared with others.

    Several laws are read together where they are held against each other. `days` are told
    apart too, by dates that are compared with others.
    """

    def __init__(self, laws: Sequence[Law], days: Iterable[date] = ()) -> None:
        self.laws = laws
        self.days = tuple(days)
        self.of: dict[str, dict[Test, None]] = {}
        self.compared: set[str] = set()
        for condition in _conditions(laws):
            self.read(condition)

    def read(self, condition: Condition) -> None:
        """Take up the tests of one more condition, before any scenario is encoded by these."""
        for leaf in leaves(condition):
            if isinstance(leaf.test, DayOrder):
                self.compared |= set(leaf.facts)
            else:
                self.of.setdefault(leaf.fact, {}).update(dict.fromkeys(parts_of(leaf.test)))

    def options(self, name: str) -> tuple[str, ...]:
        """Return the options of a fact, in every law."""
        facts = (law.vocabulary.facts.get(name) for law in self.laws)
        return tuple(dict.fromkeys(one for fact in facts if fact for one in fact.options))

    def atlas(self, law: Law) -> int:
        """Return the number of a law among those that are read together."""
        return next(at for at, one in enumerate(self.laws) if one is law)

    def values(self, fact: Fact, day: date) -> Sequence[Value]:
        """Return the numbers or days that tests of a fact tell apart, on one day."""
        if fact.name == SENT_ON:
            return (day,)
        if fact.type is FactType.DATE:
            return tuple(sorted(set(self._days(fact.name, day))))
        found: dict[Value, None] = {}
        for law in self.laws:
            own = law.vocabulary.facts.get(fact.name)
            if own is not None and own.type is fact.type:
                found.update(dict.fromkeys(sorted(FactDomains(law, day).of(own), key=str)))
        return tuple(found)

    def _days(self, name: str, day: date) -> Iterator[date]:
        """Walk over days that the tests of a date, and of those it is compared with, tell apart."""
        is_compared = name in self.compared
        others = self.compared - {SENT_ON} if is_compared else set()
        for fact in {name, *others}:
            for test in self.of.get(fact, ()):
                if isinstance(test, During):
                    for bound in (test.start, test.before):
                        if bound is not None:
                            yield from _around(bound)
        if is_compared:
            for other in (day, *self.days):
                yield from _around(other)
        else:
            yield day


def _around(day: date) -> tuple[date, date, date]:
    return (day - _ONE_DAY, day, day + _ONE_DAY)


def _conditions(laws: Iterable[Law]) -> Iterator[Condition]:
    for law in laws:
        for proposition in propositions(law):
            yield proposition.condition
        for derived in law.vocabulary.derived.values():
            yield derived.when
        for relation in law.vocabulary.relations:
            yield from (relation.when, relation.then)
        for usual in law.vocabulary.usual:
            yield usual.when
