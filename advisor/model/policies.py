"""A policy: one instrument and the norms that were read in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.authorities import Authority, Citation
    from advisor.model.conditions import Condition
    from advisor.model.norms import Norm
    from advisor.model.vocabulary import DerivedFact

BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class Notice:
    """
    Something to be told with every opinion that it concerns, with its citations.

    `is_essential` tells that even the shortest account of an opinion has to say it.
    """

    says: str
    citations: tuple[Citation, ...] = ()
    is_essential: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """
    A condition of governing, with the citation for it: choice of law is law too.

    `through` names the union that says so for its members: it counts while they belong to it.
    """

    when: Condition
    citations: tuple[Citation, ...] = ()
    through: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """
    One instrument: its authority, its norms and what it says that no norm encodes.

    `scope` is the instrument's own territorial scope; `None` where its jurisdiction's
    serves. `layer` names the folder the policy came from, `bundled` for the shipped law.
    """

    id: str
    title: str
    authority: Authority
    norms: tuple[Norm, ...] = ()
    summary: str = ""
    scope: Scope | None = None
    derived: tuple[DerivedFact, ...] = ()
    untranslatable: tuple[Notice, ...] = ()
    layer: str = BUNDLED
    at: Span | None = field(default=None, compare=False)
