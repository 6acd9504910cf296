"""A circuit put in order, and run over the planes of one block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from advisor.engine.columnar.circuit import NO, YES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from advisor.engine.columnar.circuit import Circuit, GateNumber

Plane: TypeAlias = NDArray[np.uint64]
"""A bit for each scenario, 64 in a word; a row of words for each recipient."""

OutputTag = TypeVar("OutputTag")

_LANES = 64
_JOINING = ("&", "|")
_BROUGHT = "i"
_OF_OTHERS = 2  # a plane that is brought, beside those of the message and of recipients
_NONE: Plane = np.zeros(0, np.uint64)


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


class _Gate(NamedTuple):
    """
    One step of a schedule: its sign, where its plane goes, those of its parts, its tags.

    `key` names the plane that is to be brought, where it is.
    """

    sign: str
    into: int
    of: tuple[int, ...]
    tags: tuple[Any, ...]
    key: Hashable


class Schedule(Generic[OutputTag]):
    """
    The gates that lead to some wanted ones, in order.

    Where each plane stands is settled beforehand: a place is used again as soon as nothing
    needs what is in it, so that few planes are alive at a time however many gates there
    are. `keys` names the planes to be brought. The circuit itself is not kept.
    """

    def __init__(self, circuit: Circuit, wanted: Sequence[tuple[GateNumber, OutputTag]]) -> None:
        self._people = circuit.people
        line = _Line(circuit, wanted)
        self._places: list[int] = []
        self._gates = tuple(line.gates(self._places))
        self.keys: list[Hashable] = [gate.key for gate in self._gates if gate.sign == _BROUGHT]

    def __len__(self) -> int:
        """Count the gates."""
        return len(self._gates)

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
        # One that is brought stands in its place as it is, and is never written to.
        planes: list[Plane] = [
            _NONE if kind == _OF_OTHERS else np.empty(shapes[kind], np.uint64)
            for kind in self._places
        ]
        both, either = np.bitwise_and, np.bitwise_or
        for sign, into, of, tags, key in self._gates:
            if sign == _BROUGHT:
                planes[into] = bring(key)
            elif sign == "&":
                plane = planes[into]
                both(planes[of[0]], planes[of[1]], plane)
                for part in of[2:]:
                    both(plane, planes[part], plane)
            elif sign == "|":
                plane = planes[into]
                either(planes[of[0]], planes[of[1]], plane)
                for part in of[2:]:
                    either(plane, planes[part], plane)
            else:
                _make(sign, planes[of[0]] if of else _NONE, planes[into])
            for tag in tags:
                yield tag, planes[into]


class _Line:
    """The gates of a circuit that are wanted, on their way into a line."""

    def __init__(self, circuit: Circuit, wanted: Sequence[tuple[GateNumber, OutputTag]]) -> None:
        self._steps = circuit.steps
        self._personal = circuit.personal
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

    def gates(self, kinds: list[int]) -> Iterator[_Gate]:
        """Return the gates in line; `kinds` takes up what sort of plane stands in each place."""
        left = dict(self._uses)
        place_of: dict[GateNumber, int] = {}
        free: tuple[list[int], list[int], list[int]] = ([], [], [])
        for gate in range(YES, len(self._steps)):
            if not self._uses[gate]:
                continue
            step, parts = self._steps[gate], self._parts[gate]
            kind = _OF_OTHERS if step.sign == _BROUGHT else int(self._personal[gate])
            if free[kind]:
                into = free[kind].pop()
            else:
                into = len(kinds)
                kinds.append(kind)
            place_of[gate] = into
            tags = tuple(self._tags.get(gate, ()))
            yield _Gate(step.sign, into, tuple(place_of[part] for part in parts), tags, step.key)
            for used in (*parts, gate) if tags else parts:
                left[used] -= 1
                if not left[used]:
                    place = place_of.pop(used)
                    free[kinds[place]].append(place)


def _make(sign: str, part: Plane, into: Plane) -> None:
    match sign:
        case "1":
            into.fill(np.uint64(0xFFFF_FFFF_FFFF_FFFF))
        case "~":
            np.invert(part, out=into)
        case "S":
            np.bitwise_or.reduce(part, axis=0, out=into)
        case _:
            np.bitwise_and.reduce(part, axis=0, out=into)
