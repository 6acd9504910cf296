"""Where a command writes: how wide, in colour or not, and whether anyone still reads."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple, TextIO

from advisor.printable import escape_controls, printable_lines

if TYPE_CHECKING:
    from advisor.reports.document import ReportDocument

_SIGNS = "✗✓·─│└├“§"
_USUAL = 80


class Console(NamedTuple):
    """The reader's side of standard output."""

    width: int
    colour: bool
    plain: bool

    def show(self, page: ReportDocument) -> None:
        """Write a page the way this screen can show it, a long one through a pager."""
        if self.plain:
            from advisor.reports.render.plain_text import plain_text

            echo(plain_text(page, width=self.width))
        else:
            from advisor.cli.output.pager import page_through
            from advisor.reports.render.terminal import terminal

            text = terminal(page, width=self.width, colour=self.colour)
            if not page_through(escape_controls(text, styled=self.colour)):
                echo(text, styled=self.colour)


def open_console(*, plain: bool = False) -> Console:
    """
    Look at what standard output is.

    A stream that cannot write the signs gets the plain page.
    """
    return Console(
        width=_columns(),
        colour=_in_colour(),
        plain=plain or not _can_write(_SIGNS),
    )


def _columns() -> int:
    """
    Return how wide the terminal is, or is said to be by `COLUMNS`; 80 where nobody knows.

    `shutil` would say the same, and load three libraries for archives first.
    """
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    if sys.__stdout__ is None:
        return _USUAL
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _USUAL
    except (ValueError, OSError):  # it was closed, or is no terminal
        return _USUAL


def _in_colour() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"


def _can_write(signs: str) -> bool:
    try:
        signs.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def echo(text: str, *, styled: bool = False) -> None:
    """
    Write to standard output; what its encoding lacks, or would steer it, is a code.

    The colours of a `styled` text are meant.
    """
    text = escape_controls(text, styled=styled)
    _write(sys.stdout, text if text.endswith("\n") else f"{text}\n")


def echo_err(text: str, *, styled: bool = False) -> None:
    """Write to standard error; nothing in it is obeyed but the colours of a `styled` text."""
    sys.stdout.flush()
    text = escape_controls(text, styled=True) if styled else printable_lines(text)
    _write(sys.stderr, text if text.endswith("\n") else f"{text}\n")


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()
