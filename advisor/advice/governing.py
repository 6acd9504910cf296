"""Whose law governs a scenario, whose may, and whose only persuades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.engine.cross_check import held
from advisor.engine.reference import joined
from advisor.model.conclusions import Remaining
from advisor.model.conditions import is_per_recipient
from advisor.model.opinions import Governing
from advisor.model.proofs import Proof
from advisor.model.propositions import SCOPES, SCOPES_OF_NOBODY, of_nobody, scope_of_nobody_id
from advisor.model.truth import Truth, some
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from advisor.advice.scopes import ScopeIndex
    from advisor.engine.protocols import PropositionAt, Proving
    from advisor.engine.reference import FactView
    from advisor.model.law import Law
    from advisor.model.policies import Scope


@dataclass(frozen=True)
class ScopeTruths:
    """
    How far each scope reaches in one scenario.

    `folded` gives the truth of each scope proposition for the scenario as a whole.
    `named` holds the places that the scenario mentions, with all that they lie within;
    `apart` the scopes that bring in norms of a layer, and never the law of their place.
    """

    proving: Proving
    truths: Mapping[PropositionAt, Truth]
    folded: Mapping[str, Truth]
    named: frozenset[str]
    apart: frozenset[str] = frozenset()
    proofs: dict[PropositionAt, Proof] = field(default_factory=dict)

    @property
    def view(self) -> FactView:
        """Return the scenario and the law as proofs see them."""
        return self.proving.view

    def of(self, proposition: str, who: int | None) -> Truth:
        """Return whether a scope holds, of one recipient where it depends on them."""
        truth = self.truths.get((proposition, who))
        return truth if truth is not None else self.folded.get(proposition, Truth.UNKNOWN)

    def prove(self, proposition: str, scope: Scope | None, who: int | None) -> Proof:
        """Say why a scope holds or does not; each is proved once."""
        key = (proposition, who)
        if key not in self.proofs:
            self.proofs[key] = self._proof(proposition, scope, who)
        return self.proofs[key]

    def _proof(self, proposition: str, scope: Scope | None, who: int | None) -> Proof:
        if scope is None:
            return Proof("fact", Truth.UNKNOWN, label="governs")
        proving = self.proving
        if _asks_of_nobody(scope, self.view):
            name, of_none = scope_of_nobody_id(proposition), of_nobody(scope.when, self.view.law)
            return joined("all", [proving.proof(name, of_none, None)], "governs")
        return _of_scope(
            scope, self.view, who, lambda one: proving.proof(proposition, scope.when, one)
        )


def _asks_of_nobody(scope: Scope, view: FactView) -> bool:
    """Return whether a scope is about recipients, and there are none."""
    return not view.recipients and is_per_recipient(scope.when, view.law.per_recipient)


def _of_scope(
    scope: Scope, view: FactView, who: int | None, prove: Callable[[int | None], Proof]
) -> Proof:
    """Say why a scope holds or does not; for the whole message, of some recipient."""
    if who is None and is_per_recipient(scope.when, view.law.per_recipient):
        return joined("some", [prove(recipient) for recipient in view.recipients], "governs")
    return joined("all", [prove(who)], "governs")


def scope_truths(proving: Proving, scopes: ScopeIndex) -> ScopeTruths:
    """
    Find the truths of all scopes, and fold them over the recipients.

    Of one that depends on them it is asked, without any recipient, what is left of it.
    """
    people = proving.view.recipients
    proving.ask([SCOPES] if people else [SCOPES, SCOPES_OF_NOBODY])
    truths: dict[PropositionAt, Truth] = {}
    folded: dict[str, Truth] = {}
    for owned in scopes.every:
        name, when = owned.proposition, owned.scope.when
        if not owned.per_recipient:
            folded[name] = truths[name, None] = proving.truth(name, when, None)
            continue
        if not people:
            of_none = of_nobody(when, proving.view.law)
            folded[name] = proving.truth(scope_of_nobody_id(name), of_none, None)
            continue
        for who in people:
            truths[name, who] = proving.truth(name, when, who)
        folded[name] = some([truths[name, who] for who in people])
    return ScopeTruths(
        proving, truths, folded, named_places(proving, scopes), frozenset(scopes.apart)
    )


def named_places(proving: Proving, scopes: ScopeIndex) -> frozenset[str]:
    """Return every place that the scenario mentions, and the unions they lay within."""
    scenario, places = proving.view.scenario, proving.view.law.places
    found: set[str] = set()
    for holder in (scenario.facts, *(person.facts for person in scenario.people)):
        for name in scopes.place_facts & holder.keys():
            value = holder[name]
            if isinstance(value, Remaining):
                continue  # several places are left, and none of them was named
            for code in value if isinstance(value, frozenset) else (str(value),):
                if code in places.names:
                    found |= proving.unions_of(code)
    return frozenset(found)


def governing_law(within: ScopeTruths, scopes: ScopeIndex) -> tuple[Governing, ...]:
    """
    Return every jurisdiction whose law governs or may govern, with why.

    An instrument with a scope of its own can bring its jurisdiction in.
    """
    found = []
    for code, owned in scopes.by_jurisdiction.items():
        truths = [within.folded.get(item.proposition, Truth.UNKNOWN) for item in owned]
        truth = some(truths)
        if truth is Truth.FALSE:
            continue
        deciding = owned[truths.index(truth)]
        why = within.prove(deciding.proposition, deciding.scope, None)
        found.append(
            Governing(
                jurisdiction=code,
                name=_name(within.view.law, code),
                truth=truth,
                why=held(why, truth),
                citations=deciding.scope.citations,
                named=code in within.named,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.truth is not Truth.TRUE, not one.named)))


def exposures(within: ScopeTruths) -> tuple[Governing, ...]:
    """Return the places named whose authorities may discipline, whichever law governs."""
    view = within.view
    found = []
    for code, jurisdiction in view.law.jurisdictions.items():
        if jurisdiction.exposure is None or code not in within.named:
            continue
        why = _exposed(jurisdiction.exposure, within.proving)
        if why.truth is Truth.TRUE:
            cited = jurisdiction.exposure.citations
            found.append(Governing(code, jurisdiction.name, why.truth, why, cited))
    return tuple(found)


def _exposed(scope: Scope, proving: Proving) -> Proof:
    if _asks_of_nobody(scope, proving.view):
        return proving.proof_of(of_nobody(scope.when, proving.view.law), None)
    return _of_scope(scope, proving.view, None, lambda one: proving.proof_of(scope.when, one))


def _name(law: Law, code: str) -> str:
    jurisdiction = law.jurisdictions.get(code)
    if jurisdiction is not None:
        return jurisdiction.name
    return law.places.names.get(code, code)
