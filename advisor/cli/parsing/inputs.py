"""What an argument of a command is: a described scenario, or messages to read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from advisor.cli.loading.scenario_input import STDIN

_DESCRIBED = {".yaml", ".yml", ".json"}
_SNIFFED = 4_000


class InputArgument(NamedTuple):
    """One argument; `stdin` is what standard input held, where that is the argument."""

    name: str
    is_mail: bool
    stdin: bytes | None = None

    @property
    def several(self) -> bool:
        """Return whether it can hold more than one message."""
        if self.stdin is not None:
            return self.stdin[:5] == b"From "
        return self.is_mail and (Path(self.name).is_dir() or _starts_mailbox(Path(self.name)))


def classify_input(name: str) -> InputArgument:
    """Find out what an argument is, by its name or by how it begins."""
    path = Path(name)
    if path.suffix.lower() in _DESCRIBED:
        return InputArgument(name, is_mail=False)
    from advisor.mail import is_mail, looks_like_mail  # late: most arguments are no mail

    if name == STDIN:
        data = sys.stdin.buffer.read()
        return InputArgument(name, looks_like_mail(data[:_SNIFFED]), data)
    return InputArgument(name, is_mail(path) or looks_like_mail(_start(path)))


def _start(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as opened:
            return opened.read(_SNIFFED)
    except OSError:
        return b""


def _starts_mailbox(path: Path) -> bool:
    return _start(path)[:5] == b"From "
