"""The values that each fact can have, a few standing for all that no test tells apart."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from advisor.engine.reference import evaluate_test
from advisor.model.conclusions import Remaining
from advisor.model.conditions import Between, During, is_per_recipient, leaves
from advisor.model.places import NOWHERE
from advisor.model.propositions import named_conditions
from advisor.model.truth import Truth
from advisor.model.vocabulary import FactType
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.model.conditions import Test
    from advisor.model.law import Law
    from advisor.model.relations import Relation
    from advisor.model.vocabulary import Fact, Value

_MOST_KEPT = 4096
_NOT_NARROWED = (FactType.PLACES, FactType.TEXT)


def is_narrowed(fact: Fact | None) -> bool:
    """Return whether relations leave a fact some of its values; sets of places stay whole."""
    return fact is not None and fact.type not in _NOT_NARROWED


def settled(fact: Fact, values: frozenset[Value]) -> Value | Remaining:
    """
    Return the only value that is left of a fact, or those that remain.

    A number or a day among them stands for others too, so one alone is no value yet.
    """
    if len(values) == 1 and fact.type not in (FactType.NUMBER, FactType.DATE):
        return next(iter(values))
    return Remaining(values)


def affirms(value: Value) -> bool:
    """Return whether a value says more than that there is nothing of the kind."""
    return value is not False and value not in (NOWHERE, frozenset())


@dataclass(frozen=True)
class FactDomains:
    """
    The values of the facts of a law, on one day.

    Places are exact: those within which no other lies on the day. Of numbers and dates there
    is one value for each way in which the tests of the law can come out.
    """

    law: Law
    day: date
    _kept: dict[str, frozenset[Value]] = field(default_factory=dict)
    _within: dict[str, frozenset[Value]] = field(default_factory=dict)
    _fitting: dict[tuple[Test, frozenset[Value], bool], frozenset[Value]] = field(
        default_factory=dict
    )

    @cached_property
    def sorted_places(self) -> dict[tuple[Test, ...], dict[tuple[bool, ...], list[Value]]]:
        """Return a place to keep the exact places, sorted by what tests make of them."""
        return {}

    def of(self, fact: Fact) -> frozenset[Value]:
        """Return the values of a fact that relations can narrow."""
        kept = self._kept.get(fact.name)
        if kept is None:
            kept = self._kept[fact.name] = frozenset(self._values(fact))
        return kept

    def within(self, code: str) -> frozenset[Value]:
        """Return the exact places that a told place may stand for."""
        kept = self._within.get(code)
        if kept is None:
            kept = self._within[code] = self._places_within(code)
        return kept

    def _places_within(self, code: str) -> frozenset[Value]:
        if code == NOWHERE:
            return frozenset({code})
        places, day = self.law.places, self.day
        return frozenset(
            place for place in self._exact_places if code in places.unions_of(place, day)
        ) or frozenset({code})

    @cached_property
    def relations(self) -> tuple[tuple[Relation, frozenset[str], bool], ...]:
        """Return the relations, each with its facts and whether it is about each recipient."""
        return tuple(
            (
                relation,
                relation.facts,
                any(is_per_recipient(part, frozenset()) for part in (relation.when, relation.then)),
            )
            for relation in self.law.vocabulary.relations
        )

    def fitting(self, test: Test, values: frozenset[Value], *, wanted: bool) -> frozenset[Value]:
        """Return those of some values that pass a test, or fail it; asked often, found once."""
        key = test, values, wanted
        kept = self._fitting.get(key)
        if kept is None:
            if len(self._fitting) >= _MOST_KEPT:
                self._fitting.clear()
            fits = Truth.of(wanted)
            kept = frozenset(
                value
                for value in values
                if evaluate_test(test, value, self.law.places, self.day) is fits
            )
            self._fitting[key] = kept
        return kept

    def _values(self, fact: Fact) -> Iterator[Value]:
        match fact.type:
            case FactType.FLAG:
                yield from (True, False)
            case FactType.CHOICE:
                yield from fact.options
            case FactType.CHOICES:
                for size in range(len(fact.options) + 1):
                    yield from map(frozenset, combinations(fact.options, size))
            case FactType.PLACE:
                yield from (*self._exact_places, NOWHERE)
            case FactType.NUMBER:
                yield from self._numbers(fact.name)
            case FactType.DATE:
                yield from self._days(fact.name)
            case FactType.PLACES | FactType.TEXT:
                pass

    @cached_property
    def _exact_places(self) -> tuple[str, ...]:
        return self.law.places.exact_on(self.day)

    @cached_property
    def _tests(self) -> dict[str, set[Test]]:
        """Return every test that the law makes of numbers and dates."""
        law = self.law
        conditions = [condition for _, condition in named_conditions(law)]
        conditions += [derived.when for derived in law.vocabulary.derived.values()]
        for relation in law.vocabulary.relations:
            conditions += [relation.when, relation.then]
        conditions += [usual.when for usual in law.vocabulary.usual]
        found: dict[str, set[Test]] = {}
        for condition in conditions:
            for leaf in leaves(condition):
                if isinstance(leaf.test, Between | During):
                    found.setdefault(leaf.fact, set()).add(leaf.test)
        return found

    def _numbers(self, name: str) -> Iterator[float]:
        tests = [test for test in self._tests.get(name, ()) if isinstance(test, Between)]
        bounds = sorted(
            {
                bound
                for test in tests
                for bound in (test.at_least, test.above, test.at_most, test.below)
                if bound is not None
            }
        )
        if not bounds:
            yield 0.0
            return
        if bounds[0] > 0:
            yield bounds[0] / 2
        yield from bounds
        yield from ((low + high) / 2 for low, high in pairwise(bounds))
        yield bounds[-1] + 1

    def _days(self, name: str) -> Iterator[date]:
        tests = [test for test in self._tests.get(name, ()) if isinstance(test, During)]
        bounds = sorted({day for test in tests for day in (test.start, test.before) if day})
        if not bounds:
            yield self.day
            return
        yield bounds[0] - timedelta(days=1)
        yield from bounds
