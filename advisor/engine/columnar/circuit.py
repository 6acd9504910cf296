"""Gates over planes of bits, each distinct one once, folded where a plane is constant."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeAlias

from advisor.values import dataclass

GateNumber: TypeAlias = int
GatePair: TypeAlias = tuple[GateNumber, GateNumber]
"""The gates that tell where a statement is true, and where it is false."""

NO: GateNumber = 0
YES: GateNumber = 1


@dataclass(frozen=True, slots=True)
class CircuitStep:
    """
    What makes one gate.

    `i` brings the plane named by `key`; `0` and `1` are constant; `&` and `|` join the
    gates in `of`, `~` turns its one gate around; `S` tells in which scenarios some
    recipient has the gate, `E` where every one has.
    """

    sign: str
    of: tuple[GateNumber, ...] = ()
    key: Hashable = None


class Circuit:
    """
    All gates that a block of scenarios goes through.

    `people` counts the recipients of each scenario: none, one, or any number from two
    (which stands for all of them). With none, nothing is of a recipient; with one,
    what is of a recipient is of the message. `steps` lists parts before wholes and
    `personal` tells which gates have a plane for each recipient.
    """

    def __init__(self, people: int) -> None:
        self.people = people
        self.steps: list[CircuitStep] = [CircuitStep("0"), CircuitStep("1")]
        self.personal: list[bool] = [False, False]
        self._known: dict[CircuitStep, GateNumber] = {}

    def bring(self, key: Hashable, *, personal: bool) -> GateNumber:
        """Take in a plane from outside, of the message or of each recipient."""
        if personal and not self.people:
            return NO
        return self._gate(CircuitStep("i", key=key), personal=personal and self.people > 1)

    def both(self, *parts: GateNumber) -> GateNumber:
        """Join gates by *and*."""
        return self._joined("&", parts, neutral=YES, settling=NO)

    def either(self, *parts: GateNumber) -> GateNumber:
        """Join gates by *or*."""
        return self._joined("|", parts, neutral=NO, settling=YES)

    def no(self, part: GateNumber) -> GateNumber:
        """Turn a gate around."""
        if part in (NO, YES):
            return YES - part
        step = self.steps[part]
        if step.sign == "~":
            return step.of[0]
        return self._gate(CircuitStep("~", (part,)), personal=self.personal[part])

    def some(self, part: GateNumber) -> GateNumber:
        """Tell of which scenarios some recipient has the gate."""
        return NO if not self.people else self._folded("S", part)

    def every(self, part: GateNumber) -> GateNumber:
        """Tell of which scenarios every recipient has the gate."""
        return YES if not self.people else self._folded("E", part)

    def whole(self, part: GateNumber) -> GateNumber:
        """Tell of which scenarios something is so, of some recipient or of the message."""
        return self._folded("S", part)

    def all_of(self, pairs: Iterable[GatePair]) -> GatePair:
        """Join statements by *and*, in three truths."""
        kept = list(pairs)
        return self.both(*(item[0] for item in kept)), self.either(*(item[1] for item in kept))

    def any_of(self, pairs: Iterable[GatePair]) -> GatePair:
        """Join statements by *or*, in three truths."""
        kept = list(pairs)
        return self.either(*(item[0] for item in kept)), self.both(*(item[1] for item in kept))

    def _folded(self, sign: str, part: GateNumber) -> GateNumber:
        if not self.personal[part]:
            return part
        return self._gate(CircuitStep(sign, (part,)), personal=False)

    def _joined(
        self, sign: str, parts: Iterable[GateNumber], *, neutral: GateNumber, settling: GateNumber
    ) -> GateNumber:
        kept = sorted(set(parts) - {neutral})
        if not kept:
            return neutral
        if settling in kept:
            return settling
        if len(kept) == 1:
            return kept[0]
        return self._gate(
            CircuitStep(sign, tuple(kept)), personal=any(self.personal[part] for part in kept)
        )

    def _gate(self, step: CircuitStep, *, personal: bool) -> GateNumber:
        gate = self._known.get(step)
        if gate is None:
            gate = self._known[step] = len(self.steps)
            self.steps.append(step)
            self.personal.append(personal)
        return gate
