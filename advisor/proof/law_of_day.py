"""One day of law over all possible scenarios, ready to be asked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from advisor.advice.norms_in_force import LawOnDate
from advisor.advice.scopes import ScopeIndex
from advisor.proof.answers import answered
from advisor.proof.norm_rails import NormEncoder, only_persuades
from advisor.proof.rails import RECIPIENTS, RailEncoder
from advisor.proof.solver import ProofSolver
from advisor.proof.witnesses import WitnessFinder

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.scenarios import Scenario
    from advisor.proof.answers import ExpectedConflict, ExpectedOutcome
    from advisor.proof.law_tests import LawTests


class ProvableDay:
    """The law of one day, encoded once; see `RailEncoder` for what scenarios it speaks of."""

    def __init__(
        self,
        corpus: Corpus,
        day: date,
        tests: LawTests,
        people: int = RECIPIENTS,
        *,
        beside: ProvableDay | None = None,
    ) -> None:
        self.corpus = corpus
        self.day = day
        self.tests = tests
        self.people = people
        self.beside = beside
        self.spoken = LawOnDate(corpus.law, day)

    @cached_property
    def encoder(self) -> RailEncoder:
        """Return the scenarios of the day."""
        beside = None if self.beside is None else self.beside.encoder
        return RailEncoder(self.corpus.law, self.day, self.tests, self.people, beside=beside)

    @cached_property
    def norms(self) -> NormEncoder:
        """Return the norms of the day over these scenarios."""
        return NormEncoder(self.encoder, self.spoken)

    @cached_property
    def scopes(self) -> ScopeIndex:
        """Return the conditions of governing that bring law in on the day."""
        return ScopeIndex.of(self.corpus.law).on(self.day, self.spoken.unions_of)

    @cached_property
    def solver(self) -> ProofSolver:
        """Return the solver of these scenarios."""
        return ProofSolver(self.encoder.book) if self.beside is None else self.beside.solver

    @cached_property
    def witnesses(self) -> WitnessFinder:
        """Return what finds the smallest of these scenarios."""
        return WitnessFinder(self.encoder)

    @cached_property
    def governing(self) -> tuple[NormInstance, ...]:
        """Return the norms that can govern, each where it stands, but models that stand in."""
        return tuple(
            one for one in self.spoken.instances if not one.stands_in and not only_persuades(one)
        )

    @cached_property
    def elsewhere(self) -> tuple[NormInstance, ...]:
        """Return the norms that only persuade, where they were made."""
        return tuple(one for one in self.spoken.instances if only_persuades(one))

    @cached_property
    def standing_in(self) -> tuple[NormInstance, ...]:
        """Return the models that stand for texts which were not read."""
        return tuple(one for one in self.spoken.instances if one.stands_in)

    def any_of(self, instance: NormInstance, literal: str) -> int:
        """Return a literal of a norm, by its name, for one of its subjects at least."""
        found: list[int] = [getattr(one, literal) for one in self.norms.each(instance)]
        return self.encoder.book.any_of(found)

    def can(self, *literals: int) -> bool:
        """Return whether all of these can be so at once."""
        return self.solver.can(*literals)

    def witness(
        self,
        *literals: int,
        title: str,
        expectations: tuple[ExpectedOutcome | ExpectedConflict, ...] = (),
    ) -> Scenario | None:
        """Return the smallest scenario of all these, answered again by both evaluators."""
        scenario = self.witnesses.find(*literals, title=title)
        if scenario is not None:
            answered(self.corpus, scenario, expectations)
        return scenario

    def close(self) -> None:
        """Let go of the solver, where one was asked."""
        if "solver" in self.__dict__:
            self.solver.close()
