"""The nights in which law changed, for pairs that differ by nothing but the day."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from advisor.advice.norms_in_force import norms_in_force
from advisor.compare.solutions import told_leaves
from advisor.model.conditions import During
from advisor.training.answer_oracle import Focus
from advisor.training.edits import ScenarioEdit, day_before_change
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.cases import Case
    from advisor.model.law import Law
    from advisor.model.norms import Norm


@dataclass(frozen=True)
class ChangeDates:
    """The days on which norms began, ended or came to ask for more."""

    law: Law

    def of(self, case: Case, rng: Random, most: int) -> list[tuple[Focus, ScenarioEdit, date]]:
        """Return some nights in which a norm that a case expects turned, in a drawn order."""
        result: list[tuple[Focus, ScenarioEdit, date]] = []
        for finding in case.expect.findings:
            norm = self.law.norm(finding.norm)
            if norm is None:
                continue
            people = [name for name in finding.outcomes if name is not None]
            focus = Focus(norm.act, people[0] if people else None)
            days = sorted(self._turning_days(norm))
            result += [(focus, day_before_change(day), day) for day in days if day <= self.latest]
        rng.shuffle(result)
        return result[:most]

    def _turning_days(self, norm: Norm) -> set[date]:
        force = self.law.policies[norm.policy].authority.in_force
        days = {norm.in_force.start, norm.in_force.until}
        if force is not None:
            days |= {force.start, force.until}
        for place in self.law.jurisdictions.values():
            adopted = place.adoptions.get(norm.id)
            if adopted is not None:
                days |= {adopted.period.start, adopted.period.until}
        for test in self._dated.get(norm.id, ()):
            days |= {test.start, test.before}
        return {day for day in days if day is not None and day > date.min}

    @cached_property
    def _dated(self) -> dict[str, list[During]]:
        result: dict[str, list[During]] = {}
        for one in norms_in_force(self.law, self.latest):
            for leaf in told_leaves(one, self.law):
                if isinstance(leaf.test, During):
                    result.setdefault(one.norm.id, []).append(leaf.test)
        return result

    @cached_property
    def latest(self) -> date:
        """Return the last day that any case asks about."""
        return max((case.scenario.as_of or date.min for case in self.law.cases), default=date.min)
