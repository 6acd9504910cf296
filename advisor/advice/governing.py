"""Whose law governs a scenario, whose may, and whose only persuades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.engine.reference import FactView, prove
from advisor.model.conditions import is_per_recipient
from advisor.model.opinions import Governing
from advisor.model.proofs import Proof
from advisor.model.truth import Truth, some
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.advice.scopes import ScopeIndex
    from advisor.engine.protocols import Truths
    from advisor.model.law import Law
    from advisor.model.policies import Scope


@dataclass(frozen=True)
class ScopeTruths:
    """
    How far each scope reaches in one scenario.

    `folded` gives the truth of each scope proposition for the scenario as a whole.
    `named` holds the places that the scenario mentions, with all that they lie within.
    """

    view: FactView
    truths: Truths
    folded: Mapping[str, Truth]
    named: frozenset[str]
    proofs: dict[tuple[str, int | None], Proof] = field(default_factory=dict)

    def of(self, proposition: str, who: int | None) -> Truth:
        """Tell whether a scope holds, of one recipient where it depends on them."""
        one = self.truths.get((proposition, who))
        return one if one is not None else self.folded.get(proposition, Truth.UNKNOWN)

    def prove(self, proposition: str, scope: Scope | None, who: int | None) -> Proof:
        """Say why a scope holds or does not; each is proved once."""
        key = (proposition, who)
        if key not in self.proofs:
            self.proofs[key] = prove_scope(scope, self.view, who)
        return self.proofs[key]


def prove_scope(scope: Scope | None, view: FactView, who: int | None) -> Proof:
    """Say why a scope holds or does not; for the whole message, of some recipient."""
    if scope is None:
        return Proof("fact", Truth.UNKNOWN, label="governs")
    if who is None and is_per_recipient(scope.when, view.law.per_recipient):
        people = view.subjects(per_recipient=True)
        proofs = tuple(prove(scope.when, view, one) for one in people)
        truth = some(proof.truth for proof in proofs)
        return Proof("some", truth, proofs, label="governs")
    proof = prove(scope.when, view, who)
    return Proof("all", proof.truth, (proof,), label="governs")


def scope_truths(view: FactView, truths: Truths, scopes: ScopeIndex) -> ScopeTruths:
    """
    Fold the truths of all scopes over the recipients.

    Of a scope that depends on them, without any recipient, nothing was asked: it is false.
    """
    gathered: dict[str, list[Truth]] = {}
    for (proposition, _), truth in truths.items():
        gathered.setdefault(proposition, []).append(truth)
    folded = {proposition: some(found) for proposition, found in gathered.items()}
    for proposition in scopes.per_recipient:
        folded.setdefault(proposition, Truth.FALSE)
    return ScopeTruths(view, truths, folded, named_places(view, scopes))


def named_places(view: FactView, scopes: ScopeIndex) -> frozenset[str]:
    """Give every place that the scenario mentions, and the unions they lay within."""
    scenario, places = view.scenario, view.law.places
    found: set[str] = set()
    for holder in (scenario.facts, *(person.facts for person in scenario.people)):
        for name in scopes.place_facts & holder.keys():
            value = holder[name]
            for code in value if isinstance(value, frozenset) else (str(value),):
                if code in places.names:
                    found |= places.unions_of(code, view.as_of)
    return frozenset(found)


def governing_law(within: ScopeTruths, scopes: ScopeIndex) -> tuple[Governing, ...]:
    """
    Give every jurisdiction whose law governs or may govern, with why.

    An instrument with a scope of its own can bring its jurisdiction in.
    """
    found = []
    for code, owned in scopes.by_jurisdiction.items():
        truths = [within.folded.get(one.proposition, Truth.UNKNOWN) for one in owned]
        truth = some(truths)
        if truth is Truth.FALSE:
            continue
        deciding = owned[truths.index(truth)]
        found.append(
            Governing(
                jurisdiction=code,
                name=_name(within.view.law, code),
                truth=truth,
                why=within.prove(deciding.proposition, deciding.scope, None),
                citations=deciding.scope.citations,
                named=code in within.named,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.truth is not Truth.TRUE, not one.named)))


def exposures(within: ScopeTruths) -> tuple[Governing, ...]:
    """Give the places named whose authorities may discipline, whichever law governs."""
    view = within.view
    found = []
    for code, jurisdiction in view.law.jurisdictions.items():
        if jurisdiction.exposure is None or code not in within.named:
            continue
        why = prove_scope(jurisdiction.exposure, view, None)
        if why.truth is Truth.TRUE:
            cited = jurisdiction.exposure.citations
            found.append(Governing(code, jurisdiction.name, why.truth, why, cited))
    return tuple(found)


def _name(law: Law, code: str) -> str:
    jurisdiction = law.jurisdictions.get(code)
    if jurisdiction is not None:
        return jurisdiction.name
    return law.places.names.get(code, code)
