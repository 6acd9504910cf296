"""The methods of a dataclass, shared by all or written when first called."""

from __future__ import annotations

from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, NoReturn

from advisor.values.attributes import MISSING, attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from advisor.values.attributes import Attribute

FROZEN = "__frozen__"
"""What is true of a class whose values do not change."""


def late_init(cls: type[Any]) -> Callable[..., None]:
    """Give an `__init__` that puts the real one in its place when it is first called."""

    def late(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        cls.__init__ = init = _init(cls)
        init(self, *args, **kwargs)

    return late


def _init(cls: type[Any]) -> Callable[..., None]:
    """Compile the `__init__` of a class: an assignment for each attribute."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    given, body = ["self"], []
    for name, one in attributes(cls).items():
        if one.init:
            given.append(_parameter(one, known))
        elif one.default_factory is MISSING and one.default is MISSING:
            continue
        body.append(_assignment(cls, name, _value(one, known), known))
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    lines = "\n".join(f"    {line}" for line in body or ["pass"])
    exec(f"def __init__({', '.join(given)}):\n{lines}", known)  # noqa: S102 - no text from outside
    init: Callable[..., None] = known["__init__"]
    init.__module__ = cls.__module__
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _assignment(cls: type[Any], name: str, value: str, known: dict[str, Any]) -> str:
    """Write how an attribute is set: of frozen values past what refuses, the shortest way."""
    if not getattr(cls, FROZEN, False):
        return f"self.{name} = {value}"
    slot = getattr(cls, name, None)
    if isinstance(slot, MemberDescriptorType):
        known[f"_set_{name}"] = slot.__set__
        return f"_set_{name}(self, {value})"
    return f"_set(self, {name!r}, {value})"


def _parameter(one: Attribute, known: dict[str, Any]) -> str:
    if one.default_factory is not MISSING:
        return f"{one.name}=_missing"
    if one.default is not MISSING:
        known[f"_default_{one.name}"] = one.default
        return f"{one.name}=_default_{one.name}"
    return one.name


def _value(one: Attribute, known: dict[str, Any]) -> str:
    if one.default_factory is not MISSING:
        known[f"_make_{one.name}"] = one.default_factory
        made = f"_make_{one.name}()"
        return f"{made} if {one.name} is _missing else {one.name}" if one.init else made
    if one.init:
        return one.name
    known[f"_default_{one.name}"] = one.default
    return f"_default_{one.name}"


def comparing(names: Sequence[str]) -> Callable[[Any], Any]:
    """Give a function that tells what a value is compared by."""
    return attrgetter(*names) if names else _nothing


def _nothing(_: object) -> tuple[()]:
    return ()


def equality(compared: Callable[[Any], Any]) -> Callable[[Any, object], Any]:
    """Give an `__eq__`."""

    def equal(self: Any, other: object) -> Any:  # noqa: ANN401 - of any class
        if other.__class__ is self.__class__:
            return compared(self) == compared(other)
        return NotImplemented

    return equal


def hashing(compared: Callable[[Any], Any]) -> Callable[[Any], int]:
    """Give a `__hash__` that agrees with `equality`."""

    def hashed(self: Any) -> int:  # noqa: ANN401 - of any class
        return hash(compared(self))

    return hashed


def shown(self: Any) -> str:  # noqa: ANN401 - of any class
    """Write a value as the call that would make it."""

    def parts() -> Iterator[str]:
        for name, one in attributes(self).items():
            if one.repr:
                yield f"{name}={getattr(self, name)!r}"

    return f"{self.__class__.__qualname__}({', '.join(parts())})"


def refuse_change(_: object, name: str, _value: object = None) -> NoReturn:
    """Let nobody change a frozen value."""
    from dataclasses import FrozenInstanceError

    msg = f"cannot assign to field {name!r}"
    raise FrozenInstanceError(msg)


def state(self: Any) -> list[Any]:  # noqa: ANN401 - of any class
    """Give what a value is pickled by."""
    return [getattr(self, name) for name in attributes(self)]


def restore(self: Any, values: Sequence[Any]) -> None:  # noqa: ANN401 - of any class
    """Take up what a value was pickled by."""
    for name, value in zip(attributes(self), values, strict=True):
        object.__setattr__(self, name, value)
