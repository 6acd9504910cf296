"""
How a command declares its arguments and options, without loading a parser.

A command is a function; each parameter is annotated with its type and with an `Argument` or an
`Option`. `fast_parse` reads a well-formed command line by these, `typer_commands` hands them to
typer, which writes the help and says what is wrong with any other line.
"""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin


class Argument(NamedTuple):
    """A parameter that is known by its position."""

    metavar: str
    help: str
    is_existing_folder: bool = False


class Option(NamedTuple):
    """
    A parameter that is known by its name, such as `--as-of`.

    `parser` reads the text of a value and raises `Misuse` where that cannot be done; `min` and
    `max` are the bounds of a number.
    """

    flag: str
    help: str
    metavar: str | None = None
    parser: Callable[[str], Any] | None = None
    min: int | None = None
    max: int | None = None


def value_type(annotation: Any) -> type:  # noqa: ANN401 - any annotation
    """
    Return the type of one value: without `None`, and of a list that of its items.

    >>> value_type(list[str] | None)
    <class 'str'>
    """
    kind: type = _known(annotation)
    if is_many(annotation):
        (kind,) = get_args(kind)
    return kind


def is_many(annotation: Any) -> bool:  # noqa: ANN401 - any annotation
    """Return whether a parameter takes several values."""
    return get_origin(_known(annotation)) is list


def _known(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    """Return an annotation without `None`."""
    if not isinstance(annotation, UnionType):
        return annotation
    (known,) = (kind for kind in get_args(annotation) if kind is not NoneType)
    return known


class Misuse(Exception):
    """What was asked for cannot be meant: `option` is the one at fault, where it is known."""

    def __init__(self, message: str, option: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.option = option
