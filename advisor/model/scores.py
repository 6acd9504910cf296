"""What a sitting is worth, in figures that are honest about small numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.training import Topic

FEW_ANSWERS = 10
"""Fewer answers than this say little about anybody's judgment."""


@dataclass(frozen=True, slots=True)
class Bin:
    """
    The answers given with about the same confidence.

    `low` and `high` are the 95 % interval of the share that is right (Wilson), which
    stays wide where there are few.
    """

    start: float
    end: float
    count: int
    right: int
    confidence: float
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the share that is right."""
        return self.right / self.count

    @property
    def is_off(self) -> bool:
        """Return whether the confidence lies outside of what chance explains."""
        return not self.low <= self.confidence <= self.high


@dataclass(frozen=True, slots=True)
class Score:
    """
    The score of some answers; without any, every share is 0.

    `brier` is the mean square of confidence less outcome (1 right, 0 wrong): 0 is
    perfect, and 0.25 is what always saying 50 % earns. `guessing` is what somebody would
    have earned who said the chance of a guess each time. `bias` is mean confidence less
    the share that is right: above 0 is too sure.
    """

    count: int
    right: int
    confidence: float
    brier: float
    guessing: float
    bins: tuple[Bin, ...] = ()
    by_topic: Mapping[Topic, Score] | None = None

    @property
    def share(self) -> float:
        """Return the share that is right."""
        return self.right / self.count if self.count else 0.0

    @property
    def bias(self) -> float:
        """Return how much surer the learner was than right."""
        return self.confidence - self.share

    @property
    def says_little(self) -> bool:
        """Return whether there are too few answers to judge anybody's judgment by."""
        return self.count < FEW_ANSWERS
