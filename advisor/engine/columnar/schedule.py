"""A circuit put in order, and run over the planes of one block."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from advisor.engine.columnar.circuit import NO, YES

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from advisor.engine.columnar.circuit import Circuit, GateNumber

Plane: TypeAlias = NDArray[np.uint64]
"""A bit for each scenario, 64 in a word; a row of words for each recipient."""

OutputTag = TypeVar("OutputTag")

_LANES = 64
_JOINING = ("&", "|")


def pack_bits(bits: NDArray[np.bool_] | NDArray[np.integer[Any]]) -> Plane:
    """Pack truths, or whether numbers are other than 0, along the last axis into whole words."""
    each = np.packbits(bits, axis=-1, bitorder="little")
    words = -(-bits.shape[-1] // _LANES)
    whole = np.zeros((*bits.shape[:-1], words * 8), np.uint8)
    whole[..., : each.shape[-1]] = each
    return whole.view(np.uint64)


def unpack_bits(plane: Plane, count: int) -> NDArray[np.bool_]:
    """Return the truths of so many scenarios."""
    bits = np.unpackbits(plane.view(np.uint8), axis=-1, count=count, bitorder="little")
    return bits.view(np.bool_)


class Schedule(Generic[OutputTag]):
    """
    The gates that lead to some wanted ones, in order.

    A plane is given back as soon as nothing needs it any more, so that few are alive at
    a time however many gates there are. `keys` names the planes to be brought.
    """

    def __init__(self, circuit: Circuit, wanted: Sequence[tuple[GateNumber, OutputTag]]) -> None:
        self._steps = circuit.steps
        self._personal = circuit.personal
        self._people = circuit.people
        self._tags: dict[GateNumber, list[OutputTag]] = {}
        for gate, tag in wanted:
            if gate != NO:
                self._tags.setdefault(gate, []).append(tag)
        self._uses: Counter[GateNumber] = Counter(self._tags.keys())
        for gate in range(len(circuit.steps) - 1, -1, -1):
            if self._uses[gate]:
                self._uses.update(circuit.steps[gate].of)
        self._parts = {gate: circuit.steps[gate].of for gate in self._uses}
        self._join_chains()
        self._order = [gate for gate in range(YES, len(circuit.steps)) if self._uses[gate]]
        self.keys: list[Hashable] = [
            circuit.steps[gate].key for gate in self._order if circuit.steps[gate].sign == "i"
        ]

    def _join_chains(self) -> None:
        """Make one step of gates of one sign of which only the next one in line has any use."""
        for gate in sorted(self._parts):
            sign, personal = self._steps[gate].sign, self._personal[gate]
            if not self._uses[gate] or sign not in _JOINING:
                continue
            parts: list[GateNumber] = []
            for part in self._parts[gate]:
                is_link = self._steps[part].sign == sign and self._personal[part] == personal
                if is_link and self._uses[part] == 1 and part not in self._tags:
                    parts.extend(self._parts[part])
                    self._uses[part] = 0
                else:
                    parts.append(part)
            self._parts[gate] = tuple(parts)

    def run(
        self, bring: Callable[[Any], Plane], scenarios: int, people: int
    ) -> Iterator[tuple[OutputTag, Plane]]:
        """
        Return every wanted plane that is not empty throughout by construction.

        A plane is to be looked at before the next one is asked for. `people` counts the
        recipients of each of these scenarios.
        """
        words = -(-scenarios // _LANES)
        shapes = ((words,), (people, words))
        free: tuple[list[Plane], list[Plane]] = ([], [])
        alive: dict[GateNumber, Plane] = {}
        left = dict(self._uses)
        for gate in self._order:
            step, personal, parts = self._steps[gate], self._personal[gate], self._parts[gate]
            if step.sign == "i":
                plane = bring(step.key)
            else:
                plane = (
                    free[personal].pop()
                    if free[personal]
                    else np.empty(shapes[personal], np.uint64)
                )
                _make(step.sign, [alive[part] for part in parts], plane)
            alive[gate] = plane
            for tag in self._tags.get(gate, ()):
                yield tag, plane
            for used in (*parts, gate) if gate in self._tags else parts:
                left[used] -= 1
                if not left[used]:
                    done = alive.pop(used)
                    if self._steps[used].sign != "i":
                        free[self._personal[used]].append(done)


def _make(sign: str, parts: Sequence[Plane], into: Plane) -> None:
    match sign:
        case "1":
            into.fill(np.uint64(0xFFFF_FFFF_FFFF_FFFF))
        case "&":
            np.bitwise_and(parts[0], parts[1], out=into)
            for part in parts[2:]:
                np.bitwise_and(into, part, out=into)
        case "|":
            np.bitwise_or(parts[0], parts[1], out=into)
            for part in parts[2:]:
                np.bitwise_or(into, part, out=into)
        case "~":
            np.invert(parts[0], out=into)
        case "S":
            np.bitwise_or.reduce(parts[0], axis=0, out=into)
        case _:
            np.bitwise_and.reduce(parts[0], axis=0, out=into)
