"""How far an audit is, told on standard error: drawn on a terminal, in lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from advisor.cli.output.console import echo_err
from advisor.printable import printable
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from advisor.audit.run import Watcher

_EVERY = 10.0
_HOUR, _MINUTE = 3600, 60


@contextmanager
def watcher(*, quiet: bool, plain: bool) -> Iterator[Watcher]:
    """Choose how progress is told, and end it when the audit ends."""
    if quiet:
        yield Silent()
    elif plain or not sys.stderr.isatty() or os.environ.get("TERM", "") == "dumb":
        yield Lines()
    else:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=None),
            TextColumn("{task.fields[told]}", markup=False),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
            yield Drawn(shown)


@dataclass
class Pace:
    """How fast an audit goes, and how long it will take by that."""

    total: int = 0
    done: int = 0
    before: int = 0
    counted: int = 0
    since: float = field(default_factory=time.monotonic)

    def advance(self, messages: int) -> None:
        """Count; the pace is that since the first ones, for which everything was made ready."""
        if self.done == self.before:
            self.since = time.monotonic()
            self.counted = self.done + messages
        self.done += messages

    def told(self) -> str:
        """Return how far it is."""
        share = 100 * self.done // self.total if self.total else 100
        said = f"{self.done:,} of {self.total:,} ({share}%)"
        took = time.monotonic() - self.since
        fresh = self.done - self.counted
        if fresh <= 0 or took < 1:
            return said
        rate = fresh / took
        left = (self.total - self.done) / rate
        return f"{said}, {rate:,.0f} a second, {_length(left)} left"


def _length(seconds: float) -> str:
    """
    Say how long something takes.

    >>> _length(42), _length(150), _length(9000)
    ('42 s', '3 min', '2 h 30 min')
    """
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < 2 * _HOUR:
        return f"{seconds / _MINUTE + 0.5:.0f} min" if seconds % _MINUTE else "2 min"
    return f"{int(seconds // _HOUR)} h {int(seconds % _HOUR // _MINUTE)} min"


class Silent:
    """Tells nothing but what the user has to know."""

    def counting(self, messages: int) -> None:
        """Say nothing."""

    def begin(self, messages: int, done: int) -> None:
        """Say nothing."""

    def advance(self, messages: int) -> None:
        """Say nothing."""

    def writing(self, messages: int) -> None:
        """Say nothing."""

    def notice(self, text: str) -> None:
        """Tell it all the same."""
        echo_err(f"note: {text}")


class Lines(Silent):
    """Tells it in a line now and then, for logs and screen readers."""

    def __init__(self) -> None:
        self.pace = Pace()
        self.last = time.monotonic()

    def begin(self, messages: int, done: int) -> None:
        """Say what there is to do."""
        self.pace = Pace(messages, done, done)
        echo_err(f"{messages:,} messages to audit{_before(done)}")

    def advance(self, messages: int) -> None:
        """Return how far it is, if that was not said just now."""
        self.pace.advance(messages)
        if time.monotonic() - self.last >= _EVERY:
            self.last = time.monotonic()
            echo_err(self.pace.told())


class Drawn(Silent):
    """Draws it on a terminal."""

    def __init__(self, shown: Progress) -> None:
        self.shown = shown
        self.pace = Pace()
        self.task: TaskID = shown.add_task("Looking for messages", total=None, told="")
        self.written = 0

    def counting(self, messages: int) -> None:
        """Draw how many were found."""
        self.shown.update(self.task, told=f"{messages:,}")

    def begin(self, messages: int, done: int) -> None:
        """Draw what there is to do."""
        self.pace = Pace(messages, done, done)
        if done:
            self.shown.console.print(f"note: {messages:,} messages{_before(done)}", markup=False)
        self.shown.update(self.task, description="Reading", total=messages, completed=done)

    def advance(self, messages: int) -> None:
        """Draw how far it is."""
        self.pace.advance(messages)
        self.shown.update(self.task, completed=self.pace.done, told=self.pace.told())

    def writing(self, messages: int) -> None:
        """Draw how much is counted."""
        self.written += messages
        told = f"{self.written:,} of {self.pace.total:,}"
        self.shown.update(self.task, description="Counting", completed=self.written, told=told)

    def notice(self, text: str) -> None:
        """Write it above the bar."""
        self.shown.console.print(f"note: {printable(text)}", markup=False, highlight=False)


def _before(done: int) -> str:
    return f", {done:,} of them answered before: going on from there" if done else ""
