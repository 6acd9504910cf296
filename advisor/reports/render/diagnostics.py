"""Diagnostics as text: where, what, the words themselves, why and how to fix it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from advisor.diagnostics import Severity
from advisor.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.diagnostics import Diagnostic, Span
    from advisor.diagnostics.codes import Code

WIDEST = 100
_BEFORE = 30
_CUT = "…"
_BOLD, _BLUE, _PLAIN = "\x1b[1m", "\x1b[34m", "\x1b[0m"
_SEVERITIES = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}


def render_diagnostics(diagnostics: Iterable[Diagnostic], *, color: bool = False) -> str:
    """
    Write diagnostics one below the other, for a terminal or a log.

    Characters that steer a terminal are made visible, long lines are cut around the
    words that are meant. Of no diagnostics the text is empty.
    """
    return "\n".join(
        "".join(f"{line}\n" for line in _lines(diagnostic, color=color))
        for diagnostic in diagnostics
    )


def unplaced(code: Code, what: str, why: str, fix: str, *, where: str = "advisor") -> str:
    """
    Write an error that has no line in a file; `where` is what it concerns.

    >>> print(unplaced("file-exists", "it is there", "it would be lost", "take another name"))
    advisor: error[file-exists]: it is there
       = why: it would be lost
       = fix: take another name
    """
    where, what, why, fix = map(printable, (where, what, why, fix))
    return f"{where}: error[{code}]: {what}\n   = why: {why}\n   = fix: {fix}"


def _lines(diagnostic: Diagnostic, *, color: bool) -> Iterator[str]:
    def painted(style: str, text: str) -> str:
        return f"{style}{text}{_PLAIN}" if color else text

    at = diagnostic.at
    tag = painted(
        _SEVERITIES[diagnostic.severity], f"{diagnostic.severity.value}[{diagnostic.code}]"
    )
    yield f"{painted(_BOLD, f'{printable(str(at))}:')} {tag}: {printable(diagnostic.what)}"
    margin = " " * len(str(at.line))
    if at.excerpt:
        line, marks = excerpt(at)
        bar = painted(_BLUE, f"{margin} |")
        yield bar
        yield f"{painted(_BLUE, f'{at.line} |')} {line}".rstrip()
        yield f"{bar} {painted(_SEVERITIES[diagnostic.severity], marks)}"
    for word, said in (("why", diagnostic.why), ("fix", diagnostic.fix)):
        if said:
            yield f"{margin} {painted(_BLUE, '=')} {painted(_BOLD, f'{word}:')} {printable(said)}"


def excerpt(at: Span) -> tuple[str, str]:
    """
    Return the line that a span is in, and the marks that underline it.

    >>> from advisor.diagnostics import Span
    >>> excerpt(Span("a.yaml", 1, 4, 7, "a: dog"))
    ('a: dog', '   ^^^')
    """
    start = min(at.column - 1, len(at.excerpt))
    end = max(at.end_column - 1, start + 1)
    first = start - _BEFORE if width(at.excerpt) > WIDEST and start > _BEFORE else 0
    shown = _fitting(at.excerpt[first : first + WIDEST])
    last = first + len(shown)
    before = f"{_CUT if first else ''}{printable(at.excerpt[first:start])}"
    under = printable(at.excerpt[start : min(end, last)])
    after = f"{printable(at.excerpt[max(min(end, last), start) : last])}"
    cut = _CUT if last < len(at.excerpt) else ""
    marks = " " * width(before) + "^" * max(width(under), 1)
    return f"{before}{under}{after}{cut}", marks


def width(text: str) -> int:
    r"""
    Count the columns that a text takes; letters of East Asia take two.

    >>> width("日本"), width("e\u0301")
    (4, 1)
    """
    return sum(map(_columns, printable(text)))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _fitting(text: str) -> str:
    """Give as much of a text as fits into the widest line."""
    columns = 0
    for index, character in enumerate(text):
        columns += width(character)
        if columns > WIDEST:
            return text[:index]
    return text
