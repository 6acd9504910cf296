"""Marked values to wire shapes, saving what can be saved of a file with errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from advisor.source.nodes import ListNode, MapNode, described, plain_value
from advisor.source.shape_errors import report_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

Model = TypeVar("Model", bound=BaseModel)


def validate_shape(
    root: Node, model: type[Model], problems: DiagnosticSink
) -> tuple[Model | None, MapNode | None]:
    """
    Read a whole file into its shape, noting every error.

    Entries of its lists and mappings that have an error are omitted of both results,
    so that the others can still be checked; `None` where the rest has errors too.
    """
    if not isinstance(root, MapNode):
        problems.add(
            "wrong-type",
            root.span,
            f"the file should be a mapping, and is {described(root)}",
            why="every file names itself with its first key",
            fix="write keys with values, one to a line",
        )
        return None, None
    try:
        return model.model_validate(plain_value(root)), root
    except ValidationError:
        errors = errors_of(root, model)
        report_shape(root, model, errors, problems)
    rest = drop_invalid(root, errors)
    try:
        return model.model_validate(plain_value(rest)), rest
    except ValidationError:
        return None, None


def errors_of(node: MapNode, model: type[BaseModel]) -> list[ErrorDetails]:
    """Return the errors in the shape of a mapping."""
    try:
        model.model_validate(plain_value(node))
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def drop_invalid(root: MapNode, errors: Sequence[ErrorDetails]) -> MapNode:
    """Leave out the entries in which the errors are, and keys that mean nothing."""
    dropped: dict[str, set[int | str]] = {}
    for error in errors:
        key, *rest = error["loc"]
        dropped.setdefault(str(key), set()).update(rest[:1])
    kept = _like(root)
    for key, value in root.values.items():
        if key not in dropped:
            _keep(kept, root, key, value)
        elif dropped[key] and isinstance(value, MapNode):
            _keep(kept, root, key, _map_without(value, dropped[key]))
        elif dropped[key] and isinstance(value, ListNode):
            _keep(kept, root, key, _list_without(value, dropped[key]))
    return kept


def _like(node: MapNode) -> MapNode:
    return MapNode(node.page, node.place)


def _keep(kept: MapNode, root: MapNode, key: str, value: Node) -> None:
    kept.keys[key] = root.keys[key]
    kept.values[key] = value


def _map_without(node: MapNode, dropped: set[int | str]) -> MapNode:
    kept = _like(node)
    for key, value in node.values.items():
        if key not in dropped:
            _keep(kept, node, key, value)
    return kept


def _list_without(node: ListNode, dropped: set[int | str]) -> ListNode:
    kept = ListNode(node.page, node.place)
    kept.items = [item for number, item in enumerate(node.items) if number not in dropped]
    return kept
