"""The verdict and what it rests on, wherever that is asked (policy language, section 8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, assert_never

from advisor.advice.algebra.outcome import APPLYING, NormPlanes
from advisor.advice.algebra.planes import P
from advisor.model.authorities import Kind, Verification, Weight, weakest
from advisor.model.norms import Outcome
from advisor.model.opinions import Reason
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from advisor.advice.algebra.conflicts import ConflictPlanes
    from advisor.advice.algebra.planes import PlaneCarrier
    from advisor.model.norms import Modality

_AGAINST = tuple(outcome for outcome in Outcome if outcome.is_against)
_UNFINISHED = tuple(outcome for outcome in Outcome if outcome.is_unfinished)
_ANSWERING = (*_AGAINST, *_UNFINISHED)
_SPEAKING = (*APPLYING, Outcome.UNDETERMINED)


class CountedNorm(NamedTuple, Generic[P]):
    """A norm, where it counts for a reason."""

    norm: NormPlanes[P]
    plane: P

    @property
    def weight(self) -> Weight:
        """Return what the norm is worth here."""
        return Weight.PERSUASIVE if self.norm.persuasive else self.norm.instance.weight

    @property
    def modality(self) -> Modality:
        """Return what the norm does with its act."""
        return self.norm.instance.norm.modality

    @property
    def verified(self) -> Verification:
        """Return how well the norm was read."""
        return self.norm.instance.verified


class Rung(NamedTuple, Generic[P]):
    """
    One reason for a verdict, and where it holds if none before it does.

    `decisive` are the norms that make it; `rests_on` those whose text it stands on.
    """

    reason: Reason
    holds: P
    decisive: Sequence[CountedNorm[P]]
    rests_on: Sequence[CountedNorm[P]]


@dataclass(frozen=True)
class GapPlanes(Generic[P]):
    """
    Where scenarios tell what may not have been looked at.

    `wrongs` is where each wrong is told, and which norms test it, by their ids; `place`
    where a place is told for which nothing was read; `topic` where one is raised on which
    nothing was.
    """

    wrongs: Sequence[tuple[P, frozenset[str]]]
    place: P
    topic: P


@dataclass(frozen=True)
class VerdictLadder(Generic[P]):
    """
    What a verdict hangs on.

    `standing_in` are models for texts that were not read. `governed` is where some law
    governs, `left_open` where it is open of some law; `bound` names the bearers of duties,
    `base` the lowest layer, as for a single opinion.
    """

    carrier: PlaneCarrier[P]
    here: Mapping[int, NormPlanes[P]]
    standing_in: Sequence[NormPlanes[P]]
    abroad: Sequence[NormPlanes[P]]
    conflicting: ConflictPlanes[P]
    governed: P
    left_open: P
    gaps: GapPlanes[P]
    bound: frozenset[str]
    base: str

    def rungs(self) -> Iterator[Rung[P]]:
        """Return every reason in order, the one that comes first where it holds first."""
        for reason in Reason:
            yield self.rung(reason)

    def rung(self, reason: Reason) -> Rung[P]:  # noqa: C901, PLR0912 - one case for each reason
        """Return where one reason holds, and by which norms."""
        match reason:
            case Reason.BREACH:
                return self._made_by(reason, self._where([Outcome.BREACHED], unverified=False))
            case Reason.STAND_IN:
                return self._made_by(reason, self._breached_models())
            case Reason.UNVERIFIED:
                return self._made_by(reason, self._where([Outcome.BREACHED], unverified=True))
            case Reason.UNREAD_WRONG:
                return Rung(reason, self._unread_wrongs(), (), ())
            case Reason.UNREAD_PLACE:
                return Rung(reason, self.gaps.place, (), ())
            case Reason.UNREAD_DAY:
                return self._made_by(reason, self._dateless())
            case Reason.MISSING:
                waiting = self._made_by(reason, self._waiting(strictly=True))
                return waiting._replace(holds=waiting.holds | self.left_open)
            case Reason.CONFLICT:
                return self._made_by(reason, self._clashing())
            case Reason.OPEN_QUESTION:
                return self._made_by(reason, self._where([Outcome.UNSETTLED]))
            case Reason.ADVICE:
                return self._made_by(reason, self._where([Outcome.NOT_FOLLOWED]))
            case Reason.ELSEWHERE:
                doubted = [
                    CountedNorm(norm, norm.where(self.carrier, _AGAINST))
                    for norm in self.standing_in
                ]
                return self._made_by(reason, [*doubted, *self._elsewhere(_AGAINST)])
            case Reason.INCOMPLETE:
                return self._made_by(reason, self._waiting(strictly=False))
            case Reason.UNREAD_TOPIC:
                return Rung(reason, self.gaps.topic, (), ())
            case Reason.NOTHING_GOVERNS:
                return Rung(reason, ~self.governed, (), ())
            case Reason.ALLOWED:
                allowed = [part for part in self._applying if self._allows(part)]
                return self._made_by(reason, allowed)._replace(rests_on=self._applying)
            case Reason.SILENCE:
                return Rung(reason, ~self.carrier.nowhere, (), self._applying)
        assert_never(reason)

    def _made_by(self, reason: Reason, parts: Sequence[CountedNorm[P]]) -> Rung[P]:
        holds = self.carrier.any_of(self.carrier.whole(part.plane) for part in parts)
        return Rung(reason, holds, parts, parts)

    @cached_property
    def _standing(self) -> Mapping[int, NormPlanes[P]]:
        """Return the norms that govern, where nothing sets them aside."""
        aside = self.conflicting.aside
        return {
            number: _less(norm, aside[number]) if number in aside else norm
            for number, norm in self.here.items()
        }

    @cached_property
    def _applying(self) -> Sequence[CountedNorm[P]]:
        return [
            CountedNorm(norm, norm.where(self.carrier, APPLYING))
            for norm in self._standing.values()
        ]

    def _where(
        self, outcomes: Sequence[Outcome], *, unverified: bool | None = None
    ) -> Sequence[CountedNorm[P]]:
        return [
            CountedNorm(norm, norm.where(self.carrier, outcomes))
            for norm in self._standing.values()
            if unverified in (None, norm.instance.verified is Verification.UNVERIFIED)
            and not norm.outcomes.keys().isdisjoint(outcomes)
        ]

    def _waiting(self, *, strictly: bool) -> Sequence[CountedNorm[P]]:
        """Return what is unfinished; what permits or exempts holds nothing open."""
        models = [
            CountedNorm(norm, norm.where(self.carrier, _UNFINISHED)) for norm in self.standing_in
        ]
        return [
            part
            for part in (*self._where(_UNFINISHED), *models)
            if not (part.modality.permits or part.modality.exempts)
            and not part.norm.instance.day_unread
            and (part.modality.is_strict or not strictly)
        ]

    def _dateless(self) -> Sequence[CountedNorm[P]]:
        """Return strict norms of which it is not known whether they speak on the day."""
        undetermined = [Outcome.UNDETERMINED]
        models = [
            CountedNorm(norm, norm.where(self.carrier, undetermined)) for norm in self.standing_in
        ]
        return [
            part
            for part in (*self._where(undetermined), *models)
            if part.norm.instance.day_unread and part.modality.is_strict
        ]

    def _breached_models(self) -> Sequence[CountedNorm[P]]:
        """Return models that are breached, where they stand in, or where nothing was read."""
        breached = [Outcome.BREACHED]
        return [
            *(CountedNorm(norm, norm.where(self.carrier, breached)) for norm in self.standing_in),
            *(
                part
                for part in self._elsewhere(breached)
                if part.norm.instance.kind is Kind.MODEL_RULE
            ),
        ]

    def _unread_wrongs(self) -> P:
        """Return where a wrong is told against which no norm speaks, or may yet speak."""
        carrier = self.carrier
        unread = []
        for told, looking in self.gaps.wrongs:
            answered = carrier.any_of(
                carrier.whole(norm.where(carrier, _ANSWERING))
                for norm in (*self._standing.values(), *self.standing_in)
                if norm.instance.id in looking
            )
            unread.append(told & ~answered)
        return carrier.any_of(unread)

    def _clashing(self) -> Sequence[CountedNorm[P]]:
        standing = self._standing
        return [
            CountedNorm(standing[number], plane & standing[number].where(self.carrier, APPLYING))
            for number, plane in self.conflicting.clashing.items()
        ]

    def _elsewhere(self, outcomes: Sequence[Outcome]) -> Sequence[CountedNorm[P]]:
        """Return where law from elsewhere has an outcome on acts on which no law here speaks."""
        carrier = self.carrier
        spoken: dict[tuple[str, bool], list[P]] = defaultdict(list)
        for norm in (*self._standing.values(), *self.standing_in):
            if norm.instance.layer != self.base:
                continue  # a layer answers nothing that is said elsewhere
            key = norm.instance.norm.act, norm.personal
            spoken[key].append(norm.where(carrier, _SPEAKING))
        parts = []
        for norm in self.abroad:
            if norm.outcomes.keys().isdisjoint(outcomes):
                continue
            act = norm.instance.norm.act
            of_message, of_each = (
                carrier.any_of(spoken[act, False]),
                carrier.any_of(spoken[act, True]),
            )
            governed = self.governed
            if norm.personal:
                governed, of_message = carrier.each(governed), carrier.each(of_message)
            else:
                of_each = carrier.whole(of_each)
            against = norm.where(carrier, outcomes)
            parts.append(CountedNorm(norm, against & ~(of_message | of_each) & governed))
        return parts

    def _allows(self, part: CountedNorm[P]) -> bool:
        """
        Return whether a norm lets the act be called allowed.

        What others may do, as the person concerned may complain, is no permission of the
        act; nor is what a layer allows, or a text that nobody verified.
        """
        instance = part.norm.instance
        return (
            instance.norm.modality.permits
            and instance.norm.bearer in self.bound
            and instance.verified is not Verification.UNVERIFIED
            and instance.layer == self.base
        )


class VerdictBasis(NamedTuple):
    """Why a verdict is given in one scenario, with what weight, and on what reading."""

    reason: Reason
    weight: Weight | None
    relies_on: Verification | None


def verdict_basis(ladder: VerdictLadder[int], scenario: int) -> VerdictBasis:
    """Return the verdict of one scenario, by its bit."""
    for rung in ladder.rungs():
        if rung.holds & scenario:
            break
    whole = ladder.carrier.whole
    decisive = [part for part in rung.decisive if whole(part.plane) & scenario]
    rests_on = [part for part in rung.rests_on if whole(part.plane) & scenario]
    return VerdictBasis(rung.reason, strongest(decisive), _relied_on(rung.reason, rests_on))


def strongest(parts: Iterable[CountedNorm[P]]) -> Weight | None:
    """Return the heaviest weight among some norms; `None` without any."""
    return min((part.weight for part in parts), key=lambda one: one.rank, default=None)


def _relied_on(reason: Reason, parts: Sequence[CountedNorm[int]]) -> Verification | None:
    if not parts:
        return None
    if reason.rests_on_the_best:
        heaviest = strongest(parts)
        levels = [part.verified for part in parts if part.weight is heaviest]
        return min(levels, key=lambda level: level.rank)
    return weakest(*(part.verified for part in parts))


def _less(norm: NormPlanes[P], aside: P) -> NormPlanes[P]:
    left = {outcome: plane & ~aside for outcome, plane in norm.outcomes.items()}
    return replace(norm, outcomes=left)
