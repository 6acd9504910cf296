"""What became of a norm, wherever that is asked (policy language, section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, assert_never

from advisor.advice.algebra.planes import P, PlanePair
from advisor.model.norms import Modality, Outcome, Stance
from advisor.model.truth import Truth
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice.algebra.planes import PlaneCarrier
    from advisor.advice.norms_in_force import NormInstance

APPLYING = tuple(outcome for outcome in Outcome if outcome.applies is Truth.TRUE)
"""The outcomes of a norm that applies."""


@dataclass(frozen=True, slots=True)
class NormPlanes(Generic[P]):
    """
    One norm in one place: where it has each outcome, as law that governs or from elsewhere.

    The planes are apart from each other. `personal` says whether there is a finding for
    each recipient.
    """

    instance: NormInstance
    persuasive: bool
    personal: bool
    outcomes: dict[Outcome, P]

    def where(self, carrier: PlaneCarrier[P], outcomes: Sequence[Outcome]) -> P:
        """Return where the norm has one of some outcomes."""
        return carrier.any_of(
            self.outcomes[outcome] for outcome in outcomes if outcome in self.outcomes
        )


def outcome_planes(  # noqa: PLR0913 - the truths that settle it, each by name
    modality: Modality,
    *,
    exists: P,
    governs: PlanePair[P],
    when: PlanePair[P],
    exceptions: Sequence[PlanePair[P]],
    compliance: PlanePair[P] | None,
) -> dict[Outcome, P]:
    """
    Return where a norm has each outcome that it can have.

    `exists` is where there is a finding on it at all; `compliance` the truth of `met_if`
    or `breached_if`, `None` where there is neither.
    """
    fails = governs[1] | when[1]
    rest = exists & ~fails
    applies = exists & governs[0] & when[0]
    planes = {Outcome.INAPPLICABLE: exists & fails}
    if exceptions:
        lifted, stands = exceptions[0]
        for true, false in exceptions[1:]:
            lifted, stands = lifted | true, stands & false
        applies &= stands
        planes[Outcome.DEFEATED] = rest & lifted
        rest &= ~lifted
    planes[Outcome.UNDETERMINED] = rest & ~applies
    planes.update(_applied(modality, applies, compliance))
    return planes


def _applied(modality: Modality, applies: P, compliance: PlanePair[P] | None) -> dict[Outcome, P]:
    complied = _COMPLIED[modality]
    if complied is None:
        return {modality.disregarded: applies}
    if compliance is None:
        return {Outcome.OPEN: applies}
    true, false = compliance
    return {
        complied[0]: applies & true,
        complied[1]: applies & false,
        Outcome.OPEN: applies & ~(true | false),
    }


def _complied(modality: Modality) -> tuple[Outcome, Outcome] | None:
    """Return what a true and a false compliance make of a norm that applies."""
    stance = modality.stance
    match stance:
        case Stance.COMMANDS:
            return Outcome.MET, modality.disregarded
        case Stance.FORBIDS:
            return modality.disregarded, Outcome.MET
        case Stance.PERMITS | Stance.EXEMPTS | Stance.LEAVES_OPEN:
            return None
    assert_never(stance)


_COMPLIED = {modality: _complied(modality) for modality in Modality}
