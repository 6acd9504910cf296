"""What was read on the subjects that a scenario raises, and on what nothing was."""

from __future__ import annotations

from enum import Enum

from advisor.values import dataclass


class CoverageLevel(Enum):
    """By what the law of a place looks at a topic."""

    READ = "read"
    STAND_IN = "model-rule"
    NOTHING = "nothing"

    @property
    def rank(self) -> int:
        """Return 0 for the best."""
        return list(CoverageLevel).index(self)


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """
    A topic, and by what law that governs looks at it.

    `places` are the codes of the jurisdictions whose law does so at that level; where
    nothing was read, those that govern.
    """

    topic: str
    name: str
    level: CoverageLevel
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadFact:
    """A told fact that no law read for the places that govern looks at."""

    fact: str
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class ScenarioCoverage:
    """
    What was read on what a scenario tells.

    `topics` are those that it raises; `wrongs` the wrongs that were told and that no norm
    looks at; `places` the told places of which nothing was read.
    """

    topics: tuple[TopicCoverage, ...] = ()
    wrongs: tuple[UnreadFact, ...] = ()
    places: tuple[UnreadFact, ...] = ()

    @property
    def unread(self) -> tuple[TopicCoverage, ...]:
        """Return the topics on which nothing was read."""
        return tuple(topic for topic in self.topics if topic.level is CoverageLevel.NOTHING)

    @property
    def stood_in(self) -> tuple[str, ...]:
        """Return the places whose own text was not read on a topic, but a model for it."""
        return tuple(
            dict.fromkeys(
                place
                for topic in self.topics
                if topic.level is CoverageLevel.STAND_IN
                for place in topic.places
            )
        )


NO_COVERAGE = ScenarioCoverage()
