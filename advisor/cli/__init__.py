"""The command line: parse, call, render."""

from advisor.cli.program import main

__all__ = ["main"]
