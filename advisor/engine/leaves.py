"""Every distinct test of a law, numbered, and its truth for what was told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from advisor.engine.atlas import Atlas
from advisor.engine.closures import closure, is_dated
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from advisor.engine.closures import Closure
    from advisor.model.conditions import Leaf, Test
    from advisor.model.places import Places
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

Settled: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""The numbers of the tests that are true, and of those that are false."""

_MESSAGE_DATE = "message.date"
_RECIPIENT = "recipient."
_MOST_VALUES = 2048
_MOST_DAYS = 64
# Exactly these: within one of them equal values are the same value, and none equals a
# value of another, as `True == 1 == 1.0` does.
_REMEMBERED = frozenset({bool, str, frozenset, date})


class Table:
    """The tests on one fact, and what they made of the values seen so far."""

    __slots__ = ("_seen", "numbers", "tests")

    def __init__(self, numbers: tuple[int, ...], tests: tuple[Closure, ...]) -> None:
        self.numbers = numbers
        self.tests = tests
        self._seen: dict[Value, Settled] = {}

    def settle(self, value: Value) -> Settled:
        """Find which tests a told value makes true, and which false."""
        if value.__class__ not in _REMEMBERED:
            return self._settle(value)
        settled = self._seen.get(value)
        if settled is None:
            settled = self._settle(value)
            if len(self._seen) >= _MOST_VALUES:
                self._seen.clear()
            self._seen[value] = settled
        return settled

    def _settle(self, value: Value) -> Settled:
        truths = [test(value) for test in self.tests]
        numbered = list(zip(self.numbers, truths, strict=True))
        return (
            tuple(number for number, truth in numbered if truth is Truth.TRUE),
            tuple(number for number, truth in numbered if truth is Truth.FALSE),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    All tests numbered so far, ready for one day.

    `size` is one more than the highest number. A sheet never changes: more tests make a
    new one.
    """

    size: int
    day: date
    tables: Mapping[str, Table]

    def of_message(self, scenario: Scenario) -> Iterator[Settled]:
        """Settle the tests on the facts that occur once."""
        tables = self.tables
        told = scenario.facts
        for fact, value in told.items():
            table = tables.get(fact)
            if table is not None and not fact.startswith(_RECIPIENT):
                yield table.settle(value)
        # The date of the message is the day that is asked about unless told.
        if told.get(_MESSAGE_DATE) is None and _MESSAGE_DATE in tables:
            yield tables[_MESSAGE_DATE].settle(self.day)

    def of_recipient(self, facts: Mapping[str, Value]) -> Iterator[Settled]:
        """Settle the tests on the facts of one recipient."""
        for fact, value in facts.items():
            table = self.tables.get(fact)
            if table is not None and fact.startswith(_RECIPIENT):
                yield table.settle(value)

    def of_fact(self, fact: str, value: Value | None) -> Settled:
        """Settle the tests on one fact."""
        table = self.tables.get(fact)
        if value is None and fact == _MESSAGE_DATE:
            value = self.day
        return ((), ()) if table is None or value is None else table.settle(value)


@dataclass(frozen=True, slots=True)
class _Edition:
    """All tests numbered up to some moment, published at once."""

    size: int = 0
    undated: Mapping[str, Table] = field(default_factory=dict)
    dated: Mapping[str, tuple[tuple[int, Test], ...]] = field(default_factory=dict)
    sheets: dict[date, Sheet] = field(default_factory=dict)


class Leaves:
    """
    The numbering of tests for one engine.

    All but `on` belongs under the engine's lock; `on` may be called from any thread.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._size = 0
        self._numbers: dict[tuple[str, Test], int] = {}
        self._tests: dict[str, tuple[tuple[int, Test], ...]] = {}
        self._changed: set[str] = set()
        self._edition = _Edition()

    def number(self, leaf: Leaf) -> int:
        """Give a test its number, the same each time; used once it is published."""
        key = leaf.fact, leaf.test
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self.reserve()
            self._tests[leaf.fact] = (*self._tests.get(leaf.fact, ()), (number, leaf.test))
            self._changed.add(leaf.fact)
        return number

    def reserve(self) -> int:
        """Give a number to something that is no test, from the same series."""
        self._size += 1
        return self._size - 1

    def publish(self) -> None:
        """Let sheets hold all that was numbered until now."""
        before = self._edition
        if before.size == self._size:
            return
        undated = dict(before.undated)
        dated = dict(before.dated)
        timeless = Atlas(self._places, date.min)
        for fact in self._changed:
            tests = self._tests[fact]
            if any(is_dated(test) for _, test in tests):
                undated.pop(fact, None)
                dated[fact] = tests
            else:
                undated[fact] = _table(tests, timeless)
        self._changed = set()
        self._edition = _Edition(self._size, undated, dated)

    def on(self, day: date) -> Sheet:
        """Give all tests numbered so far, ready for a day."""
        edition = self._edition
        sheet = edition.sheets.get(day)
        if sheet is None:
            atlas = Atlas(self._places, day)
            tables = {fact: _table(tests, atlas) for fact, tests in edition.dated.items()}
            sheet = Sheet(edition.size, day, {**edition.undated, **tables})
            if len(edition.sheets) >= _MOST_DAYS:
                edition.sheets.clear()
            edition.sheets[day] = sheet
        return sheet


def _table(tests: tuple[tuple[int, Test], ...], atlas: Atlas) -> Table:
    numbers = tuple(number for number, _ in tests)
    return Table(numbers, tuple(closure(test, atlas) for _, test in tests))
