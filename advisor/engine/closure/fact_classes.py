"""The values of one fact sorted by what the relations make of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.diagnostics import EngineFailure
from advisor.engine.atoms.evaluate import compile_test
from advisor.engine.closure.domains import affirms, settled
from advisor.model.conclusions import Remaining
from advisor.model.truth import Truth
from advisor.model.vocabulary import FactType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.engine.closure.domains import FactDomains
    from advisor.engine.place_containment import Containment
    from advisor.model.conditions import Test
    from advisor.model.vocabulary import Fact, Value

PassedTests: TypeAlias = tuple[bool, ...]
"""Which tests of the relations a value passes, and last whether it affirms anything."""


class FactClasses:
    """
    The classes of a fact's values that relations tell apart, each a number from 0.

    `tests` are those that relations make of the fact. The classes are made when they are first
    asked for: most facts are never narrowed.
    """

    def __init__(
        self, fact: Fact, tests: Sequence[Test], domains: FactDomains, atlas: Containment
    ) -> None:
        self.fact = fact
        self.tests = {test: at for at, test in enumerate(tests)}
        self._decide = [compile_test(test, atlas) for test in tests]
        self._domains = domains
        self._told: dict[tuple[type, Value], int] = {}
        self._known: dict[tuple[int, Value | None], Value | Remaining] = {}

    @cached_property
    def _classes(self) -> dict[PassedTests, list[Value]]:
        if self.fact.type is not FactType.PLACE:
            return self._sorted()
        # All facts that tell a place have the same values, and many the same tests.
        known, tests = self._domains.sorted_places, tuple(self.tests)
        if tests not in known:
            known[tests] = self._sorted()
        return known[tests]

    def _sorted(self) -> dict[PassedTests, list[Value]]:
        classes: dict[PassedTests, list[Value]] = {}
        for value in self._domains.of(self.fact):
            classes.setdefault(self._signature(value), []).append(value)
        return dict(sorted(classes.items()))

    @cached_property
    def _numbers(self) -> dict[PassedTests, int]:
        return {signature: number for number, signature in enumerate(self._classes)}

    @cached_property
    def count(self) -> int:
        """Return how many classes there are."""
        return len(self._classes)

    def told(self, value: Value) -> int:
        """Return the classes that a told value may belong to, as bits; a coarse place to many."""
        key = value.__class__, value
        bits = self._told.get(key)
        if bits is None:
            values = [value]
            if self.fact.type is FactType.PLACE:
                values = list(self._domains.within(str(value)))
            bits = 0
            for possible in values:
                number = self._numbers.get(self._signature(possible))
                if number is None:
                    raise EngineFailure(f"`{self.fact.name}` was told what it cannot be")
                bits |= 1 << number
            self._told[key] = bits
        return bits

    @cached_property
    def _passing(self) -> list[int]:
        signatures = list(self._classes)
        count = len(self.tests) + 1
        return [
            sum(1 << number for number, passed in enumerate(signatures) if passed[at])
            for at in range(count)
        ]

    def passing(self, test: Test) -> int:
        """Return the classes that pass a test, as bits."""
        return self._passing[self.tests[test]]

    @property
    def affirming(self) -> int:
        """Return the classes that say more than that there is nothing of the kind, as bits."""
        return self._passing[-1]

    def known(self, bits: int, told: Value | None) -> Value | Remaining:
        """Return what is known where some classes are left of an untold or a coarse fact."""
        key = bits, told
        known = self._known.get(key)
        if known is None:
            values: set[Value] = set()
            for number, members in enumerate(self._classes.values()):
                if bits >> number & 1:
                    values.update(members)
            if told is not None:
                values &= self._domains.within(str(told))
            known = self._known[key] = settled(self.fact, frozenset(values))
        return known

    def _signature(self, value: Value) -> PassedTests:
        passed = [decide(value) is Truth.TRUE for decide in self._decide]
        return (*passed, affirms(value))
