"""What answers are worth: how many were right, and whether confidence was earned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from advisor.model.scores import Bin, Score
from advisor.model.training import Topic

if TYPE_CHECKING:
    from advisor.model.training_session import Response

BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.0))
"""Confidence from (inclusive) to (exclusive, but for the last)."""
_Z = 1.96


def scored(responses: Iterable[Response]) -> Score:
    """Score answers, and those of each topic by themselves."""
    given = tuple(responses)
    topics = {
        topic: _score([item for item in given if item.topic is topic])
        for topic in Topic
        if any(item.topic is topic for item in given)
    }
    return _score(given, topics)


def _score(given: Sequence[Response], by_topic: Mapping[Topic, Score] | None = None) -> Score:
    count, right = len(given), sum(item.is_right for item in given)
    return Score(
        count=count,
        right=right,
        confidence=_mean([item.confidence for item in given]),
        brier=_mean([(item.confidence - item.is_right) ** 2 for item in given]),
        guessing=_mean([(1 / item.options) * (1 - 1 / item.options) for item in given]),
        bins=tuple(_bins(given)),
        by_topic=by_topic,
    )


def _bins(given: Sequence[Response]) -> Iterable[Bin]:
    for start, end in BINS:
        inside = [
            item
            for item in given
            if start <= item.confidence < end or item.confidence == end == BINS[-1][1]
        ]
        if inside:
            right = sum(item.is_right for item in inside)
            low, high = interval(right, len(inside))
            sure = _mean([item.confidence for item in inside])
            yield Bin(start, end, len(inside), right, sure, low, high)


def interval(right: int, count: int) -> tuple[float, float]:
    """
    Return the 95 % interval of a share (Wilson 1927), honest where there are few.

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
