"""What answers are worth: how many were right, and whether confidence was earned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from advisor.model.training import Topic

if TYPE_CHECKING:
    from advisor.model.sittings import Response

FEW = 10
"""Fewer answers than this say little about anybody's judgment."""
BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.0))
"""Confidence from (inclusive) to (exclusive, but for the last)."""
_Z = 1.96


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
        """Give the share that is right."""
        return self.right / self.count

    @property
    def is_off(self) -> bool:
        """Tell whether the confidence lies outside of what chance explains."""
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
        """Give the share that is right."""
        return self.right / self.count if self.count else 0.0

    @property
    def bias(self) -> float:
        """Give how much surer the learner was than right."""
        return self.confidence - self.share

    @property
    def says_little(self) -> bool:
        """Tell whether there are too few answers to judge anybody's judgment by."""
        return self.count < FEW


def scored(responses: Iterable[Response]) -> Score:
    """Score answers, and those of each topic by themselves."""
    given = tuple(responses)
    topics = {
        topic: _score([one for one in given if one.topic is topic])
        for topic in Topic
        if any(one.topic is topic for one in given)
    }
    return _score(given, topics)


def _score(given: Sequence[Response], by_topic: Mapping[Topic, Score] | None = None) -> Score:
    count, right = len(given), sum(one.is_right for one in given)
    return Score(
        count=count,
        right=right,
        confidence=_mean([one.confidence for one in given]),
        brier=_mean([(one.confidence - one.is_right) ** 2 for one in given]),
        guessing=_mean([(1 / one.options) * (1 - 1 / one.options) for one in given]),
        bins=tuple(_bins(given)),
        by_topic=by_topic,
    )


def _bins(given: Sequence[Response]) -> Iterable[Bin]:
    for start, end in BINS:
        inside = [
            one
            for one in given
            if start <= one.confidence < end or one.confidence == end == BINS[-1][1]
        ]
        if inside:
            right = sum(one.is_right for one in inside)
            low, high = interval(right, len(inside))
            sure = _mean([one.confidence for one in inside])
            yield Bin(start, end, len(inside), right, sure, low, high)


def interval(right: int, count: int) -> tuple[float, float]:
    """
    Give the 95 % interval of a share (Wilson 1927), honest where there are few.

    >>> [round(end, 2) for end in interval(3, 4)]
    [0.3, 0.95]
    """
    share = right / count
    middle = share + _Z**2 / (2 * count)
    spread = _Z * sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    scale = 1 + _Z**2 / count
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
