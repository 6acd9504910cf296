"""Everything the files say, together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from advisor.model.places import Places
from advisor.model.policies import BUNDLED
from advisor.model.vocabulary import Vocabulary
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.model.cases import Case, RelationCase
    from advisor.model.jurisdictions import Jurisdiction
    from advisor.model.norms import Norm
    from advisor.model.policies import Policy


@dataclass(frozen=True, slots=True)
class Law:
    """
    Vocabulary, policies, jurisdictions and places, with one hash over the files.

    `hash` is `sha256:` and hex digits over the paths and bytes of every law file, cases
    omitted. `per_recipient` names the derived facts that differ from one recipient to
    the next.
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary, repr=False)
    policies: Mapping[str, Policy] = field(default_factory=dict, repr=False)
    jurisdictions: Mapping[str, Jurisdiction] = field(default_factory=dict, repr=False)
    places: Places = field(default_factory=Places, repr=False)
    cases: tuple[Case, ...] = field(default=(), repr=False)
    relation_cases: tuple[RelationCase, ...] = field(default=(), repr=False)
    hash: str = ""
    layers: tuple[str, ...] = ()
    per_recipient: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def base(self) -> str:
        """Return the lowest layer: the law over which the others are laid."""
        return self.layers[0] if self.layers else BUNDLED

    def layer_of_place(self, code: str) -> str:
        """Return the layer that tells whose law a place has; the lowest where none does."""
        jurisdiction = self.jurisdictions.get(code)
        return self.base if jurisdiction is None else jurisdiction.layer

    def norm(self, norm_id: str) -> Norm | None:
        """Find a norm by its id, `policy#name`."""
        policy = self.policies.get(norm_id.partition("#")[0])
        if policy is None:
            return None
        return next((norm for norm in policy.norms if norm.id == norm_id), None)
