"""One test as a function from what was told to a truth."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias, assert_never

from advisor.model.conclusions import Remaining
from advisor.model.conditions import (
    Between,
    DayOrder,
    During,
    IncludesAll,
    Is,
    OneOf,
    Only,
    Within,
    WithinAll,
)
from advisor.model.truth import Truth, every, some

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.engine.place_containment import Containment
    from advisor.model.conditions import Test
    from advisor.model.vocabulary import Value

CompiledTest: TypeAlias = "Callable[[Value | Remaining], Truth]"
"""What decides a test; of several values that remain, where all agree."""

_DecideOne: TypeAlias = "Callable[[Value], Truth]"


def is_dated(test: Test) -> bool:
    """Return whether a test can come out otherwise on another day."""
    return isinstance(test, Within | WithinAll)


def compile_test(test: Test, atlas: Containment) -> CompiledTest:
    """Return the function that decides a test; typed, as the policy language says."""
    decide = _compile(test, atlas)

    def decide_all(value: Value | Remaining) -> Truth:
        if not isinstance(value, Remaining):
            return decide(value)
        possible = iter(value.values)
        first = decide(next(possible))
        return first if all(decide(other) is first for other in possible) else Truth.UNKNOWN

    return decide_all


def _compile(test: Test, atlas: Containment) -> _DecideOne:
    match test:
        case Is(wanted):
            return lambda value: Truth.of(value is wanted)
        case OneOf(options):
            return lambda value: Truth.of(not options.isdisjoint(_members(value)))
        case IncludesAll(options):
            return lambda value: Truth.of(isinstance(value, frozenset) and options <= value)
        case Only(options):
            return lambda value: Truth.of(isinstance(value, frozenset) and value <= options)
        case Within(codes):
            return lambda value: some(atlas.within(place, codes) for place in _places(value))
        case WithinAll(codes):
            return _within_all(codes, atlas)
        case Between():
            return _between(test)
        case During(start, before):
            return _during(start, before)
        case DayOrder():
            return lambda _: Truth.UNKNOWN  # by one fact alone
    assert_never(test)


def _members(value: Value) -> frozenset[Value]:
    return value if isinstance(value, frozenset) else frozenset({value})


def _places(value: Value) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset({str(value)})


def _within_all(codes: frozenset[str], atlas: Containment) -> _DecideOne:
    singles = [frozenset({code}) for code in codes]

    def decide(value: Value) -> Truth:
        places = _places(value)
        return every(some(atlas.within(place, code) for place in places) for code in singles)

    return decide


def _between(test: Between) -> _DecideOne:
    at_least, above, at_most, below = test.at_least, test.above, test.at_most, test.below

    def decide(value: Value) -> Truth:
        return Truth.of(
            isinstance(value, int | float)
            and (at_least is None or value >= at_least)
            and (above is None or value > above)
            and (at_most is None or value <= at_most)
            and (below is None or value < below)
        )

    return decide


def _during(start: date | None, before: date | None) -> _DecideOne:
    def decide(value: Value) -> Truth:
        return Truth.of(
            isinstance(value, date)
            and (start is None or start <= value)
            and (before is None or value < before)
        )

    return decide
