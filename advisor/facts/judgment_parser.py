"""Judgments as scenarios record them: who decided, when, on which factors and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.facts.fast_shape_check import ruling_outline
from advisor.facts.node_values import is_unknown_node
from advisor.model.scenarios import Ruling
from advisor.printable import is_invisible, printable_line
from advisor.source.diagnostics_sink import quoted, word_list
from advisor.source.nodes import MapNode, ScalarNode

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.vocabulary import Fact
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

_SAID = ("decided_by", "because")
_NEEDED = ("value", "decided_by", "on", "because")


def read_ruling(
    fact: Fact, node: Node, recipient: str | None, problems: DiagnosticSink, today: date | None
) -> Ruling | None:
    """Read a judgment, noting one that does not say who made it, when and why."""
    if is_unknown_node(node) or (isinstance(node, MapNode) and _open(node)):
        return None
    if not isinstance(node, MapNode):
        _report_unrecorded(fact, node, list(_NEEDED[1:]), problems)
        return None
    missing = [key for key in _NEEDED if key not in node.values or _says_nothing(node, key)]
    if missing:
        _report_unrecorded(fact, node, missing, problems)
    told = ruling_outline(node)
    if told is None:
        _report_shape(node, problems)
        return None
    if missing:
        return None
    if today is not None and told.on > today:
        problems.add(
            "impossible-value",
            node.span_of("on"),
            f"the judgment on {quoted(fact.name)} is dated after today, {today}",
            why="a judgment that nobody has made yet decides nothing",
            fix="check the date, or leave the fact out until somebody has decided",
        )
    return Ruling(
        fact.name,
        told.value,
        printable_line(told.decided_by),
        told.on,
        printable_line(told.because),
        factors=tuple(map(printable_line, told.factors)),
        recipient=recipient,
    )


def _says_nothing(node: MapNode, key: str) -> bool:
    """Return whether a name or a reason is written with nothing that can be seen."""
    said = node.values[key]
    return (
        key in _SAID and isinstance(said, ScalarNode) and bool(said.raw) and is_invisible(said.raw)
    )


def _open(node: MapNode) -> bool:
    value = node.values.get("value")
    return value is not None and is_unknown_node(value)


def _report_shape(node: MapNode, problems: DiagnosticSink) -> None:
    from advisor.facts.scenario_schema import RulingModel
    from advisor.source.shape_errors import report_shape
    from advisor.source.shape_validation import errors_of

    errors = errors_of(node, RulingModel)
    told = [error for error in errors if error["type"] != "missing"]
    report_shape(node, RulingModel, told, problems)


def _report_unrecorded(
    fact: Fact, node: Node, missing: list[str], problems: DiagnosticSink
) -> None:
    problems.add(
        "judgment-unrecorded",
        node.span,
        f"{quoted(fact.name)} is a judgment, told without {word_list(missing)}",
        why="no fact settles this standard: somebody decides, answers for it and gives reasons",
        fix="write `{value: true, decided_by: A. Partner, on: 2026-03-01, because: ...}`",
    )
