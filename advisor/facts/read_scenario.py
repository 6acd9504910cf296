"""Scenarios from files, text and mappings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.diagnostics import Span
from advisor.facts.fast_shape_check import ScenarioOutline, scenario_outline
from advisor.facts.scenario_parser import ScenarioParser
from advisor.source.diagnostics_sink import DiagnosticSink
from advisor.source.files import SCENARIO_LIMIT, parse_bytes, read_bytes, report_size
from advisor.source.nodes import MapNode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from advisor.diagnostics import Diagnostic
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.source.nodes import Node


def read_scenario(
    given: Path | str,
    law: Law,
    *,
    today: date | None = None,
    source: str = "",
    own_day: bool = True,
) -> tuple[Scenario | None, tuple[Diagnostic, ...]]:
    """
    Read a scenario from a file (a `Path`) or from text (a `str`), YAML or JSON.

    Every problem is told; with an error among them there is no scenario. An as-of date
    after `today` is one, and so is a message dated after it, unless another day is asked about
    than the scenario's own. `source` is how messages name what was given.
    """
    problems = DiagnosticSink()
    data: bytes | str | None
    if isinstance(given, Path):
        source = source or str(given)
        data = read_bytes(given, source, SCENARIO_LIMIT, problems)
    else:
        source = source or "<input>"
        data = given
        if len(given) > SCENARIO_LIMIT:
            report_size(Span(source), SCENARIO_LIMIT, problems)
            data = None
    root = None if data is None else parse_bytes(data, source, problems)
    return _finished(root, law, problems, today, own_day=own_day)


def scenario_from(
    mapping: Mapping[str, Any], law: Law, today: date | None = None, *, own_day: bool = True
) -> tuple[Scenario | None, tuple[Diagnostic, ...]]:
    """Read a scenario from Python values, with the same checks as a file."""
    from advisor.source.python_values import marked_from  # a file needs none of it

    problems = DiagnosticSink()
    root = marked_from(mapping, "<scenario>", problems)
    return _finished(root, law, problems, today, own_day=own_day)


def _finished(
    root: Node | None, law: Law, problems: DiagnosticSink, today: date | None, *, own_day: bool
) -> tuple[Scenario | None, tuple[Diagnostic, ...]]:
    scenario = None
    if root is not None:
        node, told = _outlined(root, problems)
        if node is not None and told is not None:
            telling = ScenarioParser(law, problems, today, own_day=own_day)
            scenario = telling.scenario(node, told.title, told.as_of)
            telling.warn_of_codes()
    return (None if problems.stop else scenario), problems.told()


def _outlined(
    root: Node, problems: DiagnosticSink
) -> tuple[MapNode | None, ScenarioOutline | None]:
    told = scenario_outline(root)
    if told is not None and isinstance(root, MapNode):
        return root, told
    from advisor.facts.scenario_schema import ScenarioModel
    from advisor.source.shape_validation import validate_shape

    wire, node = validate_shape(root, ScenarioModel, problems)
    return node, None if wire is None else ScenarioOutline(wire.scenario or "", wire.as_of)
