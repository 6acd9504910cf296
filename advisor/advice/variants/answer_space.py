"""The answers to a question that the law can tell apart, a few standing for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from advisor.engine.reference import evaluate_test
from advisor.model.conditions import Between, During, Within, WithinAll
from advisor.model.places import NOWHERE
from advisor.model.truth import Truth
from advisor.model.vocabulary import FactType
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.model.conditions import Test
    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact, Value

_MOST_SETS = 4096


@dataclass(frozen=True)
class AnswerSpace:
    """
    Representative answers on one day.

    `tests` gives the tests that the law makes of each fact.
    """

    law: Law
    day: date
    tests: Mapping[str, Sequence[Test]]
    _plain: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    _every: dict[str, tuple[Value, ...] | None] = field(default_factory=dict)

    def likely(self, fact: Fact) -> tuple[Value, ...]:
        """
        Give answers as a person might give them, each about as likely as the next.

        Sets are empty or hold one member; places are as exact as the law asks.
        """
        known = self._plain.get(fact.name)
        if known is None:
            known = self._plain[fact.name] = tuple(self._likely(fact))
        return known

    def every(self, fact: Fact) -> tuple[Value, ...] | None:
        """Return one answer for each way in which the law can take it; `None` for too many."""
        if fact.name not in self._every:
            self._every[fact.name] = self._distinct(fact)
        return self._every[fact.name]

    def signature(self, fact: Fact, value: Value) -> tuple[Truth, ...]:
        """Return what the tests of the law make of an answer."""
        places = self.law.places
        return tuple(
            evaluate_test(test, value, places, self.day) for test in self.tests.get(fact.name, ())
        )

    def _likely(self, fact: Fact) -> Iterable[Value]:
        match fact.type:
            case FactType.CHOICES:
                return (frozenset[str](), *(frozenset({option}) for option in fact.options))
            case FactType.PLACE:
                return self._exact_places(fact)
            case FactType.PLACES:
                exact = (code for code in self._exact_places(fact) if code != NOWHERE)
                return (frozenset[str](), *(frozenset({code}) for code in exact))
            case _:
                return self._single(fact)

    def _single(self, fact: Fact) -> Iterable[Value]:
        match fact.type:
            case FactType.FLAG:
                return (True, False)
            case FactType.CHOICE:
                return tuple(fact.options)
            case FactType.NUMBER:
                return self._numbers(fact)
            case FactType.DATE:
                return self._days(fact)
            case _:
                return ()

    def _distinct(self, fact: Fact) -> tuple[Value, ...] | None:
        match fact.type:
            case FactType.CHOICES:
                members: Sequence[str] = tuple(fact.options)
                if 1 << len(members) > _MOST_SETS:
                    return None
                return self._one_each(fact, _subsets(members))
            case FactType.PLACE:
                return self._one_each(fact, (*self._codes(), NOWHERE))
            case FactType.PLACES:
                singles = self._one_each(fact, [frozenset({code}) for code in self._codes()])
                codes = [code for single in singles for code in _members(single)]
                if 1 << len(codes) > _MOST_SETS:
                    return None
                return self._one_each(fact, _subsets(codes))
            case _:
                return self._one_each(fact, self._single(fact))

    def _one_each(self, fact: Fact, values: Iterable[Value]) -> tuple[Value, ...]:
        found: dict[tuple[Truth, ...], Value] = {}
        for value in values:
            found.setdefault(self.signature(fact, value), value)
        return tuple(found.values())

    def _codes(self) -> tuple[str, ...]:
        return tuple(self.law.places.names)

    def _exact_places(self, fact: Fact) -> tuple[str, ...]:
        """Return one place for each way in which the law takes it, unions left aside."""
        tested = {
            code
            for test in self.tests.get(fact.name, ())
            if isinstance(test, Within | WithinAll)
            for code in test.codes
        }
        places, day = self.law.places, self.day
        above = {
            up
            for code in tested
            for up in places.unions_of(code, day) - {code}
            if code not in places.unions_of(up, day)  # in a circle none is the wider one
        }
        found: dict[frozenset[str], str] = {}
        for code in (*sorted(tested - {NOWHERE}), *self._codes()):
            if code not in above:
                found.setdefault(places.unions_of(code, day) & tested, code)
        return (*found.values(), *((NOWHERE,) if NOWHERE in tested else ()))

    def _numbers(self, fact: Fact) -> tuple[Value, ...]:
        bounds = sorted(
            {
                bound
                for test in self.tests.get(fact.name, ())
                if isinstance(test, Between)
                for bound in (test.at_least, test.above, test.at_most, test.below)
                if bound is not None
            }
        )
        between = [(low + high) / 2 for low, high in pairwise(bounds)]
        ends = [bounds[0] - 1, bounds[-1] + 1] if bounds else [0.0]
        return tuple(sorted({value for value in (*bounds, *between, *ends) if value >= 0}))

    def _days(self, fact: Fact) -> tuple[Value, ...]:
        bounds = sorted(
            {
                bound
                for test in self.tests.get(fact.name, ())
                if isinstance(test, During)
                for bound in (test.start, test.before)
                if bound is not None
            }
        )
        if not bounds:
            return (self.day,)
        return (bounds[0] - timedelta(days=1), *bounds)


def _subsets(members: Sequence[str]) -> Iterable[frozenset[str]]:
    for size in range(len(members) + 1):
        yield from map(frozenset, combinations(members, size))


def _members(value: Value) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()
