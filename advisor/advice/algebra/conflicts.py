"""Which norms set one another aside, wherever that is asked (policy language, section 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Generic, TypeAlias, assert_never

from advisor.advice.algebra.outcome import APPLYING
from advisor.advice.algebra.planes import P
from advisor.model.norms import Outcome, Stance
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice.algebra.outcome import NormPlanes
    from advisor.advice.algebra.planes import PlaneCarrier
    from advisor.advice.norms_in_force import NormInstance, StandingNorm
    from advisor.model.norms import Modality
    from advisor.model.places import Places

_UNMET = tuple(outcome for outcome in APPLYING if outcome is not Outcome.MET)

Numbered: TypeAlias = "tuple[int, NormInstance]"


@dataclass(frozen=True, slots=True)
class Opposition:
    """
    Two norms, by their numbers, of which one forbids or exempts from what the other wants.

    `loser` is the one that is set aside where they conflict; `None` where nothing
    resolves it. It is set aside by an `express` override, or else by the heavier weight, which
    counts only where the winner is no duty that is met.
    """

    against: int
    towards: int
    loser: int | None
    express: bool = False

    @property
    def winner(self) -> int:
        """Return the one that is left standing, where there is a loser."""
        return self.towards if self.loser == self.against else self.against


@dataclass(frozen=True, slots=True)
class ConflictPlanes(Generic[P]):
    """
    What conflicts do to norms, by their number.

    `aside` says where a norm is set aside; `clashing` where it stands in a conflict that
    nothing resolves.
    """

    aside: Mapping[int, P]
    clashing: Mapping[int, P]


def oppositions(norms: Iterable[Numbered], places: Places) -> Iterator[Opposition]:
    """Return every two of these norms that can conflict, whatever the scenario."""
    same_subject: dict[tuple[str, str], list[Numbered]] = defaultdict(list)
    for number, instance in norms:
        same_subject[instance.norm.act, instance.norm.bearer].append((number, instance))
    for members in same_subject.values():
        for item, other in combinations(members, 2):
            yield from _of_two(item, other, places)


class LosingOppositions:
    """
    Tells of some norms what sets each aside where both apply, found when it is asked.

    `governing` lays out those of the norms it is given that govern where their law does.
    """

    def __init__(
        self,
        norms: Iterable[tuple[int, StandingNorm]],
        governing: Callable[[Iterable[tuple[int, StandingNorm]]], Iterator[Numbered]],
        places: Places,
    ) -> None:
        self._places = places
        self._governing = governing
        self._standing: dict[tuple[str, str], list[tuple[int, StandingNorm]]] = defaultdict(list)
        self._by_subject: dict[tuple[str, str], list[Numbered]] = {}
        self._subject_of: dict[int, tuple[str, str]] = {}
        self._known: dict[int, tuple[Opposition, ...]] = {}
        for number, one in norms:
            subject = one.norm.act, one.norm.bearer
            self._standing[subject].append((number, one))
            self._subject_of[number] = subject

    def of(self, number: int) -> tuple[Opposition, ...]:
        """Return the oppositions in which a norm is set aside; those of an unknown one are none."""
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = tuple(
                found for found in self._with(number) if found.loser == number
            )
        return known

    def _with(self, number: int) -> Iterator[Opposition]:
        subject = self._subject_of.get(number)
        members = [] if subject is None else self._members(subject)
        own = next((one for one in members if one[0] == number), None)
        is_before = True
        for other in members:
            if own is None or other is own:
                is_before = False
            elif is_before:
                yield from _of_two(other, own, self._places)
            else:
                yield from _of_two(own, other, self._places)

    def _members(self, subject: tuple[str, str]) -> list[Numbered]:
        known = self._by_subject.get(subject)
        if known is None:
            known = self._by_subject[subject] = list(self._governing(self._standing[subject]))
        return known


def _of_two(item: Numbered, other: Numbered, places: Places) -> Iterator[Opposition]:
    for against, towards in ((item, other), (other, item)):
        if can_oppose(against[1].norm.modality, towards[1].norm.modality):
            loser, express = _loser(against, towards, places)
            yield Opposition(against[0], towards[0], loser, express)


def can_oppose(against: Modality, towards: Modality) -> bool:
    """Return whether the first forbids what the other allows, or exempts from what it commands."""
    stance = against.stance
    match stance:
        case Stance.FORBIDS:
            return towards.allows
        case Stance.EXEMPTS:
            return towards.commands
        case Stance.COMMANDS | Stance.PERMITS | Stance.LEAVES_OPEN:
            return False
    assert_never(stance)


def conflict_planes(
    carrier: PlaneCarrier[P], norms: Mapping[int, NormPlanes[P]], opposed: Iterable[Opposition]
) -> ConflictPlanes[P]:
    """Return what the conflicts between some norms that govern do to them."""
    aside: dict[int, list[P]] = defaultdict(list)
    clashing: dict[int, list[P]] = defaultdict(list)
    for item in opposed:
        if item.against not in norms or item.towards not in norms:
            continue
        against, towards = norms[item.against], norms[item.towards]
        meet = _meet(carrier, against, towards)
        resolved, unresolved = _parted(carrier, item, norms, meet)
        for number, norm, other in (
            (item.against, against, towards),
            (item.towards, towards, against),
        ):
            if unresolved is not None:
                clashing[number].append(unresolved if norm.personal else carrier.whole(unresolved))
            # What concerns one recipient sets nothing aside that concerns the whole message.
            if (
                resolved is not None
                and item.loser == number
                and (norm.personal or not other.personal)
            ):
                aside[number].append(resolved)
    return ConflictPlanes(
        {number: carrier.any_of(planes) for number, planes in aside.items()},
        {number: carrier.any_of(planes) for number, planes in clashing.items()},
    )


def _parted(
    carrier: PlaneCarrier[P], item: Opposition, norms: Mapping[int, NormPlanes[P]], meet: P
) -> tuple[P | None, P | None]:
    """Return where a conflict is resolved, and where not: a duty that is met resolves none."""
    if item.loser is None:
        return None, meet
    winner = norms[item.winner]
    if item.express or not winner.instance.norm.modality.commands:
        return meet, None
    met = winner.where(carrier, [Outcome.MET])
    if not winner.personal and (norms[item.against].personal or norms[item.towards].personal):
        met = carrier.each(met)
    return meet & ~met, meet & met


def _meet(carrier: PlaneCarrier[P], against: NormPlanes[P], towards: NormPlanes[P]) -> P:
    """
    Return where two norms that can oppose each other do.

    A prohibition that is met stands against no permission, a duty that is met against
    no exemption.
    """
    personal = against.personal or towards.personal

    def where(norm: NormPlanes[P], outcomes: Sequence[Outcome]) -> P:
        plane = norm.where(carrier, outcomes)
        return carrier.each(plane) if personal and not norm.personal else plane

    if against.instance.norm.modality.exempts:
        return where(against, APPLYING) & where(towards, _UNMET)
    met = where(against, [Outcome.MET]) & where(towards, [Outcome.BREACHED])
    return where(against, _UNMET) & where(towards, APPLYING) | met


def _loser(against: Numbered, towards: Numbered, places: Places) -> tuple[int | None, bool]:
    """Return which of two norms that govern is set aside, and whether that is said expressly."""
    for (_, winner), (loser, other) in ((against, towards), (towards, against)):
        if winner.layer == other.layer and any(
            override.norm == other.norm.id for override in winner.norm.overrides
        ):
            return loser, True
    lighter, heavier = sorted((against, towards), key=lambda one: -one[1].weight.rank)
    (loser, other), (_, winner) = lighter, heavier
    if other.weight is winner.weight or not places.are_of_one_order(
        winner.jurisdiction, other.jurisdiction, winner.day
    ):
        return None, False
    tightens = winner.norm.modality.forbids and other.norm.modality.permits
    if winner.layer != other.layer and not tightens:
        return None, False  # a layer may forbid what another allows; it lifts no duty of another's
    return loser, False
