"""How likely each answer to a question is, for want of anything that tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.model.places import NOWHERE
from advisor.model.vocabulary import FactType
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.interview.questions import AskedFact
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

LIKELY = 0.8
"""What is usual, or a place that was named already, against all other answers together."""


@dataclass(frozen=True)
class AnswerWeights:
    """
    Weighs the answers to questions about one scenario.

    A value that a fact usually has is as likely as `LIKELY` says, and where none is usual
    a place that was named already; *nowhere* is as likely as all places together; of all
    other answers each is as likely as the next.
    """

    law: Law
    scenario: Scenario
    usual: Mapping[AskedFact, Value]

    def expected(
        self, place: AskedFact, values: Sequence[Value | None], counts: Sequence[int]
    ) -> float | None:
        """Return the mean of what stays open after each of some answers; `None` without any."""
        weights = self.weights(place, values)
        total = sum(weights)
        if not total:
            return float(counts[0]) if counts else None
        return sum(weight * count for weight, count in zip(weights, counts, strict=True)) / total

    def weights(self, place: AskedFact, values: Sequence[Value | None]) -> list[float]:
        """Return how likely each of some answers to one question is."""
        plain = [len(values) - 1.0 if value == NOWHERE else 1.0 for value in values]
        usual = self.usual.get(place)
        favoured = [value == usual for value in values]
        if usual is None or not any(favoured):
            favoured = [self._is_named(value) for value in values]
        if not any(favoured) or all(favoured):
            return plain
        much = sum(weight for weight, named in zip(plain, favoured, strict=True) if named)
        rest = sum(plain) - much
        return [
            weight * (LIKELY / much if named else (1 - LIKELY) / rest)
            for weight, named in zip(plain, favoured, strict=True)
        ]

    def _is_named(self, value: Value | None) -> bool:
        if isinstance(value, frozenset):
            return bool(value) and value <= self._named
        return isinstance(value, str) and value in self._named

    @cached_property
    def _named(self) -> frozenset[str]:
        """Return the places that were told of anything."""
        facts = self.law.vocabulary.facts
        told = [*self.scenario.facts.items()]
        for person in self.scenario.people:
            told += person.facts.items()
        codes: set[str] = set()
        for name, value in told:
            fact = facts.get(name)
            if fact is None or fact.type not in (FactType.PLACE, FactType.PLACES):
                continue
            if isinstance(value, frozenset):
                codes |= value
            elif isinstance(value, str):
                codes.add(value)
        return frozenset(codes) - {NOWHERE}
