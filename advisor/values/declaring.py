"""The decorator, and what it puts into a class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from advisor.values import methods
from advisor.values.attributes import MISSING, OWN, Attribute, attributes
from advisor.values.reading import Described, Parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    Class = TypeVar("Class", bound=type[Any])


def field(
    *,
    default: Any = MISSING,  # noqa: ANN401 - any value
    default_factory: Callable[[], Any] | object = MISSING,
    init: bool = True,
    repr: bool = True,  # noqa: A002 - as the standard library calls it
    compare: bool = True,
) -> Any:  # noqa: ANN401 - stands where a value of any kind will
    """Declare an attribute; see `dataclasses.field`."""
    return Attribute(default, default_factory, init=init, repr=repr, compare=compare)


def dataclass(
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
        for name in cls.__annotations__:
            if own[name].default is not MISSING:
                setattr(cls, name, own[name].default)
            elif name in cls.__dict__:
                delattr(cls, name)
        for name, value in body.items():
            setattr(cls, name, value)
    if "__init__" not in cls.__dict__:
        cls.__init__ = methods.late_init(cls)
    return cls


def _declared(cls: type[Any]) -> dict[str, Attribute]:
    own: dict[str, Attribute] = {}
    for base in cls.__mro__[-1:0:-1]:
        if OWN in base.__dict__:
            own.update(attributes(base))
        elif "__dataclass_fields__" in base.__dict__:
            msg = f"`{base.__qualname__}` is one of the standard library's; declare it here too"
            raise TypeError(msg)
    for name in cls.__annotations__:
        declared = cls.__dict__.get(name, MISSING)
        if not isinstance(declared, Attribute):
            declared = Attribute(declared)
        declared.name = name
        own[name] = declared
    return own


def _body(cls: type[Any], own: dict[str, Attribute], *, frozen: bool, eq: bool) -> dict[str, Any]:
    """Give what the class gets; what it defines itself it keeps."""
    defined = cls.__dict__
    body: dict[str, Any] = {
        OWN: own,
        "__dataclass_fields__": Described(),
        "__dataclass_params__": Parameters(frozen),
        "__match_args__": tuple(one.name for one in own.values() if one.init),
    }
    if "__repr__" not in defined:
        body["__repr__"] = methods.shown
    if eq:
        compared = methods.comparing([one.name for one in own.values() if one.compare])
        if "__eq__" not in defined:
            body["__eq__"] = methods.equality(compared)
        if defined.get("__hash__") is None:
            body["__hash__"] = methods.hashing(compared) if frozen else None
    if frozen:
        body["__setattr__"] = body["__delattr__"] = methods.refuse_change
        body[methods.FROZEN] = True
    return body


def _slotted(cls: Class, own: dict[str, Attribute], body: dict[str, Any], *, frozen: bool) -> Class:
    """Make the class anew, with room for its attributes and for no others."""
    inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    kept = {name: value for name, value in cls.__dict__.items() if name not in own}
    kept.pop("__dict__", None)
    kept.pop("__weakref__", None)
    if frozen:  # nothing else may set the attributes of what is unpickled
        kept.setdefault("__getstate__", methods.state)
        kept.setdefault("__setstate__", methods.restore)
    slots = {"__slots__": tuple(name for name in own if name not in inherited)}
    kind: Any = type(cls)
    made: Class = kind(cls.__name__, cls.__bases__, {**kept, **body, **slots})
    made.__qualname__ = cls.__qualname__
    return made
