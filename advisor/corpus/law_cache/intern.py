"""Equal parts of a law made one and the same, so that each is kept once."""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum
from typing import Any, TypeVar

from advisor.values import fields, is_dataclass

Shared = TypeVar("Shared")


def shared(value: Shared) -> Shared:
    """
    Rebuild a frozen value so that equal parts of it are one object.

    Parts that differ in their place in a file stay apart.

    >>> one, other = shared((frozenset({"a"}), frozenset(["a"])))
    >>> one is other
    True
    """
    result: Shared = _Sharing().take(value)
    return result


def arguments(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any dataclass
    """Return what a dataclass is made from, in order; what it computes itself is omitted."""
    return tuple(getattr(value, field.name) for field in fields(value) if field.init)


class _Sharing:
    def __init__(self) -> None:
        self.seen: dict[Hashable, Any] = {}

    def take(self, value: Any) -> Any:  # noqa: ANN401 - any part of a law
        if isinstance(value, Enum):
            return value
        if is_dataclass(value):
            kind: Any = type(value)
            parts = [self.take(getattr(value, field.name)) for field in fields(value) if field.init]
            return self._one(kind, parts, lambda: kind(*parts))
        if isinstance(value, tuple):
            parts = [self.take(part) for part in value]
            return self._one(tuple, parts, lambda: tuple(parts))
        if isinstance(value, dict):
            pairs = [(self.take(key), self.take(held)) for key, held in value.items()]
            return self._one(dict, [part for pair in pairs for part in pair], lambda: dict(pairs))
        return self.seen.setdefault((type(value), value), value)

    def _one(self, kind: type, parts: list[Any], make: Any) -> Any:  # noqa: ANN401
        key = (kind, *map(id, parts))
        if key not in self.seen:
            # The parts are kept with the whole: an id is unique only while its owner lives.
            self.seen[key] = made = make()
            self.seen[id(made), "parts"] = parts
        return self.seen[key]
