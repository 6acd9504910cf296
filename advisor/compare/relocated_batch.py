"""The same scenarios told as if everything in them happened in one place after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.compare.assume_governing_law import home_value
from advisor.compare.solutions import ToldFacts, fact_ref, told_leaves
from advisor.engine.reference import evaluate_test
from advisor.facts.place_names import PLACE_TYPES
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.advice.norms_in_force import NormInstance
    from advisor.compare.batch_answers import BatchHearing, Panel
    from advisor.model.conditions import Test
    from advisor.model.truth import Truth
    from advisor.model.vocabulary import Fact


@dataclass(frozen=True)
class Home:
    """The facts about places on which norms or their governing turn, and the norms' tests."""

    facts: tuple[Fact, ...]
    tests: tuple[tuple[Fact, Test], ...]

    @classmethod
    def of(cls, panel: Panel, norms: Sequence[NormInstance]) -> Home:
        """Look through some norms."""
        leaves = [leaf for one in norms for leaf in told_leaves(one, panel.law)]
        names = {one.name for one in panel.places} | {leaf.fact for leaf in leaves}
        vocabulary = panel.law.vocabulary.facts.values()
        facts = {
            item.name: item
            for item in vocabulary
            if item.name in names and item.type in PLACE_TYPES
        }
        asked = dict.fromkeys((leaf.fact, leaf.test) for leaf in leaves if leaf.fact in facts)
        return cls(tuple(facts.values()), tuple((facts[name], test) for name, test in asked))


@dataclass(frozen=True)
class Hearings:
    """The same scenarios put to some norms, at home in one place after another."""

    panel: Panel
    norms: tuple[NormInstance, ...]
    ground: ToldFacts
    told: tuple[ToldFacts, ...]
    home: Home
    _found: dict[tuple[Truth, ...], BatchHearing] = field(default_factory=dict)

    def of(self, code: str) -> BatchHearing:
        """
        Return the hearing in which every place is one place.

        Places that the norms do not tell apart share one.
        """
        places, day = self.panel.law.places, self.panel.day
        key = tuple(
            evaluate_test(test, home_value(fact, code), places, day)
            for fact, test in self.home.tests
        )
        if key not in self._found:
            told = {fact_ref(fact.name): home_value(fact, code) for fact in self.home.facts}
            self._found[key] = self.panel.hearing(self.told, self.norms, {**self.ground, **told})
        return self._found[key]
