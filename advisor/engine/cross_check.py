"""Two engines as one: no truth leaves that only one of them found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.diagnostics import EngineFailure
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from advisor.engine.protocols import Engine, Evaluation, Truths
    from advisor.model.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class CrossCheckedEngine:
    """Answer with the first engine where the second agrees on every proposition."""

    first: Engine
    second: Engine

    @property
    def version(self) -> str:
        """Name the engine that answers, as a receipt shows it."""
        return self.first.version

    @property
    def checked_by(self) -> str:
        """Name the engine that checks."""
        return self.second.version

    def evaluate(self, scenario: Scenario, as_of: date) -> CrossCheckedEvaluation:
        """Take up one scenario on one day, with both engines."""
        first = self.first.evaluate(scenario, as_of)
        return CrossCheckedEvaluation(self, first, self.second.evaluate(scenario, as_of))


@dataclass(frozen=True, slots=True)
class CrossCheckedEvaluation:
    """One scenario before two engines."""

    engine: CrossCheckedEngine
    first: Evaluation
    second: Evaluation

    def truths(self, groups: Sequence[str]) -> Truths:
        """
        Find every proposition of these groups, twice.

        Raises `EngineFailure` naming the norm where the two do not agree.
        """
        found = self.first.truths(groups)
        checked = self.second.truths(groups)
        if found != checked:
            raise self._disagreement(found, checked)
        return found

    def _disagreement(self, found: Truths, checked: Truths) -> EngineFailure:
        differing = [key for key in {**found, **checked} if found.get(key) is not checked.get(key)]
        key = differing[0]
        name, recipient = key
        norm, _, part = name.partition("|")
        whom = "" if recipient is None else f" for recipient {recipient + 1}"
        first, second = self.engine.version, self.engine.checked_by
        return EngineFailure(
            f"no opinion can be given: on `{part}` of `{norm}`{whom} "
            f"{first} finds {_told(found, key)} and {second} finds {_told(checked, key)}"
            f" ({len(differing)} of {len(found)} propositions differ)",
            norm=norm,
        )


def _told(truths: Truths, key: tuple[str, int | None]) -> str:
    truth = truths.get(key)
    return "nothing" if truth is None else truth.value
