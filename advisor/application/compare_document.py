"""Comparisons as documents for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from advisor.facts.scenario_writer import scenario_document
from advisor.reports.machine.opinion_json import finding_document

if TYPE_CHECKING:
    from advisor.model.comparisons import ComparedSide, Contrast, LawSurvey, Separated, Sides


def separated_document(separated: Separated) -> dict[str, Any]:
    """Write where two laws part, each scenario as a scenario file would say it."""
    return {
        "schema": "advisor/compare/1",
        "laws": [separated.left, separated.right],
        "as_of": separated.as_of.isoformat(),
        "tried": separated.tried,
        "separations": [
            {"scenario": scenario_document(separation.scenario), **_contrast(separation.contrast)}
            for separation in separated.separations
        ],
        "agreed": list(separated.agreed),
        "proved": list(separated.proved),
    }


def sides_document(sides: Sides, left: str, right: str) -> dict[str, Any]:
    """Write both opinions in brief, and the acts on which they differ."""
    return {
        "schema": "advisor/compare/1",
        "laws": [left, right],
        "as_of": sides.left.as_of.isoformat(),
        "verdicts": [
            {
                "verdict": item.verdict.value,
                "weight": item.weight.value if item.weight else None,
                "summary": item.summary,
            }
            for item in (sides.left, sides.right)
        ],
        "contrasts": [_contrast(contrast) for contrast in sides.contrasts],
        "agreed": list(sides.agreed),
    }


def atlas_document(atlas: LawSurvey) -> dict[str, Any]:
    """Write the classes of all laws on a question, with what tells them apart."""
    return {
        "schema": "advisor/atlas/1",
        "question": atlas.question,
        "acts": list(atlas.acts),
        "as_of": atlas.as_of.isoformat(),
        "tried": atlas.tried,
        "probes": [scenario_document(probe.scenario) for probe in atlas.probes],
        "classes": [
            {
                "class": class_.key,
                "members": list(class_.members),
                "own_authority": class_.own,
                "answer": class_.answer.value,
                "policies": list(class_.policies),
                "replies": [
                    {"verdict": reply.verdict.value, "answers": _answers(reply.answers)}
                    for reply in class_.replies
                ],
            }
            for class_ in atlas.classes
        ],
    }


def _answers(answers: tuple[tuple[str, Any], ...]) -> dict[str, str]:
    return {act: outcome.value for act, outcome in answers}


def _contrast(contrast: Contrast) -> dict[str, Any]:
    return {
        "act": contrast.act,
        "recipient": contrast.recipient,
        "answers": [_side(contrast.left), _side(contrast.right)],
    }


def _side(side: ComparedSide) -> dict[str, Any]:
    return {
        "jurisdiction": side.jurisdiction,
        "answer": side.answer.value,
        # Why a law governs is not told: here it is assumed.
        "findings": [
            finding_document(item).model_dump(mode="json", by_alias=True, exclude={"why"})
            for item in side.deciding
        ],
    }
