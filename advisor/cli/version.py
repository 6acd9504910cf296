"""`advisor version`: what is at work."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version

from advisor.cli.output.console import echo
from advisor.version import VERSION

_SHOWN = ("durable_rules", "pydantic", "PyYAML", "rich", "typer")


def command() -> None:
    """Tell the versions of the program, of Python and of what it builds on."""
    echo(f"advisor {VERSION}")
    echo(f"Python {sys.version.split()[0]}")
    for name in _SHOWN:
        echo(f"{name} {_installed(name)}")


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
