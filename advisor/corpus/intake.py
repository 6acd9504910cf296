"""The steps of an interview, read from vocabulary files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.intake import RECIPIENTS_FIELD, IntakeStep
from advisor.source.diagnostics_sink import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.corpus.parsed_files import ParsedFile
    from advisor.corpus.schema.vocabulary import VocabularyModel
    from advisor.corpus.symbols import SymbolTable
    from advisor.diagnostics import Span
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import MapNode


def read_steps(
    sheets: Iterable[ParsedFile[VocabularyModel]], known: SymbolTable, problems: DiagnosticSink
) -> tuple[IntakeStep, ...]:
    """Read the steps of all files in order; a field that is no fact is noted and omitted."""
    asked: dict[str, Span] = {}
    steps: list[IntakeStep] = []
    for sheet in sheets:
        for wire, node in zip(sheet.wire.steps, sheet.node.maps("steps"), strict=True):
            fields = tuple(
                name
                for name, at in _fields(wire.fields, node)
                if _is_fact(name, at, known, problems) and _is_first(name, at, asked, problems)
            )
            steps.append(IntakeStep(wire.id, wire.ask, fields, wire.asked, node.span_of("id")))
    return tuple(steps)


def _fields(names: Iterable[str], node: MapNode) -> Iterator[tuple[str, Span]]:
    for name, item in zip(names, node.list("fields").items, strict=True):
        yield name, item.span


def _is_fact(name: str, at: Span, known: SymbolTable, problems: DiagnosticSink) -> bool:
    if name == RECIPIENTS_FIELD or name in known.facts:
        return True
    if known.complete and name not in known.broken:
        is_derived = name in known.derived
        problems.add(
            "unknown-fact",
            at,
            f"{quoted(name)} is derived" if is_derived else f"no fact is named {quoted(name)}",
            why="a step of an interview asks for facts that a person can tell",
            fix="name the facts that it is found from"
            if is_derived
            else did_you_mean(name, known.facts, "declare it in a vocabulary, with its question"),
        )
    return False


def _is_first(name: str, at: Span, asked: dict[str, Span], problems: DiagnosticSink) -> bool:
    first = asked.setdefault(name, at)
    if first is at:
        return True
    problems.add(
        "duplicate-id",
        at,
        f"{quoted(name)} is asked for in a step already, at {first}",
        why="a fact that stands in two steps would be asked for with either",
        fix="leave it in one of them",
    )
    return False
