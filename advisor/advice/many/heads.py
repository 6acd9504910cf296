"""The first line of a CSV file: what its columns are called, and what parts them."""

from __future__ import annotations

import csv
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTING = ",;\t"


class Head(NamedTuple):
    """The names of the columns, and the character between them."""

    names: list[str]
    delimiter: str


def head_of(lines: Iterable[str]) -> Head:
    """
    Read the head of a CSV file.

    Spreadsheets part columns by semicolons where the comma belongs to numbers, and some
    programs by tabs. No fact has any of these in its name, so the head tells which it is.

    >>> head_of(["scenario;matter.active"])
    Head(names=['scenario', 'matter.active'], delimiter=';')
    """
    rest = iter(lines)
    first = next(rest, "")
    delimiter = next((one for one in _PARTING if one in first), ",")
    return Head(next(csv.reader(chain([first], rest), delimiter=delimiter), []), delimiter)
