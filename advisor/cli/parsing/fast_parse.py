"""
Reads a well-formed command line, which most are, without loading a parser.

Loading typer takes as long as half an answer. What is not well-formed, or asks for help, is
left to typer, so that nothing is said about a command line in two places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from advisor.cli.parsing.parameters import Argument, Misuse, Option, is_many, value_type

_LONGEST_NUMBER = 9


class CommandParameter(NamedTuple):
    """One parameter of a command: `read` makes its value of a text, and `None` is a flag's."""

    name: str
    declared: Argument | Option
    read: Callable[[str], Any] | None
    is_list: bool
    is_required: bool


class _NotWellFormed(Exception):
    """Somebody else has to look at this command line."""


def parse_well_formed(
    command: Callable[..., None], arguments: Sequence[str]
) -> dict[str, Any] | None:
    """
    Return what a command is to be called with; what was omitted keeps its default.

    `None` where the command line is a mistake or asks for help, or where a parameter is of a
    type that is not known here.
    """
    try:
        parameters = _parameters(command)
        texts = _sorted_by_parameter(parameters, arguments)
        return {name: _value(parameters[name], given) for name, given in texts.items()}
    except _NotWellFormed:
        return None


def _parameters(command: Callable[..., None]) -> dict[str, CommandParameter]:
    """Return the parameters of a command by their names, in their order."""
    hints = get_type_hints(command, include_extras=True)
    defaults = _with_defaults(command)
    parameters = {}
    for name, hint in hints.items():
        if name != "return":
            annotation, declared = get_args(hint)
            read, is_list = _reader(annotation, declared)
            parameters[name] = CommandParameter(name, declared, read, is_list, name not in defaults)
    return parameters


def _with_defaults(command: Any) -> frozenset[str]:  # noqa: ANN401 - a function
    code, positional = command.__code__, command.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    return frozenset(names[len(names) - len(positional) :]) | set(command.__kwdefaults__ or ())


def _sorted_by_parameter(
    parameters: Mapping[str, CommandParameter], arguments: Sequence[str]
) -> dict[str, list[str]]:
    """Return the texts that were given for each parameter; a flag has none."""
    options = {
        known.declared.flag: known
        for known in parameters.values()
        if isinstance(known.declared, Option)
    }
    texts: dict[str, list[str]] = {}
    words: list[str] = []
    left = iter(arguments)
    for word in left:
        if not word.startswith("-") or word == "-":
            words.append(word)
            continue
        flag, sign, text = word.partition("=")
        option = options.get(flag)
        if option is None or (option.read is None and sign):
            raise _NotWellFormed
        given = texts.setdefault(option.name, [])
        if option.read is not None:
            given.append(text if sign else _next_value(left))
    texts.update(_positional(parameters, words))
    if any(known.is_required and known.name not in texts for known in parameters.values()):
        raise _NotWellFormed
    return texts


def _next_value(left: Any) -> str:  # noqa: ANN401 - an iterator that goes on behind it
    text: str = next(left, "--")
    if text.startswith("-") and text != "-":
        raise _NotWellFormed
    return text


def _positional(
    parameters: Mapping[str, CommandParameter], words: Sequence[str]
) -> Mapping[str, list[str]]:
    """Share out the words that belong to no option; a list takes what is left."""
    left = list(words)
    texts = {}
    for known in parameters.values():
        if isinstance(known.declared, Argument) and left:
            taken = len(left) if known.is_list else 1
            texts[known.name], left = left[:taken], left[taken:]
    if left:
        raise _NotWellFormed
    return texts


def _value(parameter: CommandParameter, texts: Sequence[str]) -> Any:  # noqa: ANN401 - of its type
    read = parameter.read
    if read is None:
        return True
    try:
        return [read(text) for text in texts] if parameter.is_list else read(texts[-1])
    except (Misuse, ValueError):
        raise _NotWellFormed from None


def _reader(
    annotation: Any,  # noqa: ANN401 - any annotation
    declared: Argument | Option,
) -> tuple[Callable[[str], Any] | None, bool]:
    """Return what reads a text, and whether several are read."""
    kind, is_list = value_type(annotation), is_many(annotation)
    if isinstance(declared, Option) and declared.parser is not None:
        return declared.parser, is_list
    if kind is bool:
        return None, False
    if kind in (int, float) and isinstance(declared, Option):
        return partial(_number, kind, declared), is_list
    if kind is Path and isinstance(declared, Argument) and declared.is_existing_folder:
        return _folder, is_list
    if kind in (str, Path) or issubclass(kind, Enum):
        return kind, is_list
    raise _NotWellFormed


def _number(kind: type[int | float], option: Option, text: str) -> float:
    digits = text.replace(".", "", 1) if kind is float else text
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER):
        raise _NotWellFormed
    number = kind(text)
    is_below = option.min is not None and number < option.min
    if is_below or (option.max is not None and number > option.max):
        raise _NotWellFormed
    return number


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise _NotWellFormed
    return Path(text)
