"""`advisor lint`: every problem of law files."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from advisor.cli.loading import clock
from advisor.cli.output.console import echo
from advisor.cli.parsing.options import Today
from advisor.cli.parsing.parameters import Argument, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from advisor.diagnostics import Diagnostic


class LintFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which problems can be had."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def command(
    folders: Annotated[
        list[Path] | None,
        Argument(metavar="DIR", help="Folders of law, laid over the bundled law."),
    ] = None,
    *,
    output: Annotated[LintFormat, Option("--output", help="The form of the list.")] = (
        LintFormat.TEXT
    ),
    today: Today = None,
) -> None:
    """
    Find every problem in law files, and not the first only.

    Without a folder the bundled law is examined. The exit status is 1 where there are
    errors; warnings alone leave it at 0.
    """
    from advisor.diagnostics import Severity

    found = lint_folders(folders or (), today or clock.today())
    errors = sum(item.severity is Severity.ERROR for item in found)
    match output:
        case LintFormat.TEXT:
            _text(found, errors)
        case LintFormat.JSON:
            echo(json.dumps([_document(item) for item in found], indent=2, ensure_ascii=False))
        case LintFormat.SARIF:
            from advisor.reports.machine.sarif import of_diagnostics

            echo(json.dumps(of_diagnostics(found), indent=2, ensure_ascii=False))
    raise SystemExit(1 if errors else 0)


def lint_folders(folders: Sequence[Path], today: date) -> tuple[Diagnostic, ...]:
    """
    Read and check the law; with folders, tell what concerns them.

    That is every problem of their files, and whatever stops reading elsewhere: the law
    beneath is sound by itself, so the folders caused it, and no command would load them.
    """
    from advisor.checks import check
    from advisor.corpus import bundled_layer, layer_at
    from advisor.corpus.load import read_partly
    from advisor.diagnostics import Severity

    layers = [layer_at(folder) for folder in folders]
    law, found = read_partly([bundled_layer(), *layers])
    checked = _certain(found, check(law, today=today))
    shown = tuple(layer.shown for layer in layers)
    if not shown:
        return (*found, *checked)

    def is_theirs(problem: Diagnostic) -> bool:
        return f"{problem.at.source}/".startswith(shown)

    stops = (item for item in found if item.severity is Severity.ERROR or is_theirs(item))
    return (*stops, *filter(is_theirs, checked))


def _certain(found: Sequence[Diagnostic], checked: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Return what is certain of checks of a law in which errors were found."""
    from advisor.corpus.layers import CASES
    from advisor.diagnostics import Severity

    broken = {item.at.source for item in found if item.severity is Severity.ERROR}
    for entry in checked:
        cases = f"{entry.at.source.removesuffix('.yaml')}{CASES}"
        if not broken or (
            entry.code == "missing-case" and broken.isdisjoint((entry.at.source, cases))
        ):
            yield entry


def _text(found: Sequence[Diagnostic], errors: int) -> None:
    from advisor.reports.labels import counted_text
    from advisor.reports.render.diagnostics import render_diagnostics

    if found:
        echo(render_diagnostics(found))
    warnings = len(found) - errors
    if found:
        echo(f"{counted_text(errors, 'error')}, {counted_text(warnings, 'warning')}")
    else:
        echo("no problems")


def _document(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": diagnostic.at.source,
        "line": diagnostic.at.line,
        "column": diagnostic.at.column,
        "end_column": diagnostic.at.end_column,
        "what": diagnostic.what,
        "why": diagnostic.why,
        "fix": diagnostic.fix,
    }
