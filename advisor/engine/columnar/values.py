"""The distinct values of facts, and the planes that tests make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from advisor.engine.atoms.evaluate import compile_test
from advisor.engine.columnar.schedule import pack_bits
from advisor.model.conclusions import Remaining
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from advisor.engine.columnar.conditions import InputPlane
    from advisor.engine.columnar.schedule import Plane
    from advisor.engine.place_containment import Containment
    from advisor.model.vocabulary import Value

ValueCodes: TypeAlias = NDArray[np.integer[Any]]
"""Which of the distinct values was told, for each scenario or recipient; 0 for none."""

_FEW = 64  # so many values are joined from planes of their own, more are looked up


class FactPlanes:
    """
    What the tests of one day, or of two, make of the distinct values of every fact.

    `values` lists those of each fact, the first always `None`; the lists may grow.
    `names` are the places that the law knows; `atlases` tell what lies within what on the
    earlier and on the later day.
    """

    def __init__(
        self,
        atlases: tuple[Containment, Containment],
        names: Mapping[str, str],
        values: Mapping[str, Sequence[Value | None]],
    ) -> None:
        self._atlases = atlases
        self._names = names
        self._values = values
        self._known: dict[InputPlane, NDArray[np.bool_]] = {}

    def table(self, asked: InputPlane) -> NDArray[np.bool_]:
        """Tell for each distinct value whether it is as asked."""
        values = self._values[asked.fact]
        known = self._known.get(asked)
        count = 0 if known is None else len(known)
        if known is None or count < len(values):
            decide = self._decision(asked)
            more = [value is not None and decide(value) for value in values[count:]]
            fresh = np.array(more, np.bool_)
            known = fresh if known is None else np.concatenate([known, fresh])
            self._known[asked] = known
        return known

    def _decision(self, asked: InputPlane) -> Callable[[Value], bool]:
        atlas = self._atlases[asked.later]
        if isinstance(asked.test, str):
            code = asked.test
            return lambda value: self._lies_within(value, code, atlas)
        decide = compile_test(asked.test, atlas)
        wanted = Truth.of(asked.wanted)
        return lambda value: decide(value) is wanted

    def _lies_within(self, value: Value, code: str, atlas: Containment) -> bool:
        if isinstance(value, Remaining):
            return False  # several places are left, and none of them was named
        places = value if isinstance(value, frozenset) else (str(value),)
        return any(place in self._names and code in atlas.unions_of(place) for place in places)


class ValuePlanes:
    """Makes the planes that a circuit asks for from the facts of one block."""

    def __init__(self, answers: FactPlanes, facts: Mapping[str, ValueCodes]) -> None:
        self._answers = answers
        self._facts = facts
        self._of_value: dict[tuple[str, int], Plane] = {}
        self._digits: dict[str, list[tuple[Plane, Plane]]] = {}
        self._of_table: dict[tuple[str, bytes], Plane] = {}

    def bring(self, asked: InputPlane) -> Plane:
        """Return the plane of a question; each table of answers makes one only."""
        table = self._answers.table(asked)
        key = asked.fact, table.tobytes()
        plane = self._of_table.get(key)
        if plane is None:
            plane = self._of_table[key] = self._made(asked.fact, table)
        return plane

    def _made(self, fact: str, table: NDArray[np.bool_]) -> Plane:
        hits = np.flatnonzero(table).tolist()
        if not hits or len(hits) > _FEW:
            return pack_bits(table[self._facts[fact]])
        first = self._one(fact, hits[0])
        if len(hits) == 1:
            return first
        plane = first.copy()
        for hit in hits[1:]:
            np.bitwise_or(plane, self._one(fact, hit), out=plane)
        return plane

    def _one(self, fact: str, value: int) -> Plane:
        plane = self._of_value.get((fact, value))
        if plane is None:
            plane = self._of_value[fact, value] = self._digits_match(fact, value)
        return plane

    def _digits_match(self, fact: str, value: int) -> Plane:
        """Join the planes of binary digits, which are far fewer than the values."""
        digits = self._digits.get(fact)
        if digits is None:
            codes = self._facts[fact]
            count = int(codes.max(initial=0)).bit_length()
            ones = [pack_bits(codes & codes.dtype.type(1 << digit)) for digit in range(count)]
            digits = self._digits[fact] = [(~item, item) for item in ones]
        if value >> len(digits):
            return pack_bits(np.zeros(self._facts[fact].shape, np.bool_))
        plane = digits[0][value & 1].copy()
        for digit, either in enumerate(digits[1:], start=1):
            np.bitwise_and(plane, either[value >> digit & 1], out=plane)
        return plane
