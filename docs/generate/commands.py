"""The page of the commands, read from the program itself."""

from __future__ import annotations

import inspect
from enum import Enum
from typing import TYPE_CHECKING, Any

import typer

from advisor.cli.app import build_app
from advisor.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# The commands

This page is generated from the program; `advisor COMMAND --help` says the same.

Errors go to standard error, answers to standard output.
`NO_COLOR` is honoured, and `--plain` leaves out colour and drawing.

| exit status | means |
| --- | --- |
| 0 | clear, or done |
| 1 | could not do it |
| 2 | misuse |
| 3 | stop |
| 4 | open: `ask` or `unsettled` |
| 130 | interrupted |
"""


def commands_page() -> str:
    """Describe every command with its arguments and options."""
    return "\n".join([_HEAD, *(part for name in COMMANDS for part in _command(name))])


def _command(name: str) -> Iterator[str]:
    group: Any = typer.main.get_command(build_app([name]))
    yield from _described(f"advisor {name}", group.commands[name], "##")


def _described(path: str, command: Any, level: str) -> Iterator[str]:
    inner = getattr(command, "commands", {})
    options = [one for one in command.params if "--help" not in one.opts]
    yield f"{level} `{path}`\n"
    yield f"{inspect.cleandoc(command.help or '').strip()}\n"
    if not inner:
        pieces = [path, "[OPTIONS]", *(_usage(one) for one in options if _is_argument(one))]
        yield f"```text\n{' '.join(pieces)}\n```\n"
    if options:
        rows = [f"| `{_name(one)}` | {_meaning(one)} |" for one in options]
        yield "\n".join(["| argument or option | means |", "| --- | --- |", *rows, ""])
    for name, one in inner.items():
        yield from _described(f"{path} {name}", one, f"{level}#")


def _is_argument(option: Any) -> bool:
    return not option.opts[0].startswith("-")


def _usage(argument: Any) -> str:
    name = _name(argument)
    return name if argument.required else f"[{name}]"


def _name(option: Any) -> str:
    if _is_argument(option):
        return option.metavar or option.name.upper()
    value = "" if option.is_flag else f" {option.metavar or option.name.upper()}"
    return ", ".join([*option.opts, *option.secondary_opts]) + value


def _meaning(option: Any) -> str:
    means = [(option.help or "").replace("|", "\\|")]
    if isinstance(option.default, Enum):
        choices = ", ".join(f"`{one.value}`" for one in type(option.default))
        means.append(f"One of {choices}; `{option.default.value}` unless told.")
    return " ".join(means).strip()
