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
            return _may_hold_several(self.stdin[:_SNIFFED])
        path = Path(self.name)
        return self.is_mail and (path.is_dir() or _may_hold_several(_start(path)))


def classify_input(name: str) -> InputArgument:
    """Find out what an argument is, by its name or by how it begins."""
    path = Path(name)
    if path.suffix.lower() in _DESCRIBED:
        return InputArgument(name, is_mail=False)
    from advisor.mail import is_mail  # late: most arguments are no mail

    if name == STDIN:
        data = sys.stdin.buffer.read()
        return InputArgument(name, _begins_as_mail(data[:_SNIFFED]), data)
    return InputArgument(name, is_mail(path) or _begins_as_mail(_start(path)))


def _begins_as_mail(start: bytes) -> bool:
    """Return whether the reader of mail is to read something, be it to say what it is instead."""
    from advisor.mail import looks_like_mail
    from advisor.mail.sources.containers import is_container
    from advisor.mail.sources.file_kinds import foreign_kind

    return looks_like_mail(start) or is_container(start) or foreign_kind(start) != ""


def _start(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as opened:
            return opened.read(_SNIFFED)
    except OSError:
        return b""


def _may_hold_several(start: bytes) -> bool:
    from advisor.mail.sources.containers import is_container
    from advisor.mail.sources.mbox import is_mailbox

    return is_mailbox(start) or is_container(start)
