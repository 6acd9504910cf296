"""Comparisons as documents for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from advisor.facts.scenario_writer import scenario_document
from advisor.reports.machine.opinion_json import finding_document

if TYPE_CHECKING:
    from advisor.model.comparisons import ComparedSide, Contrast, LawSurvey, Separated, Sides


def separated_document(found: Separated) -> dict[str, Any]:
    """Write where two laws part, each scenario as a scenario file would say it."""
    return {
        "schema": "advisor/compare/1",
        "laws": [found.left, found.right],
        "as_of": found.as_of.isoformat(),
        "tried": found.tried,
        "separations": [
            {"scenario": scenario_document(one.scenario), **_contrast(one.contrast)}
            for one in found.separations
        ],
        "agreed": list(found.agreed),
    }


def sides_document(sides: Sides, left: str, right: str) -> dict[str, Any]:
    """Write both opinions in brief, and the acts on which they differ."""
    return {
        "schema": "advisor/compare/1",
        "laws": [left, right],
        "as_of": sides.left.as_of.isoformat(),
        "verdicts": [
            {
                "verdict": one.verdict.value,
                "weight": one.weight.value if one.weight else None,
                "summary": one.summary,
            }
            for one in (sides.left, sides.right)
        ],
        "contrasts": [_contrast(one) for one in sides.contrasts],
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
        "probes": [scenario_document(one.scenario) for one in atlas.probes],
        "classes": [
            {
                "class": one.key,
                "members": list(one.members),
                "own_authority": one.own,
                "answer": one.answer.value,
                "policies": list(one.policies),
                "replies": [
                    {"verdict": reply.verdict.value, "answers": _answers(reply.answers)}
                    for reply in one.replies
                ],
            }
            for one in atlas.classes
        ],
    }


def _answers(answers: tuple[tuple[str, Any], ...]) -> dict[str, str]:
    return {act: outcome.value for act, outcome in answers}


def _contrast(one: Contrast) -> dict[str, Any]:
    return {
        "act": one.act,
        "recipient": one.recipient,
        "answers": [_side(one.left), _side(one.right)],
    }


def _side(side: ComparedSide) -> dict[str, Any]:
    return {
        "jurisdiction": side.jurisdiction,
        "answer": side.answer.value,
        # Why a law governs is not told: here it is assumed.
        "findings": [
            finding_document(one).model_dump(mode="json", by_alias=True, exclude={"why"})
            for one in side.deciding
        ],
    }
