"""Stories to make pairs from: the facts of cases, told of their own place or of another."""

from __future__ import annotations

from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from advisor.training.relocation import codes, home, moved, siblings
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from advisor.model.cases import Case
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario

_ELSEWHERE = 0.4


@dataclass(frozen=True)
class ScenarioSampler:
    """The cases of a law as stories, those near the place that is wanted (if any) first."""

    law: Law
    code: str | None

    def draw(self, rng: Random) -> Case:
        """Draw a case; every policy has the same chance, however many cases it has."""
        return rng.choice(self.by_policy[rng.choice(list(self.by_policy))])

    @cached_property
    def by_policy(self) -> dict[str, list[Case]]:
        """Return the cases to tell stories from by their policy, those near the place first."""
        code = self.code
        near: dict[str, list[Case]] = {}
        rest: dict[str, list[Case]] = {}
        for case in self.law.cases:
            if case.scenario.as_of is None:
                continue
            rest.setdefault(case.policy, []).append(case)
            if code is not None and self._is_near(case, code):
                near.setdefault(case.policy, []).append(case)
        return near or rest

    def _is_near(self, case: Case, code: str) -> bool:
        """Return whether a story is of the place, of a part of it, or can be told of it."""
        own = home(case.scenario, self.law)
        day = case.scenario.as_of
        if not own or day is None:
            return False
        within = self.law.places.unions_of
        return code in within(own, day) or own in siblings(code, self.law, day)

    def told(self, scenario: Scenario, rng: Random) -> Scenario:
        """Tell a story of the place that is wanted, or now and then of a place like its own."""
        day = scenario.as_of
        own = home(scenario, self.law)
        if day is None or not own:
            return replace(scenario, title="")
        code = self.code
        there: tuple[str, ...] = ()
        if code is not None and code not in codes(scenario, self.law):
            there = (code,) if code in siblings(own, self.law, day) else ()
        elif code is None and rng.random() < _ELSEWHERE:
            there = siblings(own, self.law, day)
        if there:
            scenario = moved(scenario, own, rng.choice(there), self.law)
        return replace(scenario, title="")
