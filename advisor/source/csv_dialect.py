"""The one dialect of CSV: which character separates the cells, and what the columns are called."""

from __future__ import annotations

import csv
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DELIMITERS = ",;\t"
_BYTE_ORDER_MARK = "\ufeff"
_MOST_HEADER_LINES = 1_000


class CsvDialect(NamedTuple):
    """
    The columns of a CSV file, and the character between its cells.

    `names` are the cells of the first row as they are written, `columns` the same without
    the spaces around them; `blank_lines` counts the empty lines before that row, and
    `header_lines` those of the row itself.
    """

    names: list[str]
    delimiter: str
    blank_lines: int = 0
    header_lines: int = 1

    @property
    def columns(self) -> list[str]:
        """Return what the columns are called."""
        return [name.strip() for name in self.names]


def read_csv_dialect(lines: Iterable[str]) -> CsvDialect:
    r"""
    Read the dialect of a CSV file from its first row, consuming no line after that row.

    The separator is a comma, a semicolon or a tab: whichever stands most often outside
    quotation marks. Spreadsheets write semicolons where the comma belongs to numbers. A byte
    order mark and empty lines before the row are skipped, and a quoted name may hold any
    separator and line breaks. Without a row there are no columns.

    Raises `ValueError` where the first row is not well-formed.

    >>> read_csv_dialect(['\ufeff"name, title";role\n', "a,b,c;client"])
    CsvDialect(names=['name, title', 'role'], delimiter=';', blank_lines=0, header_lines=1)
    """
    rest = iter(lines)
    blank_lines, first = 0, ""
    for line in rest:
        first = line if blank_lines else line.removeprefix(_BYTE_ORDER_MARK)
        if first.strip("\r\n"):
            break
        blank_lines, first = blank_lines + 1, ""
    header = list(_first_row(first, rest))
    unquoted = "".join(header).split('"')[::2]
    counts = {item: sum(part.count(item) for part in unquoted) for item in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=counts.__getitem__)
    try:
        names = next(csv.reader(header, delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        msg = f"its first row is not well-formed CSV: {error}"
        raise ValueError(msg) from error
    return CsvDialect(names, delimiter, blank_lines, len(header))


def _first_row(first: str, rest: Iterator[str]) -> Iterator[str]:
    """Return the lines of the first row, which goes on while a quotation mark is open."""
    is_open = False
    for number, line in enumerate(chain([first], rest)):
        if number > _MOST_HEADER_LINES:
            msg = "a quotation mark in its first row is never closed"
            raise ValueError(msg)
        yield line
        is_open ^= line.count('"') % 2 == 1
        if not is_open:
            return
