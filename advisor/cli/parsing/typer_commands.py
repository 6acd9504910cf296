"""Commands as typer wants them: it writes their help, and says what is wrong with a line."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial, wraps
from inspect import Parameter, signature
from typing import Annotated, Any, NoReturn, get_args, get_type_hints

import typer

from advisor.cli.parsing.parameters import Argument, Misuse, Option, value_type


def to_typer(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command whose parameters are described in typer's terms, and its misuse too."""
    hints = get_type_hints(command, include_extras=True)

    @wraps(command)
    def run(**values: Any) -> None:  # noqa: ANN401 - of the parameters' types
        _told(command)(**values)

    described = signature(command)
    parameters = [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=known.default,
            annotation=_annotation(hints[name]),
        )
        for name, known in described.parameters.items()
    ]
    vars(run)["__signature__"] = described.replace(parameters=parameters)
    return run


def describe_misuse(command: Callable[..., None], misuse: Misuse) -> Callable[..., None]:
    """Return a command that is described like this one, and only says how it was misused."""

    @wraps(command)
    def tell(**_: object) -> NoReturn:
        raise misuse

    return to_typer(tell)


def _annotation(hint: Any) -> Any:  # noqa: ANN401 - annotations
    kind, declared = get_args(hint)
    return Annotated[kind, _described(declared, value_type(kind))]


def _described(declared: Argument | Option, kind: type) -> Any:  # noqa: ANN401 - typer's own
    if isinstance(declared, Argument):
        return typer.Argument(
            metavar=declared.metavar,
            help=declared.help,
            exists=declared.is_existing_folder,
            file_okay=not declared.is_existing_folder,
        )
    parser = declared.parser
    if parser is None and issubclass(kind, Enum):
        parser = partial(_choice, kind)
    return typer.Option(
        declared.flag,
        help=declared.help,
        metavar=declared.metavar,
        parser=_told(parser) if parser is not None else None,
        min=declared.min,
        max=declared.max,
    )


def _choice(kind: type[Enum], text: object) -> Enum:
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(str(choice.value) for choice in kind)
        raise Misuse(f"`{text}` is not one of {known}") from None


def _told(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that tells typer of misuse."""

    def called(*values: Any, **named: Any) -> Any:  # noqa: ANN401 - passed on
        try:
            return function(*values, **named)
        except Misuse as misuse:
            raise typer.BadParameter(misuse.message, param_hint=misuse.option) from None

    return called
