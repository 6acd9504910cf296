"""Conflicts and verdict of one scenario: by the plain statement, and by the algebra beside it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from advisor.advice.algebra.conflicts import ConflictPlanes, conflict_planes, oppositions
from advisor.advice.algebra.outcome import APPLYING, NormPlanes, outcome_planes
from advisor.advice.algebra.planes import LaneCarrier
from advisor.advice.algebra.verdict import (
    GapPlanes,
    VerdictBasis,
    VerdictLadder,
    verdict_basis,
)
from advisor.advice.conflicts import find_conflicts, mark_overridden
from advisor.advice.gaps import NO_GAPS
from advisor.advice.verdict import VerdictDecision, decide_verdict
from advisor.diagnostics import EngineFailure
from advisor.engine.bitset.layout import LaneLayout
from advisor.model.policies import BUNDLED
from advisor.model.truth import Truth
from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice.algebra.planes import PlanePair
    from advisor.advice.findings import NormAssessment
    from advisor.advice.gaps import ScenarioGaps
    from advisor.model.norms import Outcome
    from advisor.model.opinions import Conflict, Finding
    from advisor.model.places import Places


_PLANES: Mapping[Truth, PlanePair[int]] = {
    Truth.TRUE: (1, 0),
    Truth.FALSE: (0, 1),
    Truth.UNKNOWN: (0, 0),
}


@dataclass(frozen=True)
class AssessedNorms:
    """Norms that one scenario calls: what an engine found of each, and the findings made of it."""

    assessed: Sequence[NormAssessment]
    findings: Sequence[Finding]


@dataclass(frozen=True)
class DecidedFindings:
    """
    The findings that govern, marked where they are set aside, with conflicts and verdict.

    Those of models that stand for unread texts come last.
    """

    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    decision: VerdictDecision


@dataclass(frozen=True)
class DecisionContext:
    """
    What a verdict hangs on besides findings.

    `governed` and `left_open` say whether some law governs, and whether it is open of
    some; `gaps` what the scenario tells that may not have been looked at. `bound` names the
    bearers of duties, `base` is the lowest layer, `people` names the recipients.
    """

    places: Places
    day: date
    people: Sequence[str]
    governed: Truth
    left_open: bool
    gaps: ScenarioGaps = NO_GAPS
    bound: frozenset[str] = frozenset()
    base: str = BUNDLED


def decide_twice(
    here: AssessedNorms,
    standing_in: AssessedNorms,
    abroad: AssessedNorms,
    given: DecisionContext,
) -> DecidedFindings:
    """
    Return what the plain statement makes of some findings, once the algebra agrees.

    Raises `EngineFailure` where the two do not: on the outcome of a norm, on whether it
    is set aside, or on the verdict, its reason, its weight or what it relies on.
    """
    conflicts = find_conflicts(here.findings, abroad.findings, given.places, given.day)
    findings = (*mark_overridden(here.findings, conflicts), *standing_in.findings)
    decision = decide_verdict(
        findings,
        abroad.findings,
        conflicts,
        governed=given.governed,
        left_open=given.left_open,
        gaps=given.gaps,
        bound=given.bound,
        base=given.base,
    )
    decided = DecidedFindings(findings, conflicts, decision)
    _check(decided, here, standing_in, abroad, given)
    return decided


def _check(
    decided: DecidedFindings,
    here: AssessedNorms,
    standing_in: AssessedNorms,
    abroad: AssessedNorms,
    given: DecisionContext,
) -> None:
    carrier = LaneCarrier(LaneLayout(1, len(given.people)))
    governing = dict(enumerate(norm_planes(here.assessed)))
    persuading = norm_planes(abroad.assessed, persuasive=True)
    instances = [
        (number, norm.instance)
        for number, norm in governing.items()
        if norm.where(carrier, APPLYING)
    ]
    clashes = conflict_planes(carrier, governing, oppositions(instances, given.places))
    _check_aside(decided.findings, governing, clashes, given.people)
    ladder = VerdictLadder(
        carrier=carrier,
        here=governing,
        standing_in=norm_planes(standing_in.assessed),
        abroad=persuading,
        conflicting=clashes,
        governed=int(given.governed is Truth.TRUE),
        left_open=int(given.left_open),
        gaps=GapPlanes(
            wrongs=[(1, given.gaps.looking_at[wrong.fact]) for wrong in given.gaps.wrongs],
            place=int(bool(given.gaps.places)),
            topic=int(given.gaps.leaves_topic_unread),
        ),
        bound=given.bound,
        base=given.base,
    )
    plain, resting = decided.decision, verdict_basis(ladder, 1)
    said = VerdictBasis(plain.because, plain.weight, plain.relies_on)
    if said != resting or plain.verdict is not resting.reason.verdict:
        raise EngineFailure(
            f"no opinion can be given: the plain statement of the rules says {_told(said)}, "
            f"the algebra {_told(resting)}"
        )


def norm_planes(
    assessed: Iterable[NormAssessment], *, persuasive: bool = False
) -> list[NormPlanes[int]]:
    """
    Return where each norm has which outcome, as bits: one for each recipient.

    Raises `EngineFailure` where the plain statement found another outcome.
    """
    norms: dict[tuple[int, bool], NormPlanes[int]] = {}
    known: dict[Hashable, Outcome] = {}
    for item in assessed:
        instance = item.instance
        modality = instance.norm.modality
        truths = modality, item.governs, item.when, item.exceptions, item.compliance
        outcome = known.get(truths)
        if outcome is None:
            outcome = known[truths] = _outcome(item)
        if outcome is not item.result[0]:
            raise _unlike(item, outcome.value)
        key = id(instance), item.as_if
        if key not in norms:
            norms[key] = NormPlanes(instance, persuasive, item.who is not None, {})
        planes = norms[key].outcomes
        planes[outcome] = planes.get(outcome, 0) | 1 << (item.who or 0)
    return list(norms.values())


def _outcome(norm_assessment: NormAssessment) -> Outcome:
    """Return what the algebra makes of the truths on which one finding stands."""
    planes = outcome_planes(
        norm_assessment.instance.norm.modality,
        exists=1,
        governs=_PLANES[norm_assessment.governs],
        when=_PLANES[norm_assessment.when],
        exceptions=[_PLANES[truth] for truth in norm_assessment.exceptions],
        compliance=None
        if norm_assessment.compliance is None
        else _PLANES[norm_assessment.compliance],
    )
    result = [outcome for outcome, plane in planes.items() if plane]
    if len(result) != 1:
        raise _unlike(
            norm_assessment, " and ".join(outcome.value for outcome in result) or "nothing"
        )
    return result[0]


def _unlike(norm_assessment: NormAssessment, told: str) -> EngineFailure:
    return EngineFailure(
        "no opinion can be given: the plain statement of the rules makes "
        f"`{norm_assessment.instance.id}` "
        f"{norm_assessment.result[0].value}, the algebra makes it {told}",
        norm=norm_assessment.instance.norm.id,
    )


def _check_aside(
    findings: Iterable[Finding],
    norms: Mapping[int, NormPlanes[int]],
    found: ConflictPlanes[int],
    people: Sequence[str],
) -> None:
    plain = {
        (finding.id, finding.recipient) for finding in findings if finding.overridden_by is not None
    }
    aside = {
        (norms[number].instance.id, name if norms[number].personal else None)
        for number, plane in found.aside.items()
        for who, name in enumerate(people or ("",))
        if plane >> who & 1
    }
    for norm, _ in sorted(plain ^ aside, key=str):
        how = "set aside", "left standing"
        first, second = how if (norm in {name for name, _ in plain}) else how[::-1]
        raise EngineFailure(
            f"no opinion can be given: `{norm}` is {first} by the plain statement of the rules, "
            f"{second} by the algebra",
            norm=norm.partition("@")[0],
        )


def _told(resting: VerdictBasis) -> str:
    weight = "no weight" if resting.weight is None else resting.weight.value
    level = "nothing" if resting.relies_on is None else resting.relies_on.value
    reason = resting.reason
    return f"`{reason.verdict.value}` for {reason.value} ({weight}, resting on {level})"
