"""What an executor offers, and what those are offered who ask about one scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from advisor.model.truth import Truth

if TYPE_CHECKING:
    from datetime import date

    from advisor.engine.closure.closing import ScenarioCloser
    from advisor.engine.reference import FactView
    from advisor.model.conclusions import ClosedScenario, Conclusion
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.proofs import Proof
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

PropositionAt: TypeAlias = "tuple[str, int | None]"
"""A proposition's id and the index of a recipient; `None` for the whole message."""

Truths: TypeAlias = Mapping[PropositionAt, Truth]


class Evaluation(Protocol):
    """One scenario on one day, its derived facts found once."""

    def truths(self, groups: Sequence[str]) -> Truths:
        """
        Find every proposition of these groups.

        Raises `EngineFailure` naming the norm where no answer can be had.
        """
        ...


class Engine(Protocol):
    """An executor for a fixed law, safe to use from many threads."""

    @property
    def version(self) -> str:
        """Return the name of the engine and its version, as a receipt shows it."""
        ...

    def evaluate(self, scenario: Scenario, as_of: date) -> Evaluation:
        """Take up one scenario on one day."""
        ...


class Proving(Protocol):
    """
    One scenario on one day, of which nothing is told that only one evaluator found.

    All that finds or shows a truth raises `EngineFailure` on disagreement.
    """

    @property
    def view(self) -> FactView:
        """Return what the proofs see of the scenario."""
        ...

    def ask(self, groups: Sequence[str]) -> None:
        """Let the engine find the propositions of these groups, for `truth`."""
        ...

    def truth(self, proposition: str, condition: Condition, who: int | None) -> Truth:
        """Find a proposition of which the engine was asked, by the condition it stands for."""
        ...

    def truth_of(self, condition: Condition, who: int | None) -> Truth:
        """Find a condition that is no proposition of the law."""
        ...

    def proof(self, proposition: str, condition: Condition, who: int | None) -> Proof:
        """Show why a proposition has the truth that was found of it."""
        ...

    def proof_of(self, condition: Condition, who: int | None) -> Proof:
        """Show why a condition has the truth that was found of it."""
        ...

    def hold_reasons(self) -> None:
        """Hold every part of all proofs that were given to what the engine's side finds."""
        ...

    def unions_of(self, code: str) -> frozenset[str]:
        """Return a place and all that it lies within on the day."""
        ...

    def otherwise(self, fact: str, value: Value, who: int | None) -> Proving:
        """Take up the same scenario with one fact told otherwise."""
        ...


class CheckedEngine(Protocol):
    """Two evaluators of one law as one, safe to use from many threads."""

    @property
    def version(self) -> str:
        """Return the name of the evaluator that answers and its version, as a receipt shows it."""
        ...

    @property
    def checked_by(self) -> str:
        """Return the name of the evaluator that checks."""
        ...

    @property
    def closer(self) -> ScenarioCloser:
        """Return what closes scenarios under the law, one or many in lanes."""
        ...

    def close(self, scenario: Scenario, as_of: date) -> ClosedScenario:
        """Return what follows from a scenario; raises `EngineFailure` on disagreement."""
        ...

    def evaluate(
        self, scenario: Scenario, as_of: date, conclusions: Sequence[Conclusion] = ()
    ) -> Proving:
        """Take up one closed scenario on one day, with what was concluded of it."""
        ...

    def under(self, law: Law) -> CheckedEngine:
        """Return the same evaluators for a part of their law."""
        ...
