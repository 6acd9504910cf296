"""Whose law governs a scenario, whose may, and whose only persuades."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from advisor.engine.reference import View, prove
from advisor.model.conditions import is_per_recipient
from advisor.model.opinions import Governing
from advisor.model.proofs import Proof
from advisor.model.propositions import SCOPES, scope_id
from advisor.model.truth import Truth, some

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.advice.instances import Instance
    from advisor.engine.port import Truths
    from advisor.model.law import Law
    from advisor.model.policies import Scope
    from advisor.model.scenarios import Scenario

SCOPE_GROUP = SCOPES


@dataclass(frozen=True)
class Reach:
    """
    How far each scope reaches in one scenario.

    `folded` gives the truth of each scope proposition for the scenario as a whole.
    `named` holds the places that the scenario mentions, with all that they lie within.
    """

    view: View
    truths: Truths
    folded: Mapping[str, Truth]
    named: frozenset[str]
    proofs: dict[tuple[str, int | None], Proof] = field(default_factory=dict)

    def of(self, proposition: str, who: int | None) -> Truth:
        """Tell whether a scope holds, of one recipient where it depends on them."""
        one = self.truths.get((proposition, who))
        return one if one is not None else self.folded.get(proposition, Truth.UNKNOWN)

    def prove(self, instance: Instance, who: int | None) -> Proof:
        """Say why the law of a norm governs or does not; each scope is proved once."""
        per_recipient = instance.per_recipient_scope
        key = (instance.governs, who if per_recipient else None)
        if key not in self.proofs:
            self.proofs[key] = prove_scope(
                instance.scope, self.view, key[1], per_recipient=per_recipient
            )
        return self.proofs[key]


def prove_scope(scope: Scope | None, view: View, who: int | None, *, per_recipient: bool) -> Proof:
    """Say why a scope holds or does not; for the whole message, of some recipient."""
    if scope is None:
        return Proof("fact", Truth.UNKNOWN, label="governs")
    if per_recipient and who is None:
        people = view.subjects(per_recipient=True)
        proofs = tuple(prove(scope.when, view, one) for one in people)
        truth = some(proof.truth for proof in proofs)
        return Proof("some", truth, proofs, label="governs")
    proof = prove(scope.when, view, who)
    return Proof("all", proof.truth, (proof,), label="governs")


def reach(view: View, truths: Truths) -> Reach:
    """Fold the truths of all scopes over the recipients."""
    gathered: dict[str, list[Truth]] = {}
    for (proposition, _), truth in truths.items():
        gathered.setdefault(proposition, []).append(truth)
    folded = {proposition: some(found) for proposition, found in gathered.items()}
    for proposition in _per_recipient_scopes(view):
        folded.setdefault(proposition, Truth.FALSE)
    return Reach(view, truths, folded, named_places(view))


def _per_recipient_scopes(view: View) -> tuple[str, ...]:
    """Give the scopes of which, without any recipient, nothing was asked."""
    law = view.law
    scopes = [
        *((code, one.scope) for code, one in law.jurisdictions.items()),
        *((name, one.scope) for name, one in law.policies.items()),
    ]
    return tuple(
        scope_id(owner)
        for owner, scope in scopes
        if scope is not None and is_per_recipient(scope.when, law.per_recipient)
    )


def named_places(view: View) -> frozenset[str]:
    """Give every place that the scenario mentions, and the unions they lay within."""
    found: set[str] = set()
    for place in _places_told(view.scenario, view):
        found |= view.law.places.unions_of(place, view.as_of)
    return frozenset(found)


def _places_told(scenario: Scenario, view: View) -> frozenset[str]:
    """Give every place code among the told facts."""
    places = view.law.places.names
    holders = [scenario.facts, *(person.facts for person in scenario.people)]
    facts = view.law.vocabulary.facts
    found: set[str] = set()
    for holder in holders:
        for name, value in holder.items():
            if name not in facts or facts[name].type.value not in ("place", "places"):
                continue
            codes = value if isinstance(value, frozenset) else {str(value)}
            found |= {code for code in codes if code in places}
    return frozenset(found)


def governing(within: Reach) -> tuple[Governing, ...]:
    """
    Give every jurisdiction whose law governs or may govern, with why.

    An instrument with a scope of its own can bring its jurisdiction in.
    """
    law = within.view.law
    scopes: dict[str, list[tuple[str, Scope]]] = {}
    for code, jurisdiction in law.jurisdictions.items():
        if jurisdiction.scope is not None:
            scopes.setdefault(code, []).append((scope_id(code), jurisdiction.scope))
    for policy in law.policies.values():
        if policy.scope is not None:
            code = policy.authority.jurisdiction
            scopes.setdefault(code, []).append((scope_id(policy.id), policy.scope))
    found = []
    for code, owned in scopes.items():
        truth = some(within.folded.get(name, Truth.UNKNOWN) for name, _ in owned)
        if truth is Truth.FALSE:
            continue
        scope = next(s for n, s in owned if within.folded.get(n) is truth)
        found.append(
            Governing(
                jurisdiction=code,
                name=_name(law, code),
                truth=truth,
                why=_why(scope, within.view),
                citations=scope.citations,
                named=code in within.named,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.truth is not Truth.TRUE, not one.named)))


def exposures(within: Reach) -> tuple[Governing, ...]:
    """Give the places named whose authorities may discipline, whichever law governs."""
    view = within.view
    found = []
    for code, jurisdiction in view.law.jurisdictions.items():
        if jurisdiction.exposure is None or code not in within.named:
            continue
        why = _why(jurisdiction.exposure, view)
        if why.truth is Truth.TRUE:
            cited = jurisdiction.exposure.citations
            found.append(Governing(code, jurisdiction.name, why.truth, why, cited))
    return tuple(found)


def _why(scope: Scope, view: View) -> Proof:
    per_recipient = is_per_recipient(scope.when, view.law.per_recipient)
    return prove_scope(scope, view, None, per_recipient=per_recipient)


def _name(law: Law, code: str) -> str:
    jurisdiction = law.jurisdictions.get(code)
    if jurisdiction is not None:
        return jurisdiction.name
    return law.places.names.get(code, code)
