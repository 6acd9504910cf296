"""The program as a whole."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest
from unit.cli.runs import Command, Program

from advisor import cli
from advisor.cli.commands import COMMANDS
from advisor.version import VERSION


def test_version(advisor: Command) -> None:
    """The version is told on one line."""
    assert (0, f"advisor {VERSION}\n", "") == advisor("--version")


def test_overview(advisor: Command) -> None:
    """The overview names every command with what it does."""
    out = advisor("--help").out

    assert all(name in out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_command(advisor: Command, name: str) -> None:
    """Every command exists and explains itself."""
    module = import_module(COMMANDS[name][0])
    assert hasattr(module, "command") or hasattr(module, "commands")
    done = advisor(name, "--help")
    assert 0 == done.status
    assert "Usage: advisor" in done.out


def test_unknown_command(advisor: Command) -> None:
    """A command that does not exist is misuse."""
    assert 2 == advisor("chekc").status


def test_module(program: Program) -> None:
    """`python -m advisor` is the same program."""
    assert VERSION in program("--version").out


def test_overview_loads_nothing(program: Program) -> None:
    """The overview loads neither the law nor what reads it."""
    err = program("--help", PYTHONPROFILEIMPORTTIME="1").err
    loaded = {line.rpartition("|")[2].strip() for line in err.splitlines()}

    assert "typer" in loaded
    assert not {"advisor.advice", "advisor.corpus", "pydantic", "rich.console"} & loaded


def test_versions(advisor: Command) -> None:
    """What the program builds on is told by name."""
    out = advisor("version").out

    assert f"advisor {VERSION}" in out
    assert "pydantic " in out


def test_interrupted_while_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before the program is loaded leaves with status 130, and without a traceback."""

    class Impatient:
        """Interrupts whoever looks for the program."""

        def find_spec(self, name: str, *_: object) -> None:
            """Interrupt."""
            if name == "advisor.cli.app":
                raise KeyboardInterrupt

    monkeypatch.delattr(cli, "app")
    monkeypatch.delitem(sys.modules, "advisor.cli.app")
    monkeypatch.setattr(sys, "meta_path", [Impatient(), *sys.meta_path])

    with pytest.raises(SystemExit) as left:
        cli.main([])

    assert 130 == left.value.code
