"""The generated evaluator: conditions as Python over bits, one scenario or many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.engine.bitset.compile_cache import ProgramCache
from advisor.engine.bitset.evaluation import SingleEvaluation
from advisor.engine.bitset.variants import VariantEvaluation
from advisor.engine.closure.closing import ScenarioCloser

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from advisor.engine.bitset.variants import Variant
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario

BITSET_VERSION = "planes"


class BitsetEngine:
    """
    Evaluate a law by functions generated from its conditions.

    Safe to use from many threads. With `patience` a group of propositions is walked as it
    stands the first so many times, and its function is generated only then: a command
    that answers once need not wait for what it will not use again. A `closer` made for the same
    law may be shared.
    """

    def __init__(
        self, law: Law, *, patience: int = 0, closer: ScenarioCloser | None = None
    ) -> None:
        self._programs = ProgramCache(law, patience=patience)
        self._closer = closer or ScenarioCloser(law)

    @property
    def version(self) -> str:
        """Return the name of the engine, as a receipt shows it."""
        return BITSET_VERSION

    def evaluate(self, scenario: Scenario, as_of: date) -> SingleEvaluation:
        """Take up one scenario on one day."""
        return SingleEvaluation(self._programs, scenario, as_of)

    def evaluate_many(
        self,
        scenario: Scenario,
        as_of: date,
        variants: Sequence[Variant],
        closed_on: date | None = None,
    ) -> VariantEvaluation:
        """
        Take up many variants of one scenario on one day, all at once.

        A variant maps facts, each with the index of its recipient or `None`, to what is
        told instead; an empty one is the scenario itself. Of each variant all that follows
        is found too, by what lay within what on the day `closed_on`, where it is another.
        """
        index = self._closer.index(closed_on or as_of) if self._closer.relates else None
        return VariantEvaluation(self._programs, scenario, as_of, variants, index)
