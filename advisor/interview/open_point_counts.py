"""Counting, for thousands of variants at once, how many findings stay open in each."""

from __future__ import annotations


class OpenPointCounts:
    """
    A sum of planes, kept column by column as in adding on paper.

    Three planes of one column make one of the same column and one carried into the next,
    so that each costs a handful of operations however many lanes it has.

    >>> tally = OpenPointCounts()
    >>> for plane in (0b011, 0b001, 0b101):
    ...     tally.add(plane)
    >>> tally.counts(3)
    [3, 1, 1]
    """

    def __init__(self) -> None:
        self._columns: list[list[int]] = [[]]

    def add(self, plane: int) -> None:
        """Count one more in each lane of a plane."""
        at, carried = 0, plane
        while True:
            if at == len(self._columns):
                self._columns.append([])
            column = self._columns[at]
            column.append(carried)
            if len(column) < 3:  # noqa: PLR2004 - two may wait for a third
                return
            item, two, three = column
            column[:] = [item ^ two ^ three]
            carried = item & two | item & three | two & three
            at += 1

    def counts(self, lanes: int) -> list[int]:
        """Return the count of each lane."""
        totals = [0] * lanes
        size = (lanes + 7) // 8
        for at, column in enumerate(self._columns):
            for plane in column:
                held = plane.to_bytes(size, "little")
                worth = 1 << at
                for place, byte in enumerate(held):
                    while byte:
                        low = byte & -byte
                        totals[place * 8 + low.bit_length() - 1] += worth
                        byte ^= low  # noqa: PLW2901 - bits are taken off one by one
        return totals
