"""The `advisor` command: which commands there are, and how each is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from advisor.cli.commands import COMMANDS
from advisor.cli.parsing.parameters import Misuse
from advisor.cli.parsing.typer_commands import describe_misuse, to_typer

UsageProblem: Any = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
"""What typer raises where a line cannot be read."""


def build_app(arguments: Sequence[str], misuse: Misuse | None = None) -> typer.Typer:
    """
    Build the program for one command line.

    Only the command that was asked for is loaded; an overview needs none. Where `misuse` is
    given, the command is not run, and typer tells of it.
    """
    app = typer.Typer(
        name="advisor",
        help="What professional-conduct law says about an email, and who says so.",
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    wanted = arguments[0] if arguments else ""
    for name, (module, summary) in COMMANDS.items():
        if name == wanted:
            loaded = import_module(module)
            if hasattr(loaded, "command"):
                app.command(name)(_described(loaded.command, misuse))
            else:
                app.add_typer(_group(loaded.commands, misuse), name=name, help=summary)
        elif wanted not in COMMANDS:
            app.command(name, help=summary)(_elsewhere)
    return app


def _group(commands: Mapping[str, Callable[..., None]], misuse: Misuse | None) -> typer.Typer:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
    group.callback()(_elsewhere)
    for name, command in commands.items():
        group.command(name)(_described(command, misuse))
    return group


def _described(command: Callable[..., None], misuse: Misuse | None) -> Callable[..., None]:
    return describe_misuse(command, misuse) if misuse is not None else to_typer(command)


def _elsewhere() -> None:
    """Stand for a command in the overview."""


def _version(wanted: bool) -> None:  # noqa: FBT001 - called with the flag itself
    if wanted:
        from advisor.version import VERSION

        typer.echo(f"advisor {VERSION}")
        raise typer.Exit


def _options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Tell the version and leave.", is_eager=True, callback=_version
        ),
    ] = False,
) -> None:
    del version
