"""Marked values to wire shapes, saving what can be saved of a file with errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from advisor.corpus.marks import MarkedList, MarkedMap, described, plain
from advisor.corpus.wire.errors import report_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from advisor.corpus.marks import Node
    from advisor.corpus.problems import Problems

W = TypeVar("W", bound=BaseModel)


def shaped(root: Node, model: type[W], problems: Problems) -> tuple[W | None, MarkedMap | None]:
    """
    Read a whole file into its shape, noting every error.

    Entries of its lists and mappings that have an error are left out of both results,
    so that the others can still be checked; `None` where the rest has errors too.
    """
    if not isinstance(root, MarkedMap):
        problems.add(
            "wrong-type",
            root.span,
            f"the file should be a mapping, and is {described(root)}",
            why="every file names itself with its first key",
            fix="write keys with values, one to a line",
        )
        return None, None
    try:
        return model.model_validate(plain(root)), root
    except ValidationError:
        errors = errors_of(root, model)
        report_shape(root, model, errors, problems)
    rest = without(root, errors)
    try:
        return model.model_validate(plain(rest)), rest
    except ValidationError:
        return None, None


def errors_of(node: MarkedMap, model: type[BaseModel]) -> list[ErrorDetails]:
    """Give the errors in the shape of a mapping."""
    try:
        model.model_validate(plain(node))
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def without(root: MarkedMap, errors: Sequence[ErrorDetails]) -> MarkedMap:
    """Leave out the entries in which the errors are, and keys that mean nothing."""
    dropped: dict[str, set[int | str]] = {}
    for error in errors:
        key, *rest = error["loc"]
        dropped.setdefault(str(key), set()).update(rest[:1])
    kept = _like(root)
    for key, value in root.values.items():
        if key not in dropped:
            _keep(kept, root, key, value)
        elif dropped[key] and isinstance(value, MarkedMap):
            _keep(kept, root, key, _map_without(value, dropped[key]))
        elif dropped[key] and isinstance(value, MarkedList):
            _keep(kept, root, key, _list_without(value, dropped[key]))
    return kept


def _like(node: MarkedMap) -> MarkedMap:
    return MarkedMap(node.page, node.place)


def _keep(kept: MarkedMap, root: MarkedMap, key: str, value: Node) -> None:
    kept.keys[key] = root.keys[key]
    kept.values[key] = value


def _map_without(node: MarkedMap, dropped: set[int | str]) -> MarkedMap:
    kept = _like(node)
    for key, value in node.values.items():
        if key not in dropped:
            _keep(kept, node, key, value)
    return kept


def _list_without(node: MarkedList, dropped: set[int | str]) -> MarkedList:
    kept = MarkedList(node.page, node.place)
    kept.items = [item for number, item in enumerate(node.items) if number not in dropped]
    return kept
