"""Why a scenario that a program handed over cannot be answered at all."""

from __future__ import annotations

from advisor.diagnostics import Diagnostic, Span


def no_scenario(given: object) -> Diagnostic:
    """Say that something is no scenario."""
    return Diagnostic(
        code="wrong-type",
        at=Span("<scenario>"),
        what=f"this is no scenario but a value of the type `{type(given).__name__}`",
        why="a scenario tells facts by their names",
        fix="give a mapping, a `Scenario`, or the path of a file",
    )


def undated() -> Diagnostic:
    """Say that nothing tells which day is asked about."""
    return Diagnostic(
        code="missing-as-of",
        at=Span("<scenario>"),
        what="the scenario has no `as_of` date",
        why="which law is in force depends on the day that is asked about",
        fix="add `as_of: 2026-03-02` to the scenario, or pass `as_of`",
    )
