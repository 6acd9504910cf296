"""Where in an integer the bits of each scenario and of each recipient stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class LaneLayout:
    """
    One bit for each recipient of each scenario; one for a scenario without recipients.

    What concerns the whole message stands in all bits of its scenario. `each` counts the
    bits of one scenario, `ones` has every bit of every scenario, and `firsts` the first
    bit of each.
    """

    __slots__ = ("each", "firsts", "ones", "recipients", "scenarios")

    def __init__(self, scenarios: int, recipients: int) -> None:
        self.scenarios = scenarios
        self.recipients = recipients
        self.each = recipients or 1
        self.ones = (1 << scenarios * self.each) - 1
        self.firsts = self.ones // ((1 << self.each) - 1)

    def at(self, scenario: int, recipient: int | None = None) -> int:
        """Return the place of a bit: of a recipient, or the first one of a scenario."""
        return scenario * self.each + (recipient or 0)

    def of_message(self, scenarios: Iterable[int]) -> int:
        """Return all bits of these scenarios."""
        return self._bits(scenarios, 0) * ((1 << self.each) - 1)

    def of_recipient(self, scenarios: Iterable[int], recipient: int) -> int:
        """Return one recipient's bits of these scenarios."""
        return self._bits(scenarios, recipient)

    def some(self, plane: int) -> int:
        """Spread over each scenario whether one of its recipients is in the plane."""
        if self.recipients == 0:
            return 0
        if self.recipients == 1:
            return plane
        found = plane
        for recipient in range(1, self.recipients):
            found |= plane >> recipient
        return (found & self.firsts) * ((1 << self.each) - 1)

    def every(self, plane: int) -> int:
        """Spread over each scenario whether all of its recipients are in the plane."""
        return self.ones ^ self.some(self.ones ^ plane)

    def _bits(self, scenarios: Iterable[int], recipient: int) -> int:
        # Bit by bit into one buffer: or-ing integers would copy all of it for each bit.
        buffer = bytearray(self.scenarios * self.each // 8 + 1)
        for scenario in scenarios:
            place = scenario * self.each + recipient
            buffer[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(buffer, "little")
