"""Days that are known only to lie between two others."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class DaySpan(NamedTuple):
    """A day, or the first and the last of some days of which it is one."""

    first: date
    last: date

    def __str__(self) -> str:
        """Write it as a scenario may tell it."""
        return f"{self.first} to {self.last}"
