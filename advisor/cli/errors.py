"""What ends a command before its answer: told as what, why and fix, and left with status 1."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

from advisor.atomic_files import write_whole
from advisor.cli.exit_codes import FAILED
from advisor.cli.output.console import echo_err

if TYPE_CHECKING:
    from pathlib import Path

    from advisor.diagnostics import Diagnostic
    from advisor.diagnostics.codes import Code
    from advisor.reports.render import MissingLibrary

_OTHERS = "the other commands need none of it"


def tell(code: Code, what: str, why: str, fix: str, *, where: str = "advisor") -> None:
    """Write an error that has no line in a file to standard error."""
    from advisor.reports.render.diagnostics import unplaced

    echo_err(unplaced(code, what, why, fix, where=where))


def exit_with_error(
    code: Code, what: str, why: str, fix: str, *, where: str = "advisor"
) -> NoReturn:
    """Write an error and leave with status 1."""
    tell(code, what, why, fix, where=where)
    sys.exit(FAILED)


def exit_with_diagnostics(problems: Iterable[Diagnostic]) -> NoReturn:
    """Write errors that lie in no file and leave with status 1."""
    for problem in problems:
        tell(problem.code, problem.what, problem.why, problem.fix)
    sys.exit(FAILED)


def stop_unwritable(path: Path | None, error: OSError) -> NoReturn:
    """Write that a file cannot be written and leave with status 1."""
    exit_with_error(
        "cannot-write",
        f"`{path}` cannot be written",
        (error.strerror or "the system gave no reason").lower(),
        "check that the folder exists and may be written to",
    )


def tell_unsaved(path: Path, error: OSError, fix: str, text: str) -> None:
    """Write that a file cannot be written, and what should have stood in it."""
    tell(
        "cannot-write",
        f"{path} cannot be written",
        (error.strerror or "the system refused").casefold(),
        fix,
    )
    echo_err(f"\n{text}")


def write_or_stop(path: Path, text: str) -> None:
    """Write a text to a file, or leave with status 1 where that cannot be done."""
    try:
        write_whole(path, text.encode())
    except OSError as error:
        stop_unwritable(path, error)


def stop_missing(library: MissingLibrary) -> NoReturn:
    """Write that a format cannot be written here and leave with status 1."""
    exit_with_error(
        "missing-extra",
        str(library),
        "the other formats need none of it, so it is installed only when asked for",
        library.fix,
    )


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
            f"{who} {', '.join(f'`{item}`' for item in missing)}",
            f"{others}, so it is installed only when asked for",
            f"pip install 'legal-ethics-advisor[{extra}]'",
        )
