"""Which norms speak on a day, where, under which citation and with what weight."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, overload

from advisor.model.authorities import Citation, Kind, Verification, Weight, weakest
from advisor.model.citation_days import cited_on
from advisor.model.conditions import is_per_recipient
from advisor.model.jurisdictions import Adoption
from advisor.model.law_clock import EVERY_TIME, LATER_THAN_SENDING
from advisor.model.propositions import (
    complied_id,
    local_group,
    norm_is_per_recipient,
    scope_id,
    when_id,
)
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from advisor.model.authorities import Period
    from advisor.model.conditions import Condition
    from advisor.model.jurisdictions import Jurisdiction, StandIn
    from advisor.model.law import Law
    from advisor.model.law_clock import ActTime
    from advisor.model.norms import Norm
    from advisor.model.policies import Policy, Scope


LocalText: TypeAlias = "Adoption | StandIn"
"""By what a model norm stands in a place: an adoption, or a model for an unread text."""


@dataclass(frozen=True, slots=True)
class NormInstance:
    """
    One norm as it stands in one jurisdiction on one day.

    `governs`, `when` and `complied` name the propositions that decide it; `scope` is
    `None` where nothing in the corpus says when that law governs. `stands_in` tells that a
    model stands for a local text that was not read. `day` is that on which it was looked
    up, `since` the first on which it speaks. Where two days count, `is_later` tells that it
    was looked up on the later one; see `reach`. `day_unread` tells that it is not known
    whether it speaks on that day: of its first or last only the year or month was read.
    """

    norm: Norm
    policy: Policy
    jurisdiction: str
    kind: Kind
    weight: Weight
    verified: Verification
    citations: tuple[Citation, ...]
    governs: str
    scope: Scope | None
    when: str
    when_condition: Condition
    complied: str | None
    compliance: Condition | None
    groups: tuple[str, ...]
    text: str
    per_recipient: bool
    per_recipient_scope: bool
    caveats: tuple[str, ...] = ()
    day: date = date.min
    since: date | None = None
    is_later: bool = False
    day_unread: bool = False
    adopted_by: str = ""
    stands_in: bool = False

    @property
    def id(self) -> str:
        """Return the norm and where it stands: `norm@jurisdiction`."""
        return f"{self.norm.id}@{self.jurisdiction}"

    @property
    def reach(self) -> str:
        """Return the name under which it is kept how far the law reaches on the norm's day."""
        return later_scope(self.governs) if self.is_later else self.governs

    @property
    def layer(self) -> str:
        """Return the layer that the norm comes from; of a model norm, the one that adopts it."""
        return self.adopted_by or self.policy.layer


def norms_in_force(law: Law, day: date) -> Iterator[NormInstance]:
    """
    Return every norm in force on a day, in the order of the corpus.

    A model rule comes once for each jurisdiction that adopted it by then and whose
    adoption was verified or whose unread text it stands for, and once on its own, as a
    baseline.
    """
    yield from LawOnDate(law, day).instances


class LawOnDate:
    """
    The norms in force on one day; each is laid out when it is first heard.

    With `times`, those alone that are about acts done then.
    """

    def __init__(self, law: Law, day: date, times: frozenset[ActTime] = EVERY_TIME) -> None:
        self.law = law
        self.day = day
        self.times = times
        self._made: dict[tuple[str, str | None], NormInstance] = {}
        self._scopes: dict[str, bool] = {}
        self._unions: dict[str, frozenset[str]] = {}

    @cached_property
    def policies(self) -> tuple[tuple[Policy, tuple[Norm, ...]], ...]:
        """Give each policy in force with those of its norms that are."""
        day, found, time_of = self.day, [], self.law.vocabulary.act_time
        for policy in self.law.policies.values():
            force = policy.authority.in_force
            if policy.authority.kind is Kind.DRAFT or force is None or not force.covers(day):
                continue
            norms = tuple(
                norm
                for norm in policy.norms
                if norm.in_force.covers(day) and time_of(norm.act) in self.times
            )
            found.append((policy, norms))
        return tuple(found)

    @cached_property
    def instances(self) -> tuple[NormInstance, ...]:
        """Return every norm wherever it stands, in the order of the corpus."""
        return tuple(NumberedNorms([self]))

    @cached_property
    def standing(self) -> tuple[StandingNorm, ...]:
        """Return where every norm stands, in the order of the corpus."""
        found = []
        for policy, norms in self.policies:
            code, governs = policy.authority.jurisdiction, own_scope(self.law, policy)[0]
            for norm in norms:
                found.append(StandingNorm(self, policy, norm, code, governs))
                if policy.authority.kind is Kind.MODEL_RULE:
                    found += (
                        StandingNorm(self, policy, norm, place.code, scope_id(place.code), by)
                        for place, by in self.local_texts(norm)
                    )
        return tuple(found)

    def in_place(self, policy: Policy, norm: Norm, place: Jurisdiction) -> NormInstance | None:
        """Return a model norm as law of a place, or for its unread text; `None` for neither."""
        adoption = self.adoption(norm, place)
        if adoption is not None:
            return self.local(policy, norm, place, adoption)
        stand_in = self.stand_in(norm, place)
        return None if stand_in is None else self.standing_in(policy, norm, place, stand_in)

    def local_texts(self, norm: Norm) -> Iterator[tuple[Jurisdiction, LocalText]]:
        """Return each place where a model norm is law or stands for an unread text, and by what."""
        for place in self._concerned.get(norm.id, ()):
            text = self.adoption(norm, place) or self.stand_in(norm, place)
            if text is not None:
                yield place, text

    @cached_property
    def _concerned(self) -> Mapping[str, Sequence[Jurisdiction]]:
        """Return the places that say something of each model norm, in the order of the corpus."""
        found: dict[str, list[Jurisdiction]] = {}
        for place in self.law.jurisdictions.values():
            for norm in {**place.adoptions, **place.stand_ins}:
                found.setdefault(norm, []).append(place)
        return found

    def stand_in(self, norm: Norm, place: Jurisdiction) -> StandIn | None:
        """Return what says that a model norm stands for the unread text of a place."""
        stand_in = place.stand_ins.get(norm.id)
        if (
            stand_in is None
            or stand_in.verified is Verification.UNVERIFIED
            or not stand_in.period.covers(self.day)
        ):
            return None
        return stand_in if is_unread(place, norm, self.day) else None

    def adoption(self, norm: Norm, place: Jurisdiction) -> Adoption | None:
        """Return the adoption of a model norm that is law in a place; `None` without one."""
        adoption = place.adoptions.get(norm.id)
        if (
            adoption is None
            or adoption.verified is Verification.UNVERIFIED
            or not adoption.period.covers(self.day)
        ):
            return None
        return adoption

    def is_bare(self, norm: Norm, place: Jurisdiction) -> bool:
        """Return whether nothing is known of a model norm in a place: neither text nor model."""
        return is_unread(place, norm, self.day) and self.stand_in(norm, place) is None

    def unions_of(self, code: str) -> frozenset[str]:
        """Return a place and all that it lies within on this day."""
        if code not in self._unions:
            self._unions[code] = self.law.places.unions_of(code, self.day)
        return self._unions[code]

    def own(self, policy: Policy, norm: Norm) -> NormInstance:
        """Lay out a norm as it stands where it was made."""
        key = norm.id, None
        if key not in self._made:
            self._made[key] = self._own(policy, norm)
        return self._made[key]

    def local(
        self, policy: Policy, norm: Norm, place: Jurisdiction, adoption: Adoption
    ) -> NormInstance:
        """Lay out a model norm as it was made law in a place."""
        key = norm.id, place.code
        if key not in self._made:
            self._made[key] = self._local(policy, norm, place, adoption)
        return self._made[key]

    def standing_in(
        self, policy: Policy, norm: Norm, place: Jurisdiction, stand_in: StandIn
    ) -> NormInstance:
        """Lay out a model norm as it stands for the unread text of a place."""
        key = norm.id, place.code
        if key not in self._made:
            own, governs = self.own(policy, norm), scope_id(place.code)
            cited = (Citation(stand_in.cite, url=stand_in.url),) if stand_in.cite else ()
            self._made[key] = replace(
                own,
                jurisdiction=place.code,
                weight=Weight.PERSUASIVE,
                verified=weakest(norm.verified, stand_in.verified),
                citations=self._cited((*norm.citations, *cited, *stand_in.citations)),
                governs=governs,
                scope=place.scope,
                per_recipient_scope=self._is_per_recipient(governs, place.scope),
                caveats=(*own.caveats, stand_in.note),
                day_unread=own.day_unread or self._leaves_open(stand_in.period),
                adopted_by=place.layer,
                stands_in=True,
            )
        return self._made[key]

    def _own(self, policy: Policy, norm: Norm) -> NormInstance:
        law, authority = self.law, policy.authority
        kind = own_kind(policy, norm)
        governs, scope = own_scope(law, policy)
        return NormInstance(
            norm=norm,
            policy=policy,
            jurisdiction=authority.jurisdiction,
            kind=kind,
            weight=own_weight(policy, kind),
            verified=norm.verified,
            citations=self._cited(norm.citations),
            governs=governs,
            scope=scope,
            when=when_id(norm.id),
            when_condition=norm.when,
            complied=complied_id(norm.id) if norm.compliance is not None else None,
            compliance=norm.compliance,
            groups=(policy.id,),
            text=norm.text,
            per_recipient=norm_is_per_recipient(norm, law),
            per_recipient_scope=self._is_per_recipient(governs, scope),
            caveats=(norm.caveat,) if norm.caveat else (),
            day=self.day,
            since=_latest(authority.in_force, norm.in_force),
            day_unread=self._leaves_open(authority.in_force, norm.in_force),
            is_later=self.is_later,
        )

    def _local(
        self,
        policy: Policy,
        norm: Norm,
        jurisdiction: Jurisdiction,
        adoption: Adoption,
    ) -> NormInstance:
        law, code = self.law, jurisdiction.code
        governs = scope_id(code)
        local_when = code if adoption.when is not None else None
        local_compliance = code if adoption.compliance is not None else None
        compliance = adoption.compliance or norm.compliance
        rewritten = bool(adoption.text) and adoption.when is not None
        local = (adoption.verified,) if rewritten else (adoption.verified, norm.verified)
        own = Citation(
            adoption.cite, url=adoption.url, quote=adoption.quote, verified=adoption.verified
        )
        groups = [policy.id]
        if local_when or local_compliance:
            groups.append(local_group(policy.id, code))
        caveats = (norm.caveat, adoption.differs, adoption.caveat)
        return NormInstance(
            norm=norm,
            policy=policy,
            jurisdiction=code,
            kind=Kind.COMMENT if norm.kind is Kind.COMMENT else Kind.COURT_RULE,
            weight=Weight.BINDING,
            verified=weakest(*local),
            citations=self._cited((own, *adoption.citations, *norm.citations)),
            governs=governs,
            scope=jurisdiction.scope,
            when=when_id(norm.id, local_when),
            when_condition=adoption.when if adoption.when is not None else norm.when,
            complied=None if compliance is None else complied_id(norm.id, local_compliance),
            compliance=compliance,
            groups=tuple(groups),
            text=adoption.text or norm.text,
            per_recipient=norm_is_per_recipient(norm, law, adoption.when, adoption.compliance),
            per_recipient_scope=self._is_per_recipient(governs, jurisdiction.scope),
            caveats=tuple(caveat for caveat in caveats if caveat),
            day=self.day,
            since=_latest(policy.authority.in_force, norm.in_force, adoption.period),
            day_unread=self._leaves_open(policy.authority.in_force, norm.in_force, adoption.period),
            is_later=self.is_later,
            adopted_by=jurisdiction.layer,
        )

    def _cited(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return cited_on(citations, self.law, self.day)

    def _leaves_open(self, *periods: Period | None) -> bool:
        """Return whether it is not known of one of these periods if it covers the day."""
        return any(one is not None and one.leaves_open(self.day) for one in periods)

    @property
    def is_later(self) -> bool:
        """Return whether this is the law of the later of two days."""
        return self.times == LATER_THAN_SENDING

    def _is_per_recipient(self, governs: str, scope: Scope | None) -> bool:
        if governs not in self._scopes:
            self._scopes[governs] = scope is not None and is_per_recipient(
                scope.when, self.law.per_recipient
            )
        return self._scopes[governs]


class StandingNorm(NamedTuple):
    """
    Where a norm stands, before it is laid out: its place, and the name of its scope.

    `local` is the adoption or the stand-in by which a model norm stands in another place.
    """

    spoken: LawOnDate
    policy: Policy
    norm: Norm
    jurisdiction: str
    governs: str
    local: LocalText | None = None

    @property
    def reach(self) -> str:
        """Return the name under which it is kept how far the law reaches, as of the norm."""
        return later_scope(self.governs) if self.spoken.is_later else self.governs

    def laid_out(self) -> NormInstance:
        """Return the norm as it stands."""
        if self.local is None:
            return self.spoken.own(self.policy, self.norm)
        place = self.spoken.law.jurisdictions[self.jurisdiction]
        if isinstance(self.local, Adoption):
            return self.spoken.local(self.policy, self.norm, place, self.local)
        return self.spoken.standing_in(self.policy, self.norm, place, self.local)


class NumberedNorms(Sequence[NormInstance]):
    """The norms of some days by their number, each laid out when it is first looked at."""

    def __init__(self, days: Sequence[LawOnDate]) -> None:
        self._standing = tuple(one for day in days for one in day.standing)

    def __len__(self) -> int:
        """Count them."""
        return len(self._standing)

    @overload
    def __getitem__(self, number: int) -> NormInstance: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[NormInstance]: ...

    def __getitem__(self, number: int | slice) -> NormInstance | Sequence[NormInstance]:
        """Return the norm of a number."""
        if isinstance(number, slice):
            return tuple(one.laid_out() for one in self._standing[number])
        return self._standing[number].laid_out()

    def __iter__(self) -> Iterator[NormInstance]:
        """Walk over all of them."""
        return (one.laid_out() for one in self._standing)

    def reached(
        self, places: Callable[[date], Collection[str]], apart: Collection[str]
    ) -> Iterator[tuple[int, StandingNorm]]:
        """Return those of the places reached on their day, or of one of the scopes `apart`."""
        reached: dict[date, Collection[str]] = {}
        for number, one in enumerate(self._standing):
            day = one.spoken.day
            if day not in reached:
                reached[day] = places(day)
            if one.jurisdiction in reached[day] or one.governs in apart:
                yield number, one


def later_scope(governs: str) -> str:
    """Return the name of a scope on the later of two days."""
    return f"later:{governs}"


def _latest(*periods: Period | None) -> date | None:
    """Return the day from which all of these periods run."""
    starts = [one.start for one in periods if one is not None and one.start is not None]
    return max(starts, default=None)


def is_unread(place: Jurisdiction, norm: Norm, day: date) -> bool:
    """
    Return whether nothing verified is known of a model norm in a place on a day.

    There the model rule is shown as a baseline and binds nobody. A local text that began
    later took the place of an earlier one, which was not read, unless the model norm is
    itself the novelty that was adopted then.
    """
    if norm.id in place.refusals:
        return False
    adoption = place.adoptions.get(norm.id)
    if adoption is None or adoption.verified is Verification.UNVERIFIED:
        return True
    start = adoption.period.start
    return start is not None and day < start and norm.in_force.start is None


def own_scope(law: Law, policy: Policy) -> tuple[str, Scope | None]:
    """Return the name of the proposition that a policy governs, with its condition."""
    if policy.scope is not None:
        return scope_id(policy.id), policy.scope
    code = policy.authority.jurisdiction
    jurisdiction = law.jurisdictions.get(code)
    return scope_id(code), jurisdiction.scope if jurisdiction else None


def own_kind(policy: Policy, norm: Norm) -> Kind:
    """Return what sort of instrument a norm is where it was made."""
    model = policy.authority.kind is Kind.MODEL_RULE
    return Kind.MODEL_RULE if model else norm.kind


def own_weight(policy: Policy, kind: Kind) -> Weight:
    """Return what a norm is worth where it was made."""
    weight, most = kind.weight, policy.authority.at_most
    return most if most is not None and weight.rank < most.rank else weight
