"""What others ask about dataclasses: their attributes, and values like a value."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from advisor.values.attributes import MISSING, OWN, Attribute, attributes

T = TypeVar("T")


def fields(of: Any) -> tuple[Attribute, ...]:  # noqa: ANN401 - a class, or a value of it
    """Give the attributes of a dataclass in order; see `dataclasses.fields`."""
    return tuple(attributes(of).values())


def is_dataclass(value: object) -> bool:
    """Tell whether this is a dataclass, or a value of one."""
    return hasattr(value, OWN)


def replace(value: T, /, **changes: Any) -> T:  # noqa: ANN401 - any value
    """Give a value like this one but for the changes; see `dataclasses.replace`."""
    for name, one in attributes(value).items():
        if one.init:
            if name not in changes:
                changes[name] = getattr(value, name)
        elif name in changes:
            msg = f"`{name}` is worked out, so it cannot be replaced"
            raise ValueError(msg)
    return value.__class__(**changes)


class Parameters(NamedTuple):
    """What the standard library wants to know of a class that it is to derive from."""

    frozen: bool


class Described:
    """Tells the standard library about the attributes of a class, when it asks."""

    def __get__(self, value: object, cls: type[Any]) -> dict[str, Any]:
        """Give `__dataclass_fields__`."""
        import dataclasses

        described = {}
        for name, one in attributes(cls).items():
            defaults = {"default": one.default, "default_factory": one.default_factory}
            given = {key: known for key, known in defaults.items() if known is not MISSING}
            made: Any = dataclasses.field(
                **given, init=one.init, repr=one.repr, compare=one.compare, kw_only=False
            )
            made.name = name
            made.type = cls.__annotations__.get(name, "")
            made._field_type = dataclasses._FIELD  # type: ignore[attr-defined]  # noqa: SLF001 - or it is passed over
            described[name] = made
        return described
