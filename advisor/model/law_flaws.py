"""What reasoning over every possible scenario found in a body of law."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from advisor.values import dataclass, field

if TYPE_CHECKING:
    from datetime import date

    from advisor.diagnostics import Span
    from advisor.model.scenarios import Scenario

ReviewKey: TypeAlias = "tuple[FlawKind, frozenset[str]]"
"""What a review is about: a kind of flaw, and the names that it concerns, in no order."""


class FlawKind(Enum):
    """A kind of flaw, by the name under which a review accepts it."""

    NEVER_APPLIES = "never-applies"
    NEVER_DISREGARDED = "never-breached"
    NEVER_MET = "never-met"
    SWALLOWED = "swallowed-by-exception"
    IDLE_EXCEPTION = "idle-exception"
    SUBSUMED = "subsumed"
    IDLE_CONDITION = "idle-condition"
    ALWAYS_CONFLICT = "always-conflict"
    CONFLICT = "can-conflict"
    NEVER_GOVERNED = "never-governed"
    GAP = "days-without-law"
    NEVER_HOLDS = "never-holds"
    MISSED_CONTRADICTION = "missed-contradiction"

    @property
    def is_error(self) -> bool:
        """Return whether law with it cannot be meant so."""
        return self not in _NOTES


_NOTES = frozenset(
    {FlawKind.IDLE_EXCEPTION, FlawKind.SUBSUMED, FlawKind.IDLE_CONDITION, FlawKind.CONFLICT}
)


@dataclass(frozen=True, slots=True)
class FlawReview:
    """That somebody looked at a flaw and accepts it: who, when and why."""

    kind: FlawKind
    subjects: frozenset[str]
    because: str
    by: str
    on: date
    at: Span

    @property
    def key(self) -> ReviewKey:
        """Return what it is about."""
        return self.kind, self.subjects


@dataclass(frozen=True, slots=True)
class LawFlaw:
    """
    One flaw, with the first day on which it was found and the last.

    `subjects` are the norms, places, facts or relations that it concerns, `places` where
    these stand. `witness` is the smallest scenario that shows it, answered again by a whole
    opinion; `None` where it is that there is none, which is then proved.
    """

    kind: FlawKind
    subjects: tuple[str, ...]
    says: str
    day: date
    until: date
    places: tuple[str, ...] = ()
    witness: Scenario | None = None
    at: Span | None = field(default=None, compare=False)
    review: FlawReview | None = None

    @property
    def key(self) -> ReviewKey:
        """Return what a review of it would be about."""
        return self.kind, frozenset(self.subjects)
