"""Well-formed command lines are read without typer: nothing may differ from its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import wraps
from importlib import import_module
from inspect import signature
from typing import Any, get_args, get_type_hints

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.cli.commands import COMMANDS
from advisor.cli.entrypoint import find_command
from advisor.cli.parsing.fast_parse import parse_well_formed
from advisor.cli.parsing.parameters import Argument, Misuse, Option, value_type
from advisor.cli.parsing.typer_commands import to_typer


def _names() -> Iterator[tuple[str, ...]]:
    for name, (module, _) in COMMANDS.items():
        inner = getattr(import_module(module), "commands", {"": None})
        yield from ((name, word) if word else (name,) for word in inner)


NAMES = tuple(_names())
ODD = ("--", "-", "-h", "--help", "--no-such-option", "-x", "", "x=y", "--all", "--plain=yes")
VALUES = ("1", "0", "99", "-1", "1_0", "x", "", "2020-02-30", "2020-03-01", "json", "text", "none")


def command_of(name: tuple[str, ...]) -> Callable[..., None]:
    """Return the function of a command."""
    command, left = find_command(name)
    assert command is not None
    assert [] == list(left)
    return command


def declared(command: Callable[..., None]) -> Mapping[str, tuple[type, Argument | Option]]:
    """Return the type of each parameter of a command, and what is declared of it."""
    hints = get_type_hints(command, include_extras=True)
    hints.pop("return", None)
    described = {name: get_args(hint) for name, hint in hints.items()}
    return {name: (value_type(kind), one) for name, (kind, one) in described.items()}


def by_typer(command: Callable[..., None], line: list[str]) -> dict[str, Any] | None:
    """Return what typer calls a command with; `None` where it does not call it."""
    called: list[dict[str, Any]] = []

    @wraps(command)
    def capture(**values: object) -> None:
        called.append(values)

    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(to_typer(capture))
    with pytest.raises(SystemExit):
        app(line, prog_name="advisor")
    return called[0] if called else None


def texts(kind: type, option: Option) -> list[str]:
    """Return texts that an option takes."""
    if option.parser is not None:
        tried = ("2020-03-01", "3", "x", "/x", "consent_informed=true")
        return [text for text in tried if _is_read(option.parser, text)]
    if issubclass(kind, Enum):
        return [str(choice.value) for choice in kind]
    return [str(option.min or 1)] if kind in (int, float) else ["x", "a b", "x=y"]


def _is_read(parser: Callable[[str], object], text: str) -> bool:
    try:
        parser(text)
    except Misuse:
        return False
    return True


def arguments(command: Callable[..., None]) -> list[str]:
    """Return a word that each argument of a command takes."""
    return [
        str(next(iter(kind)).value) if isinstance(kind, type) and issubclass(kind, Enum) else "."
        for kind, parameter in declared(command).values()
        if isinstance(parameter, Argument)
    ]


@pytest.mark.parametrize("name", NAMES, ids=" ".join)
def test_every_option_is_read(name: tuple[str, ...]) -> None:
    """Each option of each command is read the fast way, and as typer reads it."""
    command = command_of(name)
    for parameter, (kind, option) in declared(command).items():
        if isinstance(option, Argument):
            continue
        lines = [[option.flag]]
        if kind is not bool:
            lines = [[option.flag, text] for text in texts(kind, option)]
            lines += [[f"{flag}={text}"] for flag, text in lines]
        assert lines
        for line in lines:
            fast = parse_well_formed(command, [*arguments(command), *line])
            slow = by_typer(command, [*arguments(command), *line])
            assert fast is not None, line
            assert slow is not None, line
            assert fast == {key: slow[key] for key in fast}, line
            assert parameter in fast


@settings(deadline=None)
@given(st.data())
def test_same_as_typer(data: st.DataObject) -> None:
    """Whatever the line, what is read the fast way is what typer reads, and the rest defaults."""
    command = command_of(data.draw(st.sampled_from(NAMES)))
    flags = [one.flag for _, one in declared(command).values() if isinstance(one, Option)]
    word = st.sampled_from([*flags, *flags, *VALUES, *ODD, *(f"{flag}=x" for flag in flags)])
    line = data.draw(st.lists(word, max_size=5))

    fast = parse_well_formed(command, line)

    if fast is not None:
        slow = by_typer(command, line)
        assert slow is not None
        assert fast == {key: slow[key] for key in fast}
        defaults = signature(command).parameters
        for key in slow.keys() - fast.keys():
            assert slow[key] == defaults[key].default


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["--help", "x"],
        ["-h"],
        ["x", "--no-such-option"],
        ["x", "--depth"],
        ["x", "--depth", "0"],
        ["x", "--depth", "--all"],
        ["x", "--all=yes"],
        ["x", "--output", "papyrus"],
        ["--", "x"],
    ],
    ids=" ".join,
)
def test_typer_has_the_last_word(line: list[str]) -> None:
    """Mistakes and calls for help are left to typer, which says what is to be said of them."""
    assert parse_well_formed(command_of(("check",)), line) is None
