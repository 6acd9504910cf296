"""Which mutants of norms the cases notice, as text, with the cases that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.facts.scenario_writer import document_text, scenario_document

if TYPE_CHECKING:
    from advisor.proof.mutants import MutationReport, MutationScore, SurvivingMutant

_ANSWER = "what the authority says"


def mutation_text(report: MutationReport) -> str:
    """Return the score of each place, and what no case notices."""
    lines: list[str] = []
    for survivor in report.survivors:
        lines += _survivor_lines(survivor)
    lines += [f"{place}: {_score(score)}" for place, score in report.scores.items()]
    lines.append(f"all places: {_score(report.total)}")
    return "\n".join(lines)


def _score(score: MutationScore) -> str:
    counted = score.killed + score.survived
    said = f"{score.share:.0f} % noticed ({score.killed} of {counted})"
    return f"{said}, {score.equivalent} change nothing: proved" if score.equivalent else said


def _survivor_lines(survivor: SurvivingMutant) -> Iterator[str]:
    mutant = survivor.mutant
    at = mutant.instances[0].norm.at
    where = f"{at.source}:{at.line}: " if at is not None else ""
    yield f"{where}{mutant.norm}: no case notices {mutant.says}"
    if survivor.scenario is None:
        return
    document = scenario_document(survivor.scenario)
    case = {
        "name": document.pop("scenario"),
        **document,
        "expect": {"findings": {mutant.norm: _ANSWER}},
    }
    for number, line in enumerate(document_text(case).rstrip("\n").split("\n")):
        yield f"  {'  ' if number else '- '}{line}"
    yield ""
