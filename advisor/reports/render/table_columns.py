"""How wide the columns of a table are on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.printable import printable
from advisor.reports.wrap import text_columns

_SQUEEZED = 1.5
"""A table that wants so many times the room is read row by row instead."""


def fit_columns(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """
    Return widths at which no word is broken; `None` where row after row reads better.

    >>> fit_columns([["name", "what it says"], ["a", "some words"]], 14)
    [4, 8]
    """
    texts = [[printable(cell) for cell in column] for column in zip(*rows, strict=True)]
    fitted = [max(map(text_columns, column)) for column in texts]
    least = [
        max(text_columns(word) for cell in column for word in cell.split() or [""])
        for column in texts
    ]
    room = width - 2 * (len(fitted) - 1)
    if sum(fitted) > _SQUEEZED * room:
        return None
    while sum(fitted) > room:
        slack = [wide - low for wide, low in zip(fitted, least, strict=True)]
        if max(slack) <= 0:
            return None
        widest = max(range(len(fitted)), key=lambda at: (slack[at] > 0, fitted[at]))
        fitted[widest] -= 1
    return fitted
