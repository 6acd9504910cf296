"""The gates of a circuit as planes, for rules that are written over planes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from advisor.engine.columnar.circuit import NO, GateNumber
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.engine.columnar.circuit import Circuit


@dataclass(frozen=True, slots=True)
class GatePlane:
    """A plane that a circuit makes of others, once it is run over a table."""

    circuit: Circuit
    gate: GateNumber

    def __and__(self, other: GatePlane) -> GatePlane:
        return GatePlane(self.circuit, self.circuit.both(self.gate, other.gate))

    def __or__(self, other: GatePlane) -> GatePlane:
        return GatePlane(self.circuit, self.circuit.either(self.gate, other.gate))

    def __invert__(self) -> GatePlane:
        return GatePlane(self.circuit, self.circuit.no(self.gate))

    @property
    def is_empty(self) -> bool:
        """Return whether it is so nowhere, by construction."""
        return self.gate == NO


@dataclass(frozen=True, slots=True)
class GateCarrier:
    """The scenarios of a table, before any is seen."""

    circuit: Circuit

    @property
    def nowhere(self) -> GatePlane:
        """Return the plane of nothing."""
        return GatePlane(self.circuit, NO)

    def any_of(self, planes: Iterable[GatePlane]) -> GatePlane:
        """Return where one of some planes is so, as one gate."""
        return GatePlane(self.circuit, self.circuit.either(*(plane.gate for plane in planes)))

    def whole(self, plane: GatePlane) -> GatePlane:
        """Return of which scenarios something is so, of some recipient or of the message."""
        return GatePlane(self.circuit, self.circuit.whole(plane.gate))

    def each(self, plane: GatePlane) -> GatePlane:
        """Return the same gate: a circuit sets a message beside each recipient by itself."""
        return plane
