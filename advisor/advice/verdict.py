"""One word over an opinion, what it weighs and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.advice.conflicts import speaks_on
from advisor.model.authorities import Verification, weakest
from advisor.model.norms import Outcome
from advisor.model.opinions import Reason, Verdict
from advisor.model.policies import BUNDLED
from advisor.model.truth import Truth
from advisor.values import dataclass

if TYPE_CHECKING:
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
    bound: frozenset[str] = frozenset(),
    base: str = BUNDLED,
) -> VerdictDecision:
    """
    Return the verdict (policy language, section 8).

    One breach is enough to stop, so a stop rests on the breach that was read best.

    `governed` tells whether any law governs; `left_open` whether law that the scenario
    does not mention could. `bound` names the bearers of duties: what others may do, as
    the person concerned may complain, is no permission of the act; nor is what a layer
    over the `base` layer allows, and what it says answers nothing that is said elsewhere.
    Nothing unverified ever stops or clears.
    """
    standing = [item for item in governing if item.overridden_by is None]
    breaches = [
        item
        for item in standing
        if item.outcome is Outcome.BREACHED and item.verified is not Verification.UNVERIFIED
    ]
    if breaches:
        breaches.sort(key=lambda breach: (breach.weight.rank, breach.verified.rank))
        decisive = [breach for breach in breaches if breach.weight is breaches[0].weight]
        return _decision(Verdict.STOP, Reason.BREACH, decisive, rests_on=breaches[:1])
    elsewhere = persuasive if governed is Truth.TRUE else ()
    unsettled = _unsettled(standing, elsewhere, conflicts, base)
    if unsettled is not None:
        return unsettled
    waiting = [
        item
        for item in standing
        if item.outcome.is_unfinished and not (item.modality.permits or item.modality.exempts)
    ]
    if waiting or left_open:
        return _decision(Verdict.ASK, Reason.MISSING, waiting)
    if governed is not Truth.TRUE:
        return VerdictDecision(Verdict.UNSETTLED, Reason.NOTHING_GOVERNS)
    applying = [item for item in standing if item.applies is Truth.TRUE]
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


def _unsettled(
    standing: Sequence[Finding],
    persuasive: Sequence[Finding],
    conflicts: Sequence[Conflict],
    base: str,
) -> VerdictDecision | None:
    clashing = [
        one
        for conflict in conflicts
        if conflict.resolved_by is None
        for one in (conflict.forbids, conflict.allows)
        if one.governs is Truth.TRUE and one in standing
    ]
    if clashing:
        return _decision(Verdict.UNSETTLED, Reason.CONFLICT, clashing)
    for because, outcome in (
        (Reason.OPEN_QUESTION, Outcome.UNSETTLED),
        (Reason.UNVERIFIED, Outcome.BREACHED),
        (Reason.ADVICE, Outcome.NOT_FOLLOWED),
    ):
        concerned = [one for one in standing if one.outcome is outcome]
        if concerned:
            return _decision(Verdict.UNSETTLED, because, concerned)
    spoken = {
        (one.act, one.recipient)
        for one in standing
        if one.applies is not Truth.FALSE and one.layer == base
    }
    elsewhere = [
        one
        for one in persuasive
        if one.outcome.is_against and not speaks_on(spoken, one.act, one.recipient)
    ]
    if elsewhere:
        return _decision(Verdict.UNSETTLED, Reason.ELSEWHERE, elsewhere)
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
