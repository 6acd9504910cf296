"""What every executor offers to those who ask about one scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from advisor.model.truth import Truth

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.scenarios import Scenario

Truths: TypeAlias = Mapping[tuple[str, int | None], Truth]
"""Truth by proposition id and index of the recipient; `None` for the whole message."""


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
        """Name the engine and its version, as a receipt shows it."""
        ...

    def evaluate(self, scenario: Scenario, as_of: date) -> Evaluation:
        """Take up one scenario on one day."""
        ...
