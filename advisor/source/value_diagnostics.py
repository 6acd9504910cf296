"""Mistakes that one value can be: of another kind than expected, no day, or none offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.source.diagnostics_sink import did_you_mean, quoted, word_list
from advisor.source.nodes import ScalarNode, described

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.vocabulary import Fact
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

_SHORT = 40


def report_type(at: Node, key: str, expected: str, problems: DiagnosticSink, fix: str = "") -> None:
    """Note that a value is of the wrong kind, and how to write the right one."""
    problems.add(
        "wrong-type",
        at.span,
        f"{quoted(key)} should be {expected}, and is {described(at)}",
        why="a value is never converted, so that what is read is what was written",
        fix=fix or _how(at, expected),
    )


def _how(at: Node, expected: str) -> str:
    if isinstance(at, ScalarNode):
        if at.value is None:
            return f"write {expected}, or remove the key"
        if expected == "text":
            return f"quote it: `'{at.raw}'`"
        if expected == "a list" and len(at.raw) <= _SHORT:
            return f"put it in brackets: `[{at.raw}]`"
        if expected != "a list" and at.quoted:
            return f"write {expected}, without quotation marks"
    return f"write {expected}"


def report_day(at: Node, problems: DiagnosticSink) -> None:
    """Note that a date cannot be read."""
    problems.add(
        "bad-date",
        at.span,
        f"{described(at)} is not a day of the calendar",
        why="law is in force from one day to another, so a date must name a day",
        fix="write year, month and day as `2026-03-02`",
    )


def report_option(fact: Fact, at: Span, word: str, problems: DiagnosticSink) -> None:
    """Note a word that is no option of a fact."""
    problems.add(
        "unknown-option",
        at,
        f"{quoted(fact.name)} has no option {quoted(word)}",
        why="only the options that its vocabulary lists can be told or tested",
        fix=did_you_mean(word, fact.options, f"use one of {word_list(fact.options)}"),
    )


def report_period(node: Node, problems: DiagnosticSink) -> None:
    """Note a period that ends before it begins."""
    problems.add(
        "empty-period",
        node.span,
        "this period ends before it begins",
        why="no day falls into it, so nothing it stands for could ever happen",
        fix="check the two dates; the first is included, the second is not",
    )
