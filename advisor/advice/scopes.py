"""The conditions of governing of a whole law, sorted once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.model.authorities import ALWAYS_IN_FORCE, Kind
from advisor.model.conditions import is_per_recipient
from advisor.model.propositions import scope_id
from advisor.model.vocabulary import FactType
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from advisor.model.authorities import Period
    from advisor.model.law import Law
    from advisor.model.policies import Scope

_PLACES = (FactType.PLACE, FactType.PLACES)


@dataclass(frozen=True)
class OwnedScope:
    """
    A condition of governing, with the name of its proposition.

    `force` is when the instrument speaks that it stands in; `None` for a draft.
    """

    proposition: str
    scope: Scope
    per_recipient: bool
    force: Period | None = ALWAYS_IN_FORCE


@dataclass(frozen=True)
class ScopeIndex:
    """
    All conditions of governing by jurisdiction, its own before those of instruments.

    `apart` are those of instruments that a layer adds to a place of another layer, by
    their propositions: each brings in its own norms, and never the law of the place.
    `place_facts` names the facts whose values are places.
    """

    by_jurisdiction: Mapping[str, tuple[OwnedScope, ...]]
    apart: Mapping[str, OwnedScope]
    place_facts: frozenset[str]

    @property
    def every(self) -> Iterator[OwnedScope]:
        """Walk over all of them."""
        for owned in self.by_jurisdiction.values():
            yield from owned
        yield from self.apart.values()

    def on(self, day: date, unions_of: Callable[[str], frozenset[str]]) -> ScopeIndex:
        """
        Return those that bring law in on a day: what is not in force governs nothing.

        `unions_of` tells what places lie within on that day.
        """
        speaking = {
            code: tuple(item for item in owned if _speaks(item, code, day, unions_of))
            for code, owned in self.by_jurisdiction.items()
        }
        return replace(
            self, by_jurisdiction={code: owned for code, owned in speaking.items() if owned}
        )

    @classmethod
    def of(cls, law: Law) -> ScopeIndex:
        """Sort the conditions of governing of a law."""
        sorted_in: dict[str, tuple[OwnedScope, ...]] = {}
        apart: dict[str, OwnedScope] = {}
        scopes = [
            *(
                (code, code, one.scope, one.layer, ALWAYS_IN_FORCE)
                for code, one in law.jurisdictions.items()
            ),
            *(
                (
                    policy.authority.jurisdiction,
                    name,
                    policy.scope,
                    policy.layer,
                    None if policy.authority.kind is Kind.DRAFT else policy.authority.in_force,
                )
                for name, policy in law.policies.items()
            ),
        ]
        for code, owner, scope, layer, force in scopes:
            if scope is None:
                continue
            per_recipient = is_per_recipient(scope.when, law.per_recipient)
            owned = OwnedScope(scope_id(owner), scope, per_recipient, force)
            if layer == law.layer_of_place(code):
                sorted_in[code] = (*sorted_in.get(code, ()), owned)
            else:
                apart[owned.proposition] = owned
        return cls(
            by_jurisdiction=sorted_in,
            apart=apart,
            place_facts=frozenset(
                name for name, fact in law.vocabulary.facts.items() if fact.type in _PLACES
            ),
        )


def _speaks(
    owned: OwnedScope, code: str, day: date, unions_of: Callable[[str], frozenset[str]]
) -> bool:
    if owned.force is None or not owned.force.covers(day):
        return False
    through = owned.scope.through
    return not through or through in unions_of(code)
