"""Commands whose plain parameters are read without a validation library."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup


class FastCommand(TyperCommand):
    """
    Read words, paths, dates and choices by hand.

    Loading a validation library for them would take longer than an answer does. What is
    not known here, or belongs to another release of the library, is left as it was.
    """

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - the library's own types
        """Give the parameters, the one for help among them."""
        return _light(super().get_params(ctx))


class FastGroup(TyperGroup):
    """The same for the options that stand before a command."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - the library's own types
        """Give the parameters, the one for help among them."""
        return _light(super().get_params(ctx))


def _light(parameters: list[Any]) -> list[Any]:
    for one in parameters:
        described = getattr(one, "type_descriptor", None)
        if described is None or not hasattr(one, "_runtime_param"):
            continue
        parser = getattr(described.parameter_info, "parser", None)
        read = parser or _reader(described.annotation)
        if read is not None:
            one._runtime_param = _Plainly(read)  # noqa: SLF001 - the only door to it
    return parameters


class _Plainly:
    """Stands where the library would put its validator."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        self.read = read

    def coerce(self, value: Any, param: Any, ctx: typer.Context) -> Any:  # noqa: ANN401
        """Read one value, or each of several."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        try:
            if isinstance(value, list | tuple):
                return [self.read(one) for one in value]
            return self.read(value)
        except typer.BadParameter as bad:
            raise typer.BadParameter(bad.message, ctx=ctx, param=param) from None


def _reader(annotation: Any) -> Callable[[Any], Any] | None:  # noqa: ANN401 - any annotation
    if get_origin(annotation) is list:
        (annotation,) = get_args(annotation)
    if annotation in (bool, str, Path):
        reader: Callable[[Any], Any] = annotation
        return reader
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return _choice(annotation)
    return None


def _choice(options: type[Enum]) -> Callable[[Any], Enum]:
    def read(text: Any) -> Enum:  # noqa: ANN401 - a word, or the default itself
        try:
            return options(text)
        except ValueError:
            known = ", ".join(str(one.value) for one in options)
            raise typer.BadParameter(f"`{text}` is not one of {known}") from None

    return read
