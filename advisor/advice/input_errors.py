"""Why a scenario that a program handed over cannot be answered at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.diagnostics import Diagnostic, Span
from advisor.model.relations import RECIPIENT_COUNT

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.model.conclusions import ClosedScenario, ContradictoryFacts, FactAt
    from advisor.model.relations import Relation
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

_TWO = 2
_MOST_SHOWN = 8


def no_scenario(given: object) -> Diagnostic:
    """Say that something is no scenario."""
    return Diagnostic(
        code="wrong-type",
        at=Span("<scenario>"),
        what=f"this is no scenario but a value of the type `{type(given).__name__}`",
        why="a scenario tells facts by their names",
        fix="give a mapping, a `Scenario`, or the path of a file",
    )


def contradictions(
    found: ContradictoryFacts, scenario: Scenario, close: Callable[[Scenario], ClosedScenario]
) -> tuple[Diagnostic, ...]:
    """
    Say of all facts that cannot be so together, each contradiction once.

    `found` is the first; the others are those of the scenario without its facts, so that
    whoever mends one is not met by the next.
    """
    problems: list[Diagnostic] = []
    left: ContradictoryFacts | None = found
    while left is not None and len(problems) < _MOST_SHOWN:
        problems.append(contradictory(left, scenario))
        if not left.of:
            break
        for fact, who in left.of:
            scenario = scenario.told(fact, None, who)
        left = close(scenario).contradiction
    return tuple(problems)


def contradictory(found: ContradictoryFacts, scenario: Scenario) -> Diagnostic:
    """Say that facts cannot all be so: each with its place, and the reason of the relation."""
    told = [_told_at(about, scenario) for about in found.of]
    named = [name for name, _ in told]
    spans = [span for _, span in told if span is not None]
    shown = " and ".join(
        f"{name} ({span.line}:{span.column})" if span is not None else name for name, span in told
    )
    return Diagnostic(
        code="contradictory-facts",
        at=spans[0] if spans else Span("<scenario>"),
        what=f"{shown} cannot {'both' if len(told) == _TWO else 'all'} be so"
        if len(told) > 1
        else f"{shown} cannot be so",
        why=found.relation.because[:1].lower() + found.relation.because[1:].rstrip("."),
        fix=f"change {' or '.join(named)}, or leave out what is not known",
    )


def excluded(relation: Relation) -> Diagnostic:
    """Say of a row of a table that its facts cannot all be so, by the relation that excludes it."""
    named = " and ".join(f"`{fact}`" for fact in sorted(relation.facts - {RECIPIENT_COUNT}))
    return Diagnostic(
        code="contradictory-facts",
        at=Span("<row>"),
        what=f"what is told, or follows, of {named} cannot all be so",
        why=relation.because[:1].lower() + relation.because[1:].rstrip("."),
        fix="change what is told, or leave out what is not known",
    )


def _told_at(about: FactAt, scenario: Scenario) -> tuple[str, Span | None]:
    """Return a told fact with its value, and where it stands in a file."""
    fact, who = about
    value, name = scenario.value(fact, who), f"`{fact}: {_written(scenario.value(fact, who))}`"
    if value is None:
        name = f"`{fact}`"
    if who is None:
        return name, scenario.spans.get(fact)
    person = scenario.people[who]
    return f"{name} of {person.name}", person.spans.get(fact)


def _written(value: Value | None) -> str:
    """Write a value as a scenario file tells it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def undated() -> Diagnostic:
    """Say that nothing tells which day is asked about."""
    return Diagnostic(
        code="missing-as-of",
        at=Span("<scenario>"),
        what="the scenario has no `as_of` date",
        why="which law is in force depends on the day that is asked about",
        fix="add `as_of: 2026-03-02` to the scenario, or pass `as_of`",
    )
