"""Two mistakes that any value can be: of another kind than expected, or no day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.marks import MarkedScalar, described
from advisor.corpus.problems import quoted

if TYPE_CHECKING:
    from advisor.corpus.marks import Node
    from advisor.corpus.problems import Problems

_SHORT = 40


def report_type(at: Node, key: str, expected: str, problems: Problems) -> None:
    """Note that a value is of the wrong kind, and how to write the right one."""
    fix = f"write {expected}"
    if isinstance(at, MarkedScalar) and at.value is None:
        fix = f"write {expected}, or remove the key"
    elif isinstance(at, MarkedScalar) and expected == "text":
        fix = f"quote it: `'{at.raw}'`"
    elif isinstance(at, MarkedScalar) and expected == "a list":
        fix = f"put it in brackets: `[{at.raw}]`" if len(at.raw) <= _SHORT else fix
    elif isinstance(at, MarkedScalar) and at.quoted:
        fix = f"write {expected}, without quotation marks"
    problems.add(
        "wrong-type",
        at.span,
        f"{quoted(key)} should be {expected}, and is {described(at)}",
        why="a value is never converted, so that what is read is what was written",
        fix=fix,
    )


def report_day(at: Node, problems: Problems) -> None:
    """Note that a date cannot be read."""
    problems.add(
        "bad-date",
        at.span,
        f"{described(at)} is not a day of the calendar",
        why="law is in force from one day to another, so a date must name a day",
        fix="write year, month and day as `2026-03-02`",
    )
