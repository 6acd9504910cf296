"""What ends a command before its answer: told as what, why and fix, and left with status 1."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

from advisor.cli.console import echo_err
from advisor.cli.exit_codes import FAILED

if TYPE_CHECKING:
    from advisor.diagnostics import Diagnostic

_OTHERS = "the other commands need none of it"


def exit_with_error(code: str, what: str, why: str, fix: str) -> NoReturn:
    """Tell a problem and leave with status 1."""
    echo_err(format_error(code, what, why, fix))
    sys.exit(FAILED)


def exit_with_diagnostics(problems: Iterable[Diagnostic]) -> NoReturn:
    """Tell problems that lie in no file and leave with status 1."""
    for one in problems:
        echo_err(format_error(one.code, one.what, one.why, one.fix))
    sys.exit(FAILED)


def require_libraries(
    who: str, missing: Sequence[str], extra: str, *, others: str = _OTHERS
) -> None:
    """
    Stop where libraries of an extra are missing, and say how to install it.

    `others` says who does without them, which is why they were not installed.
    """
    if missing:
        exit_with_error(
            "missing-extra",
            f"{who} {', '.join(f'`{one}`' for one in missing)}",
            f"{others}, so it is installed only when asked for",
            f"pip install 'legal-ethics-advisor[{extra}]'",
        )


def format_error(code: str, what: str, why: str, fix: str, *, where: str = "advisor") -> str:
    """Write a problem that has no line in a file."""
    return f"{where}: error[{code}]: {what}\n   = why: {why}\n   = fix: {fix}"
