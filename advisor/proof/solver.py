"""Questions put to a solver: whether something can be, and the smallest scenario in which it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF
from pysat.solvers import Solver

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from advisor.proof.clauses import ClauseBook

_SOLVER = "cadical153"


class ProofSolver:
    """One solver over a book of clauses that grows."""

    def __init__(self, book: ClauseBook) -> None:
        self.book = book
        self._solver = Solver(name=_SOLVER)
        self._given = 0
        self.asked = 0

    def can(self, *literals: int) -> bool:
        """Return whether all of these can hold in a possible scenario; no is a proof."""
        new = self.book.clauses[self._given :]
        if new:
            self._solver.append_formula(new)
            self._given += len(new)
        self.asked += 1
        return bool(self._solver.solve(assumptions=list(literals)))

    def held(self) -> frozenset[int]:
        """Return the literals that hold in the scenario that was found last."""
        return frozenset(self._solver.get_model() or ())

    def close(self) -> None:
        """Let go of the solver's memory."""
        self._solver.delete()


def cheapest(
    book: ClauseBook, literals: Iterable[int], costs: Mapping[int, int]
) -> frozenset[int] | None:
    """
    Return the literals of a cheapest scenario in which all of these hold; `None` without any.

    `costs` says what it costs that a literal holds.
    """
    formula = WCNF()
    formula.hard = [*book.clauses, *([literal] for literal in literals)]
    formula.nv = book.top
    for literal, cost in costs.items():
        formula.append([-literal], weight=cost)
    with RC2(formula) as solver:
        model = solver.compute()
    return None if model is None else frozenset(model)
