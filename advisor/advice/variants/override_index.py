"""Which norm sets which aside where both apply, before any scenario is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from advisor.model.norms import Modality

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.places import Places

_ALLOWS = (Modality.MUST, Modality.SHOULD, Modality.MAY)


def override_index(
    numbered: Sequence[tuple[int, NormInstance]], places: Places, day: date
) -> Mapping[int, tuple[int, ...]]:
    """
    Give for each strict norm those that set its breach aside where they apply.

    The same resolution as `conflicts`, for law that governs: an express override, or
    the stronger of two weights within one legal order.
    """
    by_act: dict[tuple[str, str], list[tuple[int, NormInstance]]] = {}
    for at, one in numbered:
        by_act.setdefault((one.norm.act, one.norm.bearer), []).append((at, one))
    found: dict[int, tuple[int, ...]] = {}
    for at, loser in numbered:
        if not loser.norm.modality.is_strict:
            continue
        others = by_act[loser.norm.act, loser.norm.bearer]
        winners = tuple(
            number
            for number, other in others
            if number != at and _opposed(loser, other) and _prevails(other, loser, places, day)
        )
        if winners:
            found[at] = winners
    return found


def _opposed(breached: NormInstance, other: NormInstance) -> bool:
    if breached.norm.modality.forbids:
        return other.norm.modality in _ALLOWS
    return other.norm.modality.forbids or other.norm.modality is Modality.NEED_NOT


def _prevails(winner: NormInstance, loser: NormInstance, places: Places, day: date) -> bool:
    if _overrides(winner, loser):
        return True
    if _overrides(loser, winner) or winner.weight.rank >= loser.weight.rank:
        return False
    if winner.policy.layer != loser.policy.layer and not winner.norm.modality.forbids:
        return False  # a layer may tighten; it allows and exempts from nothing of another's
    return places.are_of_one_order(winner.jurisdiction, loser.jurisdiction, day)


def _overrides(one: NormInstance, other: NormInstance) -> bool:
    same_layer = one.policy.layer == other.policy.layer
    return same_layer and any(each.norm == other.norm.id for each in one.norm.overrides)
