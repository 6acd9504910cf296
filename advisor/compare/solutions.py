"""The ways to make a condition come out as wanted, as facts to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, product, zip_longest
from typing import TYPE_CHECKING, TypeAlias, assert_never

from advisor.model.conditions import (
    All,
    Any,
    Between,
    DayOrder,
    During,
    Every,
    IncludesAll,
    Is,
    Leaf,
    Nor,
    OneOf,
    Only,
    Some,
    Within,
    WithinAll,
    leaves,
)
from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType, Value
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact

ToldFacts: TypeAlias = Mapping[tuple[str, int | None], Value]
"""Facts told of the message (`None`) or of its one recipient (`0`)."""

MOST_SOLUTIONS = 16
"""How many ways are followed up of each part of a condition."""


def fact_ref(fact: str) -> tuple[str, int | None]:
    """Return the name of a fact with whom it is told of."""
    return fact, 0 if fact.startswith("recipient.") else None


def conditions_of(norm_instance: NormInstance) -> Iterator[Condition]:
    """Walk over the conditions of a norm as it stands in one place, its governing aside."""
    yield norm_instance.when_condition
    yield from (lifted.when for lifted in norm_instance.norm.exceptions)
    if norm_instance.compliance is not None:
        yield norm_instance.compliance


def told_leaves(norm_instance: NormInstance, law: Law) -> Iterator[Leaf]:
    """Walk over the tests that a norm makes of told facts, through derived ones too."""
    pending = list(conditions_of(norm_instance))
    while pending:
        for leaf in leaves(pending.pop(0)):
            derived = law.vocabulary.derived.get(leaf.fact)
            if derived is None:
                yield leaf
            else:
                pending.append(derived.when)


def merge_told(told_facts: ToldFacts, other: ToldFacts) -> ToldFacts | None:
    """
    Tell the facts of both; `None` where they contradict each other.

    Of a set both may name members: whether that serves is for an engine to find.
    """
    result = dict(told_facts)
    for place, value in other.items():
        known = result.get(place, value)
        if isinstance(known, frozenset) and isinstance(value, frozenset):
            result[place] = known | value
        elif known != value or isinstance(known, bool) is not isinstance(value, bool):
            return None
        else:
            result[place] = value
    return result


@dataclass(frozen=True)
class Solutions:
    """
    Finds facts to tell so that a condition holds, or fails.

    `codes` are the places to name where a condition asks for one outside its own.
    """

    law: Law
    codes: tuple[str, ...]

    def of(self, condition: Condition, *, holds: bool) -> list[ToldFacts]:
        """
        Give ways to make a condition come out as wanted.

        There may be more, and what the ways of two parts tell together may undo one of
        them: each is to be put to an engine.
        """
        match condition:
            case Leaf():
                return self._leaf(condition, holds=holds)
            case All(of):
                return self._joined(of, all_of=holds, holds=holds)
            case Any(of):
                return self._joined(of, all_of=not holds, holds=holds)
            case Nor(of):
                return self._joined(of, all_of=holds, holds=not holds)
            case Some(inner) | Every(inner):
                return self.of(inner, holds=holds)
        assert_never(condition)

    def values(self, leaf: Leaf, *, holds: bool) -> list[Value]:
        """Give values of a told fact with which a test comes out as wanted."""
        fact = self.law.vocabulary.facts[leaf.fact]
        return list(self._values(leaf, fact, holds=holds))

    def _leaf(self, leaf: Leaf, *, holds: bool) -> list[ToldFacts]:
        derived = self.law.vocabulary.derived.get(leaf.fact)
        if derived is not None:
            wanted = isinstance(leaf.test, Is) and leaf.test.value
            return self.of(derived.when, holds=wanted is holds)
        return [{fact_ref(leaf.fact): value} for value in self.values(leaf, holds=holds)]

    def _joined(self, parts: Sequence[Condition], *, all_of: bool, holds: bool) -> list[ToldFacts]:
        ways = [self.of(part, holds=holds) for part in parts]
        if not all_of:
            return _some_of_each(ways)
        result: list[ToldFacts] = [{}]
        for one in ways:
            pairs = product(result, one)
            together = (merge_told(before, way) for before, way in pairs)
            result = _shortest(way for way in together if way is not None)
        return result

    def _values(self, leaf: Leaf, fact: Fact, *, holds: bool) -> Iterator[Value]:
        match leaf.test:
            case Is(value):
                yield value is holds
            case OneOf(options):
                yield from _members(fact, lambda one: (one in options) is holds)
                if fact.type is FactType.CHOICES and not holds:
                    yield frozenset()
            case IncludesAll(options):
                yield options if holds else frozenset()
            case Only(options):
                yield from _members(fact, lambda one: (one in options) is holds)
                if holds:
                    yield frozenset()
            case Within(codes) | WithinAll(codes):
                yield from self._places(fact, codes, holds=holds)
            case Between() as test:
                yield from _numbers(test, holds=holds)
            case During() as test:
                yield from _days(test, holds=holds)
            case DayOrder():
                pass  # no norm compares facts

    def _places(self, fact: Fact, codes: frozenset[str], *, holds: bool) -> Iterator[Value]:
        if holds:
            places: Iterable[str] = sorted(codes)
        else:
            within = self.law.places.unions_of
            places = (
                code for code in (*self.codes, NOWHERE) if codes.isdisjoint(within(code, date.max))
            )
        for place in places:
            if fact.type is FactType.PLACES:
                yield frozenset() if place == NOWHERE else frozenset({place})
            else:
                yield place


def _members(fact: Fact, fits: Callable[[str], bool]) -> Iterator[Value]:
    for option in fact.options:
        if fits(option):
            yield frozenset({option}) if fact.type is FactType.CHOICES else option


def _numbers(test: Between, *, holds: bool) -> Iterator[Value]:
    for bound, outside in ((test.at_least, -1.0), (test.at_most, 1.0)):
        if bound is not None:
            yield bound if holds else bound + outside
    for bound, inside in ((test.above, 1.0), (test.below, -1.0)):
        if bound is not None:
            yield bound + inside if holds else bound


def _days(test: During, *, holds: bool) -> Iterator[Value]:
    day = timedelta(days=1)
    if test.start is not None:
        yield test.start if holds else test.start - day
    if test.before is not None:
        yield test.before - day if holds else test.before


def _some_of_each(branches: Iterable[Sequence[ToldFacts]]) -> list[ToldFacts]:
    """Take ways in turns, so that a branch with many does not crowd out the others."""
    turns = (way for turn in zip_longest(*branches) for way in turn if way is not None)
    return list(islice(distinct_solutions(turns), MOST_SOLUTIONS))


def _shortest(ways: Iterable[ToldFacts]) -> list[ToldFacts]:
    """Keep the ways that tell least."""
    return list(islice(sorted(distinct_solutions(ways), key=len), MOST_SOLUTIONS))


def distinct_solutions(ways: Iterable[ToldFacts]) -> Iterator[ToldFacts]:
    """Give each way once, in the order in which they come."""
    seen: set[frozenset[object]] = set()
    for way in ways:
        key = frozenset(way.items())
        if key not in seen:
            seen.add(key)
            yield way
