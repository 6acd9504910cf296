"""How each model rule was read in each place: cells, of which a reader may close one."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.authorities import Citation


class CellReading(Enum):
    """How well the local text of a model rule was read, best first."""

    QUOTED = "quoted"
    READ = "read"
    SECOND_HAND = "second-hand"
    UNVERIFIED = "unverified"
    STAND_IN = "stand-in"
    DECLINED = "declined"
    NOTHING = "nothing"

    @property
    def is_closed(self) -> bool:
        """Return whether the original was read, or the place is known to have no such rule."""
        return self in (CellReading.QUOTED, CellReading.READ, CellReading.DECLINED)


@dataclass(frozen=True, slots=True)
class RuleCell:
    """
    A model rule in a place, with how its local text was read.

    `cite` is the local citation where one is known, `url` where it was read or heard of,
    `note` what is known besides.
    """

    norm: str
    model: Citation
    reading: CellReading
    cite: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlaceCells:
    """The cells of one place; `url` is where its rules were looked up, if anywhere."""

    place: str
    name: str
    cells: tuple[RuleCell, ...]
    url: str = ""

    @property
    def open(self) -> tuple[RuleCell, ...]:
        """Return the cells whose local text remains to be read."""
        return tuple(cell for cell in self.cells if not cell.reading.is_closed)


@dataclass(frozen=True, slots=True)
class UnquotedText:
    """A text read in the original that keeps no word of it: a norm, or `norm@place`."""

    id: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class CellSurvey:
    """
    How model rules were read in the places of their union, by the law of one day.

    `unquoted` are texts read in the original of which no word is kept; `bare` the codes and
    names of places in unions of which no law of their own was read, with an address of what
    was looked at.
    """

    as_of: date
    models: tuple[tuple[str, Citation], ...]
    places: tuple[PlaceCells, ...]
    unquoted: tuple[UnquotedText, ...] = ()
    bare: tuple[PlaceCells, ...] = ()

    def count(self, norm: str, reading: CellReading) -> int:
        """Return in how many places a rule was read so."""
        return sum(
            cell.norm == norm and cell.reading is reading
            for place in self.places
            for cell in place.cells
        )
