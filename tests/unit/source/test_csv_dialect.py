"""The one dialect of CSV that every command reads."""

from __future__ import annotations

import pytest

from advisor.source.csv_dialect import read_csv_dialect


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_the_separator_is_found(delimiter: str, mark: str, end: str) -> None:
    """Commas, semicolons and tabs separate cells, with a byte order mark or without."""
    dialect = read_csv_dialect([f"{mark}as_of{delimiter}recipient.role{end}", "x,y,z;a;b;c"])

    assert (["as_of", "recipient.role"], delimiter) == (dialect.columns, dialect.delimiter)


@pytest.mark.parametrize(
    ("header", "columns", "delimiter"),
    [
        ('"Name, first, last";role', ["Name, first, last", "role"], ";"),
        ('role;"a,b,c"', ["role", "a,b,c"], ";"),
        ('"a;b;c",role', ["a;b;c", "role"], ","),
        ('"as_of","role"', ["as_of", "role"], ","),
        ('"say ""a,b"" twice"\trole', ['say "a,b" twice', "role"], "\t"),
        (" as_of ; role ", ["as_of", "role"], ";"),
        ("as_of", ["as_of"], ","),
        ("as_of;;", ["as_of", "", ""], ";"),
    ],
)
def test_quoted_names_hold_any_separator(header: str, columns: list[str], delimiter: str) -> None:
    """Only what stands outside quotation marks separates, and spaces around names are not read."""
    dialect = read_csv_dialect([header])

    assert (columns, delimiter) == (dialect.columns, dialect.delimiter)


def test_a_name_may_hold_a_line_break() -> None:
    """A quoted name goes on over lines; what follows the row is left to be read."""
    lines = iter(["\n", "\r\n", '"as\n', 'of";role\n', "2026-03-02;client\n"])
    dialect = read_csv_dialect(lines)

    assert ["as\nof", "role"] == dialect.columns
    assert (2, 2) == (dialect.blank_lines, dialect.header_lines)
    assert ["2026-03-02;client\n"] == list(lines)


def test_an_empty_file_has_no_columns() -> None:
    """Where there is no row there are no columns, and nothing fails."""
    assert [] == read_csv_dialect([]).columns
    assert [] == read_csv_dialect(["\ufeff\n", "\n"]).columns


@pytest.mark.parametrize(
    "lines", [['"as_of;role\n', *["x\n"] * 2_000], ['"as_of" x;role\n'], ["x" * 200_000]]
)
def test_a_broken_header_is_an_error(lines: list[str]) -> None:
    """What cannot be read as a first row is said, never guessed and never read to its end."""
    with pytest.raises(ValueError, match="first row"):
        read_csv_dialect(lines)
