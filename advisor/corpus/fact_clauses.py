"""Whether the clauses that tell a fact's values in a sentence fit the fact."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from advisor.model.fact_clauses import ABSENT, ANSWER, IS, NO, WHO, YES
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.source.diagnostics_sink import did_you_mean, quoted, word_list

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.vocabulary import Fact
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import MapNode

_OFTEN_NONE = (FactType.CHOICES, FactType.PLACE, FactType.PLACES)


def check_clauses(fact: Fact, node: MapNode, problems: DiagnosticSink) -> None:
    """Note clauses for what the fact cannot be, values without one, and unknown slots."""
    told = _values(fact)
    for value, clause in fact.says.items():
        if value not in told:
            problems.add(
                "unknown-option",
                node.key_span(value),
                f"{quoted(fact.name)} is never {quoted(value)}",
                why="a clause tells one value of its fact",
                fix=did_you_mean(value, told, f"use one of {word_list(told)}"),
            )
        _check_slots(fact, value, clause, node.span_of(value), problems)
    missing = [value for value in _needed(fact) if value not in fact.says]
    if missing:
        problems.add(
            "missing-key",
            node.span,
            f"{quoted(fact.name)} has no clause for {word_list(missing)}",
            why="a fact that is told in words has words for every value",
            fix=f"add {word_list(missing)}",
        )


def _needed(fact: Fact) -> tuple[str, ...]:
    if fact.type is FactType.FLAG:
        return YES, NO
    by_option = fact.type is FactType.CHOICE and IS not in fact.says
    return tuple(fact.options) if by_option else (IS,)


def _values(fact: Fact) -> tuple[str, ...]:
    if fact.type is FactType.FLAG:
        return YES, NO
    none = (ABSENT,) if fact.type in _OFTEN_NONE and ABSENT not in fact.options else ()
    return IS, *fact.options, *none


def _check_slots(fact: Fact, value: str, clause: str, at: Span, problems: DiagnosticSink) -> None:
    allowed = {WHO} if fact.entity == RECIPIENT else set[str]()
    needed = {ANSWER} if value == IS else set[str]()
    try:
        found = {slot for _, slot, _, _ in Formatter().parse(clause) if slot is not None}
    except ValueError:
        found = {""}
    if found - allowed - needed:
        shown = word_list(f"{{{slot}}}" for slot in sorted(allowed | needed))
        problems.add(
            "bad-value",
            at,
            "this clause has a slot that nothing fills",
            why="who it is about and the answer are all that is put into a clause",
            fix=f"use no other slot than {shown}" if shown else "write it without braces",
        )
    elif needed - found:
        problems.add(
            "bad-value",
            at,
            "this clause does not tell the value",
            why=f"{quoted(IS)} tells every value that has no clause of its own",
            fix=f"write {quoted('{' + ANSWER + '}')} where the value belongs",
        )
