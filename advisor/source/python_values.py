"""Python values as if they had been read from a file, so that the same checks apply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from advisor.source.nodes import ListNode, MapNode, ScalarNode, SourceText
from advisor.source.yaml_parser import MOST_DEEP

if TYPE_CHECKING:
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node, SourceRange

_LONGEST = 200


class _Spoken(SourceText):
    """A page of one line, `path: value`, written only when somebody looks."""

    def __init__(self, source: str, path: str, value: object) -> None:
        super().__init__(source, "")
        self.path = path
        self.value = value

    @cached_property
    def lines(self) -> list[str]:
        """Write the value after its path, as a scenario file would have it."""
        shown = "..." if isinstance(self.value, Mapping | list) else str(self.value)
        return [f"{self.path}: {' '.join(shown.split())[:_LONGEST]}"]


def marked_from(value: Any, source: str, problems: DiagnosticSink) -> Node:  # noqa: ANN401
    """Read Python values: mappings, lists, sets, dates, enums and plain values."""
    return _marked(value, source, "", 0, problems)


def _marked(value: Any, source: str, path: str, depth: int, problems: DiagnosticSink) -> Node:  # noqa: ANN401
    page = _Spoken(source, path or "scenario", value)
    at = (0, len(page.path) + 2, 1, 0)
    if depth > MOST_DEEP:
        problems.add(
            "too-deep",
            ScalarNode(page, at, None, "").span,
            f"values are nested more than {MOST_DEEP} deep",
            why="no scenario needs that; a value may contain itself",
            fix="flatten the values",
        )
        return ScalarNode(page, at, None, "")
    if isinstance(value, Mapping):
        node = MapNode(page, at)
        for key, inner in value.items():
            name = _key(key, page, problems)
            place = f"{path}.{name}" if path else name
            line = _Spoken(source, place, inner)
            node.keys[name] = ScalarNode(line, (0, 0, 0, len(place)), name, name)
            node.values[name] = _marked(inner, source, place, depth + 1, problems)
        return node
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        list_node = ListNode(page, at)
        list_node.items = [
            _marked(item, source, f"{path}[{number}]", depth + 1, problems)
            for number, item in enumerate(items)
        ]
        return list_node
    return _scalar(value, page, at, problems)


def _scalar(
    value: Any,  # noqa: ANN401 - whatever a caller passes
    page: SourceText,
    at: SourceRange,
    problems: DiagnosticSink,
) -> ScalarNode:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        value = value.isoformat()
    if value is None or isinstance(value, bool):
        return ScalarNode(page, at, value, str(value).lower())
    if isinstance(value, str | int | float):
        return ScalarNode(page, at, value, str(value))
    node = ScalarNode(page, at, None, "")
    problems.add(
        "wrong-type",
        node.span,
        "this value is of a kind that no file could hold",
        why="a scenario is written down and read again, so it is made of plain values",
        fix="pass text, numbers, truth values, dates, lists or mappings",
    )
    return node


def _key(key: object, page: SourceText, problems: DiagnosticSink) -> str:
    if isinstance(key, Enum):
        key = key.value
    if not isinstance(key, str):
        problems.add(
            "key-not-text",
            page.top,
            f"the key `{key}` is not text",
            why="keys are names",
            fix="use the name as a string",
        )
    return str(key)
