"""Where the law turns: steps from a scenario across which a norm stops, or starts, to bite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.advice.norms_in_force import NormInstance
    from advisor.advice.variants.analysis import NormOutcomes
    from advisor.engine.bitset.variants import Variant
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value
    from advisor.training.edits import EditedFact, ScenarioEdit


@dataclass(frozen=True, slots=True)
class DecisionBoundary:
    """A step across which one norm turns, as to one recipient or the whole message."""

    step: ScenarioEdit
    instance: NormInstance
    who: int | None

    @property
    def act(self) -> str:
        """Return the name of the act that the norm is about."""
        return self.instance.norm.act


def decision_boundaries(
    corpus: Corpus, scenario: Scenario, day: date, near: Sequence[ScenarioEdit]
) -> Iterator[DecisionBoundary]:
    """
    Find the boundaries among some steps, all of them at once.

    Only norms that are settled on both sides count. What is found is a candidate: other
    norms on the same act may still answer the same on both sides.
    """
    moved = [item for item in near if item.place is not None]
    variants = [{}, *map(_variant, moved)]
    outlook = corpus.prospects.outlook(scenario, day, variants)
    each = outlook.lanes.each
    for standing in outlook.standings:
        if standing.instance.norm.modality.leaves_open:
            continue
        for who in range(each if standing.personal else 1):
            yield from _turning(standing, who, moved, each)


def _variant(step: ScenarioEdit) -> Variant:
    """Return a step as a variant, with the told facts untold that it overtakes."""
    told: dict[EditedFact, Value | None] = dict.fromkeys(step.overtaken)
    if step.place is not None:
        told[step.place] = step.after
    return told


def _turning(
    standing: NormOutcomes, who: int, moved: Sequence[ScenarioEdit], each: int
) -> Iterator[DecisionBoundary]:
    if standing.unsettled >> who & 1 or not standing.concerned >> who & 1:
        return
    here = standing.against >> who & 1
    for number, step in enumerate(moved, 1):
        at = number * each + who
        if standing.unsettled >> at & 1:
            continue
        if standing.against >> at & 1 != here:
            yield DecisionBoundary(step, standing.instance, who if standing.personal else None)
