"""One word over an opinion, what it weighs and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.advice.conflicts import speaks_on
from advisor.advice.gaps import NO_GAPS
from advisor.model.authorities import Kind, Verification, weakest
from advisor.model.norms import Outcome
from advisor.model.opinions import Reason, Verdict
from advisor.model.policies import BUNDLED
from advisor.model.truth import Truth
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice.gaps import ScenarioGaps
    from advisor.model.authorities import Weight
    from advisor.model.opinions import Conflict, Finding


@dataclass(frozen=True)
class VerdictDecision:
    """A verdict with the findings that made it."""

    verdict: Verdict
    because: Reason
    weight: Weight | None = None
    decisive: tuple[Finding, ...] = ()
    relies_on: Verification | None = None


def decide_verdict(  # noqa: PLR0913 - what a verdict hangs on, each by name
    governing: Sequence[Finding],
    persuasive: Sequence[Finding],
    conflicts: Sequence[Conflict],
    *,
    governed: Truth,
    left_open: bool,
    gaps: ScenarioGaps = NO_GAPS,
    bound: frozenset[str] = frozenset(),
    base: str = BUNDLED,
) -> VerdictDecision:
    """
    Return the verdict (policy language, section 8).

    One breach is enough to stop, so a stop rests on the breach that was read best.

    `governing` holds the models that stand for unread texts too. `governed` tells whether
    any law governs; `left_open` whether law that the scenario does not mention could;
    `gaps` what the scenario tells that may not have been looked at. `bound` names the
    bearers of duties: what others may do, as the person concerned may complain, is no
    permission of the act; nor is what a layer over the `base` layer allows, and what it
    says answers nothing that is said elsewhere. Nothing unverified ever stops or clears.
    """
    standing = [item for item in governing if item.overridden_by is None]
    read = [item for item in standing if not item.stands_in]
    breaches = [
        item
        for item in read
        if item.outcome is Outcome.BREACHED and item.verified is not Verification.UNVERIFIED
    ]
    if breaches:
        breaches.sort(key=lambda breach: (breach.weight.rank, breach.verified.rank))
        decisive = [breach for breach in breaches if breach.weight is breaches[0].weight]
        return _decision(Verdict.STOP, Reason.BREACH, decisive, rests_on=breaches[:1])
    elsewhere = _elsewhere(standing, persuasive, base) if governed is Truth.TRUE else ()
    unread = _unread(standing, elsewhere, gaps)
    if unread is not None:
        return unread
    waiting = [
        item
        for item in standing
        if item.outcome.is_unfinished
        and not (item.modality.permits or item.modality.exempts or item.day_unread)
    ]
    strictly = [item for item in waiting if item.modality.is_strict]
    if strictly or left_open:
        return _decision(Verdict.ASK, Reason.MISSING, strictly)
    unsettled = _unsettled(standing, elsewhere, conflicts)
    if unsettled is not None:
        return unsettled
    if governed is not Truth.TRUE:
        return VerdictDecision(Verdict.UNSETTLED, Reason.NOTHING_GOVERNS)
    if waiting:
        return _decision(Verdict.ASK, Reason.INCOMPLETE, waiting)
    if gaps.leaves_topic_unread:
        return VerdictDecision(Verdict.VERIFY, Reason.UNREAD_TOPIC)
    applying = [item for item in read if item.applies is Truth.TRUE]
    allowed = [
        item
        for item in applying
        if item.modality.permits
        and item.bearer in bound
        and item.verified is not Verification.UNVERIFIED
        and item.layer == base
    ]
    because = Reason.ALLOWED if allowed else Reason.SILENCE
    return _decision(Verdict.CLEAR, because, allowed, rests_on=applying)


def _elsewhere(
    standing: Sequence[Finding], persuasive: Sequence[Finding], base: str
) -> Sequence[Finding]:
    """Return what law from elsewhere says against acts on which no law that governs speaks."""
    spoken = {
        (one.act, one.recipient)
        for one in standing
        if one.applies is not Truth.FALSE and one.layer == base
    }
    return [
        one
        for one in persuasive
        if one.outcome.is_against and not speaks_on(spoken, one.act, one.recipient)
    ]


def _unread(
    standing: Sequence[Finding], elsewhere: Sequence[Finding], gaps: ScenarioGaps
) -> VerdictDecision | None:
    """Return the verdict where something is against it that has to be read first."""
    models = [
        one
        for one in (*(item for item in standing if item.stands_in), *elsewhere)
        if one.kind is Kind.MODEL_RULE and one.outcome is Outcome.BREACHED
    ]
    if models:
        return _decision(Verdict.VERIFY, Reason.STAND_IN, models)
    unverified = [one for one in standing if one.outcome is Outcome.BREACHED and not one.stands_in]
    if unverified:
        return _decision(Verdict.VERIFY, Reason.UNVERIFIED, unverified)
    if gaps.unread_wrongs(standing):
        return VerdictDecision(Verdict.VERIFY, Reason.UNREAD_WRONG)
    if gaps.places:
        return VerdictDecision(Verdict.VERIFY, Reason.UNREAD_PLACE)
    dateless = [
        one
        for one in standing
        if one.day_unread and one.outcome is Outcome.UNDETERMINED and one.modality.is_strict
    ]
    if dateless:
        return _decision(Verdict.VERIFY, Reason.UNREAD_DAY, dateless)
    return None


def _unsettled(
    standing: Sequence[Finding],
    elsewhere: Sequence[Finding],
    conflicts: Sequence[Conflict],
) -> VerdictDecision | None:
    read = [one for one in standing if not one.stands_in]
    clashing = [
        one
        for conflict in conflicts
        if conflict.resolved_by is None
        for one in (conflict.forbids, conflict.allows)
        if one.governs is Truth.TRUE and one in read
    ]
    if clashing:
        return _decision(Verdict.UNSETTLED, Reason.CONFLICT, clashing)
    for because, outcome in (
        (Reason.OPEN_QUESTION, Outcome.UNSETTLED),
        (Reason.ADVICE, Outcome.NOT_FOLLOWED),
    ):
        concerned = [one for one in read if one.outcome is outcome]
        if concerned:
            return _decision(Verdict.UNSETTLED, because, concerned)
    models = [one for one in standing if one.stands_in and one.outcome.is_against]
    if models or elsewhere:
        return _decision(Verdict.UNSETTLED, Reason.ELSEWHERE, [*models, *elsewhere])
    return None


def _decision(
    verdict: Verdict,
    because: Reason,
    decisive: Sequence[Finding],
    *,
    rests_on: Sequence[Finding] | None = None,
) -> VerdictDecision:
    basis = decisive if rests_on is None else rests_on
    by_weight = sorted(decisive, key=lambda one: one.weight.rank)
    return VerdictDecision(
        verdict=verdict,
        because=because,
        weight=by_weight[0].weight if by_weight else None,
        decisive=tuple(by_weight),
        relies_on=weakest(*(item.verified for item in basis)) if basis else None,
    )
