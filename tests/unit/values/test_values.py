"""A dataclass of ours is one of the standard library's to whoever uses it."""

from __future__ import annotations

import builtins
import dataclasses
import pickle
import typing
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from advisor import values

T = TypeVar("T")


@values.dataclass(frozen=True, slots=True)
class Pinned(Generic[T]):
    """A value that a pickle must find by its name."""

    first: T
    second: tuple[int, ...] = ()


class Twins:
    """The same classes, declared with one library."""

    def __init__(self, library: Any) -> None:  # noqa: ANN401 - a module
        dataclass, field = library.dataclass, library.field

        @dataclass(frozen=True)
        class Frozen:
            a: int
            b: str = "b"
            c: list[int] = field(default_factory=list, compare=False)
            d: str = field(default="d", repr=False)

        @dataclass(frozen=True, slots=True)
        class Slotted:
            a: int
            b: tuple[int, ...] = (1,)

            def __repr__(self) -> str:
                return "of its own"

        @dataclass
        class Open:
            a: int = 1
            b: list[int] = field(default_factory=list)

            def double(self) -> int:
                return 2 * self.a

        @dataclass
        class Further(Open):
            c: str = "c"
            e: int = field(default=7, init=False)

            def __post_init__(self) -> None:
                self.e = self.a + 1

        @dataclass(frozen=True, eq=False)
        class Itself:
            a: int

        @dataclass(frozen=True)
        class Empty:
            pass

        self.frozen: Any = Frozen
        self.slotted: Any = Slotted
        self.open: Any = Open
        self.further: Any = Further
        self.itself: Any = Itself
        self.empty: Any = Empty


OURS, THEIRS = Twins(values), Twins(dataclasses)
USES: dict[str, Callable[[Twins, Any], object]] = {
    "shown": lambda t, _: repr(t.frozen(1, c=[2])).rpartition(".")[2],
    "shown by itself": lambda t, _: repr(t.slotted(1)),
    "given by name": lambda t, _: t.frozen(b="x", a=2).b,
    "left out": lambda t, _: (t.frozen(1).b, t.frozen(1).c, t.slotted(1).b, t.open().b),
    "a list each": lambda t, _: t.open().b is t.open().b,
    "equal": lambda t, _: t.frozen(1, c=[2]) == t.frozen(1, c=[3]),
    "unequal": lambda t, _: t.frozen(1) == t.frozen(1, d="x"),
    "of another class": lambda t, _: (t.open(1) == t.further(1), t.open(1) == 1),
    "hash": lambda t, _: len({t.frozen(1), t.frozen(1, c=[1]), t.frozen(2)}),
    "hash of what changes": lambda t, _: hash(t.open()),
    "identity": lambda t, _: (t.itself(1) == t.itself(1), len({t.itself(1), t.itself(1)})),
    "nothing in it": lambda t, _: (t.empty() == t.empty(), len({t.empty(), t.empty()})),
    "set": lambda t, _: setattr(t.frozen(1), "a", 2),
    "set in a slot": lambda t, _: setattr(t.slotted(1), "a", 2),
    "deleted": lambda t, _: delattr(t.frozen(1), "a"),
    "no such slot": lambda t, _: hasattr(t.slotted(1), "__dict__"),
    "changed": lambda t, _: setattr(t.open(), "a", 3),
    "inherited": lambda t, _: (t.further(4).e, t.further(4).double(), t.further(4).c),
    "too few": lambda t, _: t.frozen(),
    "too many": lambda t, _: t.empty(1),
    "unknown": lambda t, _: t.frozen(1, z=1),
    "worked out": lambda t, _: t.further(e=1),
    "replaced": lambda t, of: of.replace(t.frozen(1, c=[2]), a=3, d="x").c,
    "replaced wrongly": lambda t, of: _refused(lambda: of.replace(t.further(1), e=3)),
    "replaced by a stranger": lambda t, _: dataclasses.replace(t.slotted(1), a=5).a,
    "attributes": lambda t, of: [
        (one.name, one.init, one.compare, one.repr) for one in of.fields(t.further)
    ],
    "attributes for a stranger": lambda t, _: [one.name for one in dataclasses.fields(t.frozen(1))],
    "as a mapping": lambda t, _: dataclasses.asdict(t.frozen(1)),
    "is one": lambda t, of: (
        of.is_dataclass(t.frozen),
        of.is_dataclass(t.open()),
        of.is_dataclass(1),
    ),
    "is one for a stranger": lambda t, _: dataclasses.is_dataclass(t.slotted(1)),
    "taken apart": lambda t, _: _taken_apart(t),
    "derived by a stranger": lambda t, _: repr(_derived(t)(1, e=2)),
    "names": lambda t, _: (t.slotted.__name__, t.slotted.__module__),
}


def _taken_apart(twins: Twins) -> object:
    kind = twins.slotted
    match kind(1, (2,)):
        case kind(a, b):
            return a, b
    return None


def _refused(use: Callable[[], object]) -> bool:
    """Tell of an error whose class has changed from one Python to the next."""
    try:
        use()
    except (TypeError, ValueError):
        return True
    return False


def _derived(twins: Twins) -> Any:  # noqa: ANN401 - a class
    @dataclasses.dataclass(frozen=True)
    class Derived(twins.frozen):  # type: ignore[misc, name-defined]
        e: int = 0

        def __repr__(self) -> str:
            return f"{self.a} {self.b} {self.c} {self.d} {self.e}"

    return Derived


def _outcome(use: Callable[[Twins, Any], object], twins: Twins, library: object) -> object:
    try:
        return use(twins, library)
    except (AttributeError, TypeError, ValueError) as error:
        return type(error)


@pytest.mark.parametrize("name", USES)
def test_same_as_the_standard_library(name: str) -> None:
    """Whatever is done with a dataclass comes out as it does with the standard library's."""
    use = USES[name]
    theirs = _outcome(use, THEIRS, dataclasses)

    assert theirs == _outcome(use, OURS, values)
    assert theirs == _outcome(use, OURS, values), "the second time its methods are written"


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickle(protocol: int) -> None:
    """A frozen value with slots survives the way to another process."""
    value = Pinned("x", (1, 2))

    assert value == pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own


def test_methods_are_written_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declaring a class compiles nothing, and its first value compiles one method."""
    compiled: list[str] = []
    usual = exec

    def told(text: str, known: dict[str, Any]) -> None:
        compiled.append(text)
        usual(text, known)

    monkeypatch.setattr(builtins, "exec", told)

    @values.dataclass(frozen=True)
    class Late:
        a: int = 1

    assert not compiled
    assert Late() == Late(1)
    assert len(compiled) == 1


def test_not_derived_from_a_strange_one() -> None:
    """A class whose bases are the standard library's would lose their attributes: it is refused."""

    @dataclasses.dataclass
    class Strange:
        a: int

    with pytest.raises(TypeError, match="Strange"):
        values.dataclass(type("Ours", (Strange,), {}))


@pytest.mark.parametrize("library", [values, dataclasses], ids=["ours", "theirs"])
def test_what_is_of_the_class(library: Any) -> None:  # noqa: ANN401 - a module
    """A `ClassVar` is no attribute of values, and stays one of the class."""

    @library.dataclass(frozen=True, slots=True)
    class Counted:
        limit: ClassVar[int] = 3
        other: typing.ClassVar = 4
        a: int = 1

    assert ["a"] == [one.name for one in library.fields(Counted)]
    assert (3, 4, 3) == (Counted.limit, Counted.other, Counted().limit)
    with pytest.raises(TypeError):
        Counted(limit=2)


@pytest.mark.parametrize("library", [values, dataclasses], ids=["ours", "theirs"])
@pytest.mark.parametrize("default", [[], {}, set()], ids=repr)
def test_no_default_is_shared(library: Any, default: object) -> None:  # noqa: ANN401 - a module
    """A default that changes would be one and the same for all values: it is refused."""
    with pytest.raises(ValueError, match="default_factory"):
        library.dataclass(type("Shared", (), {"__annotations__": {"a": "object"}, "a": default}))
    given = library.field(default=default)
    with pytest.raises(ValueError, match="default_factory"):
        library.dataclass(type("Shared", (), {"__annotations__": {"a": "object"}, "a": given}))


@pytest.mark.parametrize("library", [values, dataclasses], ids=["ours", "theirs"])
def test_what_must_be_given_comes_first(library: Any) -> None:  # noqa: ANN401 - a module
    """What has no default cannot follow what has one, in a class and below one."""
    annotations = {"a": "int", "b": "int"}
    with pytest.raises(TypeError, match="default"):
        library.dataclass(type("Wrong", (), {"__annotations__": annotations, "a": 1}))
    base = library.dataclass(type("Base", (), {"__annotations__": {"a": "int"}, "a": 1}))
    with pytest.raises(TypeError, match="default"):
        library.dataclass(type("Wrong", (base,), {"__annotations__": {"b": "int"}}))
    late = {"a": library.field(default=1, init=False)}
    assert library.dataclass(type("Right", (), {"__annotations__": annotations, **late}))(2).b == 2
