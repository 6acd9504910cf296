"""Which norms are heard in one scenario: those that may govern, and those that persuade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.advice.norms_in_force import own_kind, own_scope, own_weight
from advisor.engine.reference import evaluate
from advisor.model.authorities import Kind, Weight
from advisor.model.conditions import All, Leaf
from advisor.model.propositions import scope_id
from advisor.model.truth import Truth
from advisor.model.vocabulary import RECIPIENT

if TYPE_CHECKING:
    from collections.abc import Collection

    from advisor.advice.governing import ScopeTruths
    from advisor.advice.norms_in_force import LawOnDate, NormInstance
    from advisor.model.conditions import Condition
    from advisor.model.norms import Norm
    from advisor.model.policies import Policy


class NormSelection:
    """
    The norms that one scenario calls: `here` those that may govern, `abroad` the others.

    `standing_in` are models that stand for texts which may govern and were not read.

    Whose law it is is asked first, then what each norm is about; only what is left is
    laid out. `in_play` names the places whose law governs or may.
    """

    def __init__(
        self, within: ScopeTruths, in_play: Collection[str], spoken: LawOnDate, *, everything: bool
    ) -> None:
        self.within = within
        self.law = within.view.law
        self.in_play = in_play
        self.spoken = spoken
        self.everything = everything
        self.here: list[NormInstance] = []
        self.standing_in: list[NormInstance] = []
        self.abroad: list[NormInstance] = []
        self._kin: dict[str, tuple[str, ...]] = {}
        self._settled: dict[int, bool] = {}
        self._adopters = [
            place
            for code, place in self.law.jurisdictions.items()
            if (place.adoptions or place.stand_ins) and self._reaches(code, scope_id(code))
        ]
        for policy, norms in spoken.policies:
            self._hear(policy, norms)

    def _hear(self, policy: Policy, norms: tuple[Norm, ...]) -> None:
        code = policy.authority.jurisdiction
        kin = self._kin_of(code)
        adopters = self._adopters if policy.authority.kind is Kind.MODEL_RULE else ()
        may_reach = code in self.in_play or policy.scope is not None
        reaches = may_reach and self._reaches(code, own_scope(self.law, policy)[0])
        if not (reaches or kin or adopters):
            return
        for norm in norms:
            kind = own_kind(policy, norm)
            governs = reaches and own_weight(policy, kind) is not Weight.PERSUASIVE
            if (governs or self._persuades(norm, kind, code, kin)) and self._may(norm.when):
                heard = self.here if governs else self.abroad
                heard.append(self.spoken.own(policy, norm))
            for place in adopters:
                adoption = self.spoken.adoption(norm, place)
                if adoption is not None:
                    if self._may(adoption.when or norm.when):
                        self.here.append(self.spoken.local(policy, norm, place, adoption))
                elif (stand_in := self.spoken.stand_in(norm, place)) is not None and self._may(
                    norm.when
                ):
                    self.standing_in.append(self.spoken.standing_in(policy, norm, place, stand_in))

    def _reaches(self, code: str, governs: str) -> bool:
        """Return whether the law of a place, by one of its scopes, governs or may."""
        truth = self.within.folded.get(governs, Truth.UNKNOWN)
        if governs in self.within.apart:
            is_open = truth is Truth.UNKNOWN and code in self.within.named
            return truth is Truth.TRUE or is_open
        return code in self.in_play and truth is not Truth.FALSE

    def _persuades(self, norm: Norm, kind: Kind, code: str, kin: tuple[str, ...]) -> bool:
        """Return whether law of another place is read here: a model where nothing else was."""
        if not (kin and kind.persuades_elsewhere):
            return False
        if kind is not Kind.MODEL_RULE:
            return True
        places = self.law.jurisdictions
        return any(
            self.spoken.is_bare(norm, places[item])
            for item in kin
            if item != code and item in places
        )

    def _kin_of(self, code: str) -> tuple[str, ...]:
        """Return the jurisdictions in play that share a union with one; all if none is."""
        if code not in self._kin:
            unions_of = self.spoken.unions_of
            unions = unions_of(code)
            found = [item for item in self.in_play if not unions.isdisjoint(unions_of(item))]
            every_one = () if self.in_play else tuple(self.law.jurisdictions)
            self._kin[code] = tuple(found) or every_one
        return self._kin[code]

    def _may(self, condition: Condition) -> bool:
        """
        Return whether a condition may hold, by its tests of the message as a whole.

        Most norms begin with them (sent or received, tracked or not), so that most law can
        be passed over before an engine is asked.
        """
        if self.everything:
            return True
        return all(
            map(self._may_part, condition.of if isinstance(condition, All) else (condition,))
        )

    def _may_part(self, part: Condition) -> bool:
        # Many norms share a test; the law outlives this, so an id stands for one of them.
        if id(part) not in self._settled:
            self._settled[id(part)] = not (
                isinstance(part, Leaf)
                and part.entity != RECIPIENT
                and part.fact not in self.law.vocabulary.derived
                and self._fails(part)
            )
        return self._settled[id(part)]

    def _fails(self, test: Leaf) -> bool:
        # What holds or is open is found once more with its norm; what fails is only here.
        proving = self.within.proving
        fails = evaluate(test, proving.view) is Truth.FALSE
        return fails and proving.truth_of(test, None) is Truth.FALSE
