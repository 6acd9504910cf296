"""Conditions evaluated as they stand, for what is asked too seldom to generate code for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from advisor.engine.atoms.evaluate import compile_test
from advisor.model.conditions import All, Any, Every, Is, Leaf, Some
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from advisor.engine.atoms.evaluate import CompiledTest
    from advisor.engine.bitset.layout import LaneLayout
    from advisor.engine.place_containment import Containment
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

TruthPlanes: TypeAlias = tuple[int, int]
"""The lanes in which something is true, and those in which it is false."""

CompiledTests: TypeAlias = "dict[int, tuple[Leaf, CompiledTest]]"
"""Tests made ready for one day, by the identity of the test, which stands beside."""

_MESSAGE_DATE = "message.date"
_RECIPIENT = "recipient."
_NOWHERE = 0


class Interpreter:
    """
    One scenario on one day; each test and each derived fact is decided once.

    `compiled` keeps the tests made ready, and may serve other scenarios of the same day.
    """

    def __init__(
        self,
        law: Law,
        atlas: Containment,
        scenario: Scenario,
        lanes: LaneLayout,
        compiled: CompiledTests | None = None,
    ) -> None:
        self._law = law
        self._atlas = atlas
        self._scenario = scenario
        self._people = scenario.people
        self._lanes = lanes
        self._compiled = {} if compiled is None else compiled
        # By the identity of a test in the law, which outlives this walk.
        self._leaves: dict[int, TruthPlanes] = {}
        self._derived: dict[str, TruthPlanes] = {}

    def planes(self, condition: Condition) -> TruthPlanes:
        """Find both planes of a condition."""
        if isinstance(condition, Leaf):
            known = self._leaves.get(id(condition))
            if known is None:
                known = self._leaves[id(condition)] = self._leaf(condition)
            return known
        if isinstance(condition, All):
            return self._all(condition.of)
        if isinstance(condition, Some):
            true, false = self.planes(condition.of)
            return self._lanes.some(true), self._lanes.every(false)
        if isinstance(condition, Every):
            true, false = self.planes(condition.of)
            return self._lanes.every(true), self._lanes.some(false)
        true, false = self._any(condition.of)
        return (true, false) if isinstance(condition, Any) else (false, true)

    def _all(self, parts: tuple[Condition, ...]) -> TruthPlanes:
        ones = self._lanes.ones
        true, false = ones, _NOWHERE
        for part in parts:
            holds, fails = self.planes(part)
            true &= holds
            false |= fails
            if false == ones:  # settled everywhere
                break
        return true, false

    def _any(self, parts: tuple[Condition, ...]) -> TruthPlanes:
        ones = self._lanes.ones
        true, false = _NOWHERE, ones
        for part in parts:
            holds, fails = self.planes(part)
            true |= holds
            false &= fails
            if true == ones:  # settled everywhere
                break
        return true, false

    def _leaf(self, leaf: Leaf) -> TruthPlanes:
        if leaf.fact in self._law.vocabulary.derived:
            true, false = self._fact(leaf.fact)
            return (true, false) if isinstance(leaf.test, Is) and leaf.test.value else (false, true)
        known = self._compiled.get(id(leaf))
        if known is None:
            known = self._compiled[id(leaf)] = leaf, compile_test(leaf.test, self._atlas)
        _, decide = known
        true = false = _NOWHERE
        for lanes, value in self._told(leaf.fact):
            truth = decide(value)
            if truth is Truth.TRUE:
                true |= lanes
            elif truth is Truth.FALSE:
                false |= lanes
        return true, false

    def _fact(self, fact: str) -> TruthPlanes:
        known = self._derived.get(fact)
        if known is None:
            known = self.planes(self._law.vocabulary.derived[fact].when)
            self._derived[fact] = known
        return known

    def _told(self, fact: str) -> list[tuple[int, Value]]:
        if fact.startswith(_RECIPIENT):
            firsts = self._lanes.firsts
            return [
                (firsts << place, value)
                for place, person in enumerate(self._people)
                if (value := person.facts.get(fact)) is not None
            ]
        value = self._scenario.facts.get(fact)
        if value is None and fact == _MESSAGE_DATE:
            value = self._atlas.day
        return [] if value is None else [(self._lanes.ones, value)]
