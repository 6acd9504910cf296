"""What is declared of one attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MISSING = object()
OWN = "__attributes__"
"""Where a class keeps its attributes, by name, those of its bases first."""


class Attribute:
    """One attribute of a dataclass; see `dataclasses.Field`."""

    __slots__ = ("compare", "default", "default_factory", "init", "name", "repr")

    def __init__(
        self,
        default: Any,  # noqa: ANN401 - any value
        default_factory: Callable[[], Any] | object = MISSING,
        *,
        init: bool = True,
        repr: bool = True,  # noqa: A002 - as the standard library calls it
        compare: bool = True,
    ) -> None:
        self.name = ""
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.compare = compare


def attributes(of: Any) -> dict[str, Attribute]:  # noqa: ANN401 - a class, or a value of it
    """Give the attributes of a dataclass, or of a value of one, by name."""
    own: dict[str, Attribute] = getattr(of, OWN)
    return own
