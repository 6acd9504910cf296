"""Every distinct test of a law, numbered, and its truth for what was told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.engine.atoms.evaluate import compile_test, is_dated
from advisor.engine.place_containment import Containment
from advisor.model.truth import Truth
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from advisor.engine.atoms.evaluate import CompiledTest
    from advisor.model.conclusions import Remaining
    from advisor.model.conditions import Leaf, Test
    from advisor.model.places import Places
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

Settled: TypeAlias = tuple[int, ...]
"""For each test that is true twice its number, for each that is false one more."""

_MESSAGE_DATE = "message.date"
_RECIPIENT = "recipient."
_MOST_VALUES = 2048
_MOST_DAYS = 64


class RememberedValues(dict["Value | Remaining", Settled]):
    """What tests made of the values seen so far, a missing one settled when asked for."""

    __slots__ = ("_tests",)

    def __init__(self, tests: tuple[tuple[int, CompiledTest], ...]) -> None:
        super().__init__()
        self._tests = tests

    def __missing__(self, value: Value | Remaining) -> Settled:
        truths = [(number, test(value)) for number, test in self._tests]
        settled = tuple(
            2 * number + (truth is Truth.FALSE)
            for number, truth in truths
            if truth is not Truth.UNKNOWN
        )
        if len(self) >= _MOST_VALUES:
            self.clear()
        self[value] = settled
        return settled


class FactTable(dict[type, RememberedValues]):
    """
    The tests on one fact: `table[value.__class__][value]` tells how they come out.

    The class goes first because `True == 1 == 1.0`, and no test may take one for another.
    The tests are made ready when the first value comes: most facts are never told.
    """

    __slots__ = ("_atlas", "_ready", "_tests")

    def __init__(self, tests: Sequence[tuple[int, Test]], atlas: Containment) -> None:
        super().__init__()
        self._tests = tests
        self._atlas = atlas
        self._ready: tuple[tuple[int, CompiledTest], ...] | None = None

    def __missing__(self, kind: type) -> RememberedValues:
        if self._ready is None:
            self._ready = tuple(
                (number, compile_test(test, self._atlas)) for number, test in self._tests
            )
        remembered = self[kind] = RememberedValues(self._ready)
        return remembered


@dataclass(frozen=True, slots=True)
class AtomTable:
    """
    All tests numbered so far, ready for one day.

    `size` is one more than the highest number. A sheet never changes: more tests make a
    new one.
    """

    size: int
    day: date
    of_message: Mapping[str, FactTable]
    of_recipient: Mapping[str, FactTable]

    def message(self, scenario: Scenario) -> list[Settled]:
        """Settle the tests on the facts that occur once."""
        tables = self.of_message
        told = scenario.facts
        settled = _settled(tables, told)
        # The date of the message is the day that is asked about unless told.
        if _MESSAGE_DATE in tables and _MESSAGE_DATE not in told:
            settled.append(self.fact(_MESSAGE_DATE, None))
        return settled

    def recipient(self, facts: Mapping[str, Value]) -> list[Settled]:
        """Settle the tests on the facts of one recipient."""
        return _settled(self.of_recipient, facts)

    def fact(self, fact: str, value: Value | Remaining | None) -> Settled:
        """Settle the tests on one fact."""
        tables = self.of_recipient if fact.startswith(_RECIPIENT) else self.of_message
        table = tables.get(fact)
        if value is None and fact == _MESSAGE_DATE:
            value = self.day
        return () if table is None or value is None else table[value.__class__][value]


class _Edition(NamedTuple):
    """All tests numbered up to some moment, published at once."""

    size: int
    undated: Mapping[str, FactTable]
    dated: Mapping[str, Sequence[tuple[int, Test]]]
    sheets: dict[date, AtomTable]


class AtomIndex:
    """
    The numbering of tests for one engine.

    All but `on` and `atlas` belongs under the engine's lock; those two may be called from
    any thread.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self.size = 0
        self._numbers: dict[tuple[str, Test], int] = {}
        self._tests: dict[str, list[tuple[int, Test]]] = {}
        self._changed: set[str] = set()
        self._atlases: dict[date, Containment] = {}
        self._edition = _Edition(0, {}, {}, {})

    def number(self, leaf: Leaf) -> int:
        """Return a test its number, the same each time; used once it is published."""
        key = leaf.fact, leaf.test
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self.reserve()
            self._tests.setdefault(leaf.fact, []).append((number, leaf.test))
            self._changed.add(leaf.fact)
        return number

    def reserve(self) -> int:
        """Return a number to something that is no test, from the same series."""
        self.size += 1
        return self.size - 1

    def publish(self) -> None:
        """Let sheets hold all that was numbered until now."""
        before = self._edition
        if before.size == self.size:
            return
        undated = dict(before.undated)
        dated = dict(before.dated)
        timeless = self.atlas(date.min)
        for fact in self._changed:
            tests = tuple(self._tests[fact])
            if any(is_dated(test) for _, test in tests):
                undated.pop(fact, None)
                dated[fact] = tests
            else:
                undated[fact] = FactTable(tests, timeless)
        self._changed = set()
        self._edition = _Edition(self.size, undated, dated, {})

    def atlas(self, day: date) -> Containment:
        """Return what lay within what on a day."""
        atlas = self._atlases.get(day)
        if atlas is None:
            atlas = Containment(self._places, day)
            if len(self._atlases) >= _MOST_DAYS:
                self._atlases.clear()
            self._atlases[day] = atlas
        return atlas

    def on(self, day: date) -> AtomTable:
        """Return all tests numbered so far, ready for a day."""
        edition = self._edition
        sheet = edition.sheets.get(day)
        if sheet is None:
            atlas = self.atlas(day)
            tables = {fact: FactTable(tests, atlas) for fact, tests in edition.dated.items()}
            tables.update(edition.undated)
            sheet = AtomTable(
                edition.size,
                day,
                {fact: table for fact, table in tables.items() if not fact.startswith(_RECIPIENT)},
                {fact: table for fact, table in tables.items() if fact.startswith(_RECIPIENT)},
            )
            if len(edition.sheets) >= _MOST_DAYS:
                edition.sheets.clear()
            edition.sheets[day] = sheet
        return sheet


def _settled(tables: Mapping[str, FactTable], facts: Mapping[str, Value]) -> list[Settled]:
    find = tables.get
    return [
        table[value.__class__][value]
        for fact, value in facts.items()
        if (table := find(fact)) is not None
    ]
