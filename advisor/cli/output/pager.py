"""Long answers on a terminal, a screen at a time."""

from __future__ import annotations

import os
import sys

VARIABLE = "ADVISOR_PAGER"
_NONE = ("", "cat")
_LESS = "FRX"
"""Of `less`: leave at once what fits on one screen, keep colours, leave the screen as it is."""


def page_through(text: str) -> bool:
    """
    Show a text through the reader's pager; return whether it was shown.

    Only where input and output are a terminal and the text is longer than it. `ADVISOR_PAGER`
    and then `PAGER` name the pager, `cat` none; without either it is `less`. It keeps no
    history of what was searched for.
    """
    lines = text.count("\n") + 1
    if not _is_terminal() or lines < _rows():
        return False
    named = os.environ.get(VARIABLE, os.environ.get("PAGER", "less")).strip()
    if named in _NONE:
        return False
    import shlex
    import subprocess

    settings = {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ, "LESSHISTFILE": "-"}
    try:
        shown = subprocess.run(  # noqa: S603 - the reader's own pager
            shlex.split(named), input=text.encode(), env=settings, check=False
        )
    except (OSError, ValueError):
        return False
    except KeyboardInterrupt:  # the pager was left by it
        return True
    return shown.returncode == 0


def _is_terminal() -> bool:
    try:
        return sys.stdin.isatty() and sys.stdout.isatty()
    except (AttributeError, ValueError):  # one of them is closed, or there is none
        return False


def _rows() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except (ValueError, OSError):
        return sys.maxsize
