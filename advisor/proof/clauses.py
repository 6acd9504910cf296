"""Gates as clauses: what a solver is asked, with each gate written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

HOLDS = 1
"""The literal that always holds; its negation never does."""


class ClauseBook:
    """
    Clauses over numbered variables, and the gates that stand for combined literals.

    A gate is made equivalent to what it stands for, so that it may be asked either way.
    """

    def __init__(self) -> None:
        self.clauses: list[list[int]] = [[HOLDS]]
        self.top = HOLDS
        self._gates: dict[frozenset[int], int] = {}

    def fresh(self) -> int:
        """Return a new variable."""
        self.top += 1
        return self.top

    def require(self, *literals: int) -> None:
        """Let one of these hold."""
        if HOLDS not in literals:
            self.clauses.append([literal for literal in literals if literal != -HOLDS])

    def all_of(self, literals: Iterable[int]) -> int:
        """Return the literal that holds where all of these do."""
        parts = frozenset(literals) - {HOLDS}
        if not parts:
            return HOLDS
        if -HOLDS in parts or any(-part in parts for part in parts):
            return -HOLDS
        if len(parts) == 1:
            return next(iter(parts))
        gate = self._gates.get(parts)
        if gate is None:
            gate = self._gates[parts] = self.fresh()
            self.clauses.extend([-gate, part] for part in sorted(parts))
            self.clauses.append([gate, *(-part for part in sorted(parts))])
        return gate

    def any_of(self, literals: Iterable[int]) -> int:
        """Return the literal that holds where one of these does."""
        return -self.all_of(-literal for literal in literals)


class Rail(NamedTuple):
    """
    Two literals of a condition: that it is true, and that it is false.

    Neither holds where the condition is unknown.
    """

    true: int
    false: int

    @property
    def negated(self) -> Rail:
        """Return the rails of the opposite."""
        return Rail(self.false, self.true)


ALWAYS = Rail(HOLDS, -HOLDS)
NEVER = ALWAYS.negated
OPEN_RAIL = Rail(-HOLDS, -HOLDS)
