"""What a run of the command line leaves behind."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Done(NamedTuple):
    """Exit status, standard output and standard error."""

    status: int
    out: str
    err: str


class Command(Protocol):
    """Runs a command line in this process."""

    def __call__(self, *arguments: object) -> Done:
        """Run it to its end."""
        ...


class Program(Protocol):
    """Runs a command line as a program of its own."""

    def __call__(self, *arguments: object, given: str = "", **environment: str) -> Done:
        """Run it to its end, with this on standard input."""
        ...
