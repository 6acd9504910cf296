"""What a proof found, as text, JSON, SARIF and files."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.cli.output.console import echo_err
from advisor.facts.scenario_writer import scenario_document, scenario_text
from advisor.model.law_flaws import FlawKind
from advisor.reports.labels import counted_text

if TYPE_CHECKING:
    from advisor.model.law_flaws import LawFlaw
    from advisor.model.scenarios import Scenario
    from advisor.proof.norm_witnesses import NormWitness
    from advisor.proof.prove import ProofReport

_EVERY = 20
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@contextmanager
def watch_days(count: int, *, plain: bool) -> Iterator[Callable[[int], None]]:
    """Tell on standard error how many days are done: drawn on a terminal, in lines elsewhere."""
    if count == 1:
        yield lambda _: None
    elif plain or not sys.stderr.isatty() or os.environ.get("TERM", "") == "dumb":
        yield lambda done: None if done % _EVERY else echo_err(f"{done} of {count} days")
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
            task = drawn.add_task("Days", total=count)
            yield lambda done: drawn.update(task, completed=done)


def proof_text(report: ProofReport, flaws: Sequence[LawFlaw], files: Mapping[int, Path]) -> str:
    """Return what a proof found as text, what was reviewed counted alone."""
    shown = [flaw for flaw in flaws if flaw.review is None]
    lines: list[str] = []
    for flaw in shown:
        lines += _flaw_lines(flaw, files.get(id(flaw)))
    errors = sum(flaw.kind.is_error for flaw in shown)
    notes, reviewed = len(shown) - errors, len(flaws) - len(shown)
    days = report.days[0].isoformat()
    if len(report.days) > 1:
        days = f"{len(report.days)} days, each on which law changes"
    lines += [
        f"{counted_text(errors, 'error')}, {notes} worth a look, {reviewed} reviewed",
        f"proved over every possible scenario of a message to at most two people, on {days}:",
        f"{report.norms:,} norms in their places, {report.asked:,} questions",
    ]
    return "\n".join(lines)


def _flaw_lines(flaw: LawFlaw, path: Path | None) -> Iterator[str]:
    where = f"{flaw.at.source}:{flaw.at.line}: " if flaw.at is not None else ""
    days = str(flaw.day) if flaw.day == flaw.until else f"{flaw.day} to {flaw.until}"
    yield f"{where}{flaw.kind.value}: {', '.join(flaw.subjects)}"
    if flaw.kind is not FlawKind.IDLE_CONDITION:  # of which all is said
        yield f"  {flaw.says} ({days})"
    if path is not None:
        yield f"  smallest scenario: {path}"
    elif flaw.witness is not None:
        yield "  smallest scenario:"
        yield from indented(flaw.witness)
    yield ""


def indented(scenario: Scenario) -> Iterator[str]:
    """Walk over the lines of a scenario as a file tells it, set in."""
    for line in scenario_text(scenario).rstrip("\n").split("\n"):
        yield f"    {line}"


def proof_document(report: ProofReport, flaws: Sequence[LawFlaw]) -> dict[str, Any]:
    """Return what a proof found as plain values."""
    return {
        "days": [day.isoformat() for day in report.days],
        "norms": report.norms,
        "questions": report.asked,
        "flaws": [_flaw_document(flaw) for flaw in flaws],
    }


def _flaw_document(flaw: LawFlaw) -> dict[str, Any]:
    review = flaw.review
    return {
        "kind": flaw.kind.value,
        "severity": "error" if flaw.kind.is_error else "note",
        "of": list(flaw.subjects),
        "places": list(flaw.places),
        "says": flaw.says,
        "from": flaw.day.isoformat(),
        "until": flaw.until.isoformat(),
        "file": flaw.at.source if flaw.at is not None else None,
        "line": flaw.at.line if flaw.at is not None else None,
        "scenario": None if flaw.witness is None else scenario_document(flaw.witness),
        "reviewed": None
        if review is None
        else {"by": review.by, "on": review.on.isoformat(), "because": review.because},
    }


def proof_sarif(flaws: Sequence[LawFlaw]) -> dict[str, Any]:
    """Return what nobody reviewed as SARIF."""
    from advisor.reports.machine.sarif import SARIF_SCHEMA
    from advisor.version import VERSION

    results = [
        {
            "ruleId": flaw.kind.value,
            "level": "error" if flaw.kind.is_error else "note",
            "message": {"text": f"{', '.join(flaw.subjects)}: {flaw.says}"},
            "locations": []
            if flaw.at is None
            else [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": flaw.at.source},
                        "region": {"startLine": max(flaw.at.line, 1)},
                    }
                }
            ],
        }
        for flaw in flaws
        if flaw.review is None
    ]
    driver = {"name": "advisor", "version": VERSION, "rules": []}
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def write_witnesses(
    flaws: Sequence[LawFlaw], folder: Path, write: Callable[[Path, str], None]
) -> dict[int, Path]:
    """Write the scenarios of flaws that nobody reviewed, and return their files by the flaw."""
    files = {}
    for flaw in flaws:
        if flaw.witness is not None and flaw.review is None:
            names = "-".join((flaw.kind.value, *flaw.subjects))
            path = folder / f"{_file_name(names)}.yaml"
            write(path, scenario_text(flaw.witness))
            files[id(flaw)] = path
    return files


def write_scenarios(
    scenarios: Sequence[Scenario], folder: Path, write: Callable[[Path, str], None]
) -> None:
    """Write scenarios to files that are named by their titles."""
    for scenario in scenarios:
        write(folder / f"{_file_name(scenario.title)}.yaml", scenario_text(scenario))


def _file_name(text: str) -> str:
    return _NOT_A_WORD.sub("-", text.lower()).strip("-")


def norm_text(shown: Sequence[NormWitness]) -> str:
    """Return the smallest scenarios of a norm as text."""
    lines: list[str] = []
    for item in shown:
        name = f"{item.norm} in {item.jurisdiction}"
        if item.scenario is None:
            lines.append(f"{name}, {item.outcome.value}: proved, no possible scenario")
        else:
            lines.append(f"{name}, {item.outcome.value}:")
            lines += indented(item.scenario)
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def norm_document(item: NormWitness) -> dict[str, Any]:
    """Return the smallest scenario of one outcome as plain values."""
    return {
        "norm": item.norm,
        "jurisdiction": item.jurisdiction,
        "outcome": item.outcome.value,
        "scenario": None if item.scenario is None else scenario_document(item.scenario),
    }
