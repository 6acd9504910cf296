"""Conditions as gates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from advisor.engine.columnar.circuit import NO
from advisor.model.conditions import All, Any, Every, Is, Leaf, Nor, Some

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from advisor.engine.columnar.circuit import Circuit, GateNumber, GatePair
    from advisor.model.conditions import Condition, Test
    from advisor.model.vocabulary import DerivedFact

_RECIPIENT = "recipient."


class InputPlane(NamedTuple):
    """
    A plane that the facts of a table have to fill.

    It marks where a test on a fact comes out true, or false. A test that is a text asks
    whether a told place lies within the place of that code; where two days count, `later`
    asks about the later one.
    """

    fact: str
    test: Test | str
    wanted: bool = True
    later: bool = False


class ConditionGates:
    """
    Puts conditions into a circuit, each derived fact once.

    A fact that is not among those told is unknown throughout, and folded away. With `later`
    places lie where they do on the later of two days.
    """

    def __init__(
        self,
        circuit: Circuit,
        derived: Mapping[str, DerivedFact],
        told: AbstractSet[str],
        *,
        later: bool = False,
    ) -> None:
        self._circuit = circuit
        self._definitions = derived
        self._told = told
        self._later = later
        self._derived: dict[str, GatePair] = {}

    def pair(self, condition: Condition) -> GatePair:
        """Return the two gates of a condition."""
        circuit = self._circuit
        match condition:
            case Leaf():
                return self._leaf(condition)
            case All(of):
                return circuit.all_of(map(self.pair, of))
            case Any(of):
                return circuit.any_of(map(self.pair, of))
            case Nor(of):
                true, false = circuit.any_of(map(self.pair, of))
                return false, true
            case Some(inner):
                true, false = self.pair(inner)
                return circuit.some(true), circuit.every(false)
            case Every(inner):
                true, false = self.pair(inner)
                return circuit.every(true), circuit.some(false)
        assert_never(condition)

    def within(self, fact: str, code: str) -> GateNumber:
        """Return the gate of a told place lying within another, of some recipient."""
        if fact not in self._told:
            return NO
        plane = InputPlane(fact, code, later=self._later)
        found = self._circuit.bring(plane, personal=fact.startswith(_RECIPIENT))
        return self._circuit.some(found) if fact.startswith(_RECIPIENT) else found

    def _leaf(self, leaf: Leaf) -> GatePair:
        definition = self._definitions.get(leaf.fact)
        if definition is not None:
            pair = self._derived.get(leaf.fact)
            if pair is None:
                pair = self._derived[leaf.fact] = self.pair(definition.when)
            wanted = isinstance(leaf.test, Is) and leaf.test.value
            return pair if wanted else (pair[1], pair[0])
        if leaf.fact not in self._told:
            return NO, NO
        personal = leaf.fact.startswith(_RECIPIENT)
        true, false = (
            self._circuit.bring(
                InputPlane(leaf.fact, leaf.test, wanted, self._later), personal=personal
            )
            for wanted in (True, False)
        )
        return true, false
