"""
Dataclasses that write their methods when these are first called.

The standard library compiles half a dozen methods for each class as it is defined. A
start of this program defines a hundred classes and makes values of half of them, and so
paid as much for methods that nobody calls as for an answer. What is declared here is
declared as there, reads the same to a type checker, and is a dataclass to whoever asks
`dataclasses` about it. Why no library does it: docs/decisions/0015.

It stands in one file, although a long one: attributes, what is asked of them, methods, and
the decorator that puts them into a class.
"""

from __future__ import annotations

import re
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from dataclasses import dataclass, field, fields, is_dataclass, replace

    Class = TypeVar("Class", bound=type[Any])

__all__ = ["dataclass", "field", "fields", "is_dataclass", "replace"]

T = TypeVar("T")
_OF_CLASS = re.compile(r"(?:\w+\.)?ClassVar\b")
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
    """Return the attributes of a dataclass, or of a value of one, by name."""
    own: dict[str, Attribute] = getattr(of, OWN)
    return own


def _fields(of: Any) -> tuple[Attribute, ...]:  # noqa: ANN401 - a class, or a value of it
    """Return the attributes of a dataclass in order; see `dataclasses.fields`."""
    return tuple(attributes(of).values())


def _is_dataclass(value: object) -> bool:
    """Return whether this is a dataclass, or a value of one."""
    return hasattr(value, OWN)


def _replace(value: T, /, **changes: Any) -> T:  # noqa: ANN401 - any value
    """Return a value like this one but for the changes; see `dataclasses.replace`."""
    for name, attribute in attributes(value).items():
        if attribute.init:
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
        for name, attribute in attributes(cls).items():
            defaults = {"default": attribute.default, "default_factory": attribute.default_factory}
            given = {key: known for key, known in defaults.items() if known is not MISSING}
            made: Any = dataclasses.field(
                **given,
                init=attribute.init,
                repr=attribute.repr,
                compare=attribute.compare,
                kw_only=False,
            )
            made.name = name
            made.type = cls.__annotations__.get(name, "")
            made._field_type = dataclasses._FIELD  # type: ignore[attr-defined]  # noqa: SLF001 - or it is passed over
            described[name] = made
        return described


FROZEN = "__frozen__"
"""What is true of a class whose values do not change."""


def late_init(cls: type[Any]) -> Callable[..., None]:
    """Return an `__init__` that puts the real one in its place when it is first called."""

    def late(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        cls.__init__ = init = _init(cls)
        init(self, *args, **kwargs)

    return late


def _init(cls: type[Any]) -> Callable[..., None]:
    """Compile the `__init__` of a class: an assignment for each attribute."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    given, body = ["self"], []
    for name, attribute in attributes(cls).items():
        if attribute.init:
            given.append(_parameter(attribute, known))
        elif attribute.default_factory is MISSING and attribute.default is MISSING:
            continue
        body.append(_assignment(cls, name, _value(attribute, known), known))
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


def _parameter(attribute: Attribute, known: dict[str, Any]) -> str:
    if attribute.default_factory is not MISSING:
        return f"{attribute.name}=_missing"
    if attribute.default is not MISSING:
        known[f"_default_{attribute.name}"] = attribute.default
        return f"{attribute.name}=_default_{attribute.name}"
    return attribute.name


def _value(attribute: Attribute, known: dict[str, Any]) -> str:
    if attribute.default_factory is not MISSING:
        known[f"_make_{attribute.name}"] = attribute.default_factory
        made = f"_make_{attribute.name}()"
        return (
            f"{made} if {attribute.name} is _missing else {attribute.name}"
            if attribute.init
            else made
        )
    if attribute.init:
        return attribute.name
    known[f"_default_{attribute.name}"] = attribute.default
    return f"_default_{attribute.name}"


def comparing(names: Sequence[str]) -> Callable[[Any], Any]:
    """Return a function that tells what a value is compared by."""
    return attrgetter(*names) if names else _nothing


def _nothing(_: object) -> tuple[()]:
    return ()


def equality(compared: Callable[[Any], Any]) -> Callable[[Any, object], Any]:
    """Return an `__eq__`."""

    def equal(self: Any, other: object) -> Any:  # noqa: ANN401 - of any class
        if other.__class__ is self.__class__:
            return compared(self) == compared(other)
        return NotImplemented

    return equal


def hashing(compared: Callable[[Any], Any]) -> Callable[[Any], int]:
    """Return a `__hash__` that agrees with `equality`."""

    def hashed(self: Any) -> int:  # noqa: ANN401 - of any class
        return hash(compared(self))

    return hashed


def shown(self: Any) -> str:  # noqa: ANN401 - of any class
    """Write a value as the call that would make it."""

    def parts() -> Iterator[str]:
        for name, attribute in attributes(self).items():
            if attribute.repr:
                yield f"{name}={getattr(self, name)!r}"

    return f"{self.__class__.__qualname__}({', '.join(parts())})"


def refuse_change(_: object, name: str, _value: object = None) -> NoReturn:
    """Let nobody change a frozen value."""
    from dataclasses import FrozenInstanceError

    msg = f"cannot assign to field {name!r}"
    raise FrozenInstanceError(msg)


def state(self: Any) -> list[Any]:  # noqa: ANN401 - of any class
    """Return what a value is pickled by."""
    return [getattr(self, name) for name in attributes(self)]


def restore(self: Any, values: Sequence[Any]) -> None:  # noqa: ANN401 - of any class
    """Take up what a value was pickled by."""
    for name, value in zip(attributes(self), values, strict=True):
        object.__setattr__(self, name, value)


def _field(
    *,
    default: Any = MISSING,  # noqa: ANN401 - any value
    default_factory: Callable[[], Any] | object = MISSING,
    init: bool = True,
    repr: bool = True,  # noqa: A002 - as the standard library calls it
    compare: bool = True,
) -> Any:  # noqa: ANN401 - stands where a value of any kind will
    """Declare an attribute; see `dataclasses.field`."""
    return Attribute(default, default_factory, init=init, repr=repr, compare=compare)


def _dataclass(
    cls: Class | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Any:  # noqa: ANN401 - a class, or what decorates one
    """Make a class a dataclass; see `dataclasses.dataclass`."""
    if cls is None:
        return lambda cls: _made(cls, frozen=frozen, slots=slots, eq=eq)
    return _made(cls, frozen=frozen, slots=slots, eq=eq)


def _made(cls: Class, *, frozen: bool, slots: bool, eq: bool) -> Class:
    own = _declared(cls)
    body = _body(cls, own, frozen=frozen, eq=eq)
    if slots:
        cls = _slotted(cls, own, body, frozen=frozen)
    else:
        for name in own.keys() & cls.__annotations__.keys():
            if own[name].default is not MISSING:
                setattr(cls, name, own[name].default)
            elif name in cls.__dict__:
                delattr(cls, name)
        for name, value in body.items():
            setattr(cls, name, value)
    if "__init__" not in cls.__dict__:
        cls.__init__ = late_init(cls)
    return cls


def _declared(cls: type[Any]) -> dict[str, Attribute]:
    own: dict[str, Attribute] = {}
    for base in cls.__mro__[-1:0:-1]:
        if OWN in base.__dict__:
            own.update(attributes(base))
        elif "__dataclass_fields__" in base.__dict__:
            msg = f"`{base.__qualname__}` is one of the standard library's; declare it here too"
            raise TypeError(msg)
    for name, annotation in cls.__annotations__.items():
        if _is_of_class(annotation):
            continue
        declared = cls.__dict__.get(name, MISSING)
        if not isinstance(declared, Attribute):
            declared = Attribute(declared)
        if declared.default.__class__.__hash__ is None:
            msg = f"`{name}` would be one and the same for all values; use `default_factory`"
            raise ValueError(msg)
        declared.name = name
        own[name] = declared
    _check_order(own)
    return own


def _is_of_class(annotation: object) -> bool:
    """Return whether an annotation, as text or as it is, makes no attribute of values."""
    text = str(annotation)
    return "ClassVar" in text and _OF_CLASS.match(text) is not None


def _check_order(own: dict[str, Attribute]) -> None:
    """Refuse an attribute that has to be given behind one that may be omitted."""
    optional = ""
    for name, declared in own.items():
        if not declared.init:
            continue
        if declared.default is not MISSING or declared.default_factory is not MISSING:
            optional = name
        elif optional:
            msg = f"`{name}` has no default, and follows `{optional}`, which has one"
            raise TypeError(msg)


def _body(cls: type[Any], own: dict[str, Attribute], *, frozen: bool, eq: bool) -> dict[str, Any]:
    """Return what the class gets; what it defines itself it keeps."""
    defined = cls.__dict__
    body: dict[str, Any] = {
        OWN: own,
        "__dataclass_fields__": Described(),
        "__dataclass_params__": Parameters(frozen),
        "__match_args__": tuple(item.name for item in own.values() if item.init),
    }
    if "__repr__" not in defined:
        body["__repr__"] = shown
    if eq:
        compared = comparing([item.name for item in own.values() if item.compare])
        if "__eq__" not in defined:
            body["__eq__"] = equality(compared)
        if defined.get("__hash__") is None:
            body["__hash__"] = hashing(compared) if frozen else None
    if frozen:
        body["__setattr__"] = body["__delattr__"] = refuse_change
        body[FROZEN] = True
    return body


def _slotted(cls: Class, own: dict[str, Attribute], body: dict[str, Any], *, frozen: bool) -> Class:
    """Make the class anew, with room for its attributes and for no others."""
    inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    kept = {name: value for name, value in cls.__dict__.items() if name not in own}
    kept.pop("__dict__", None)
    kept.pop("__weakref__", None)
    if frozen:  # nothing else may set the attributes of what is unpickled
        kept.setdefault("__getstate__", state)
        kept.setdefault("__setstate__", restore)
    slots = {"__slots__": tuple(name for name in own if name not in inherited)}
    kind: Any = type(cls)
    made: Class = kind(cls.__name__, cls.__bases__, {**kept, **body, **slots})
    made.__qualname__ = cls.__qualname__
    return made


if not TYPE_CHECKING:
    dataclass, field, fields = _dataclass, _field, _fields
    is_dataclass, replace = _is_dataclass, _replace
