"""What was read: on what a scenario raises, and for each place on every subject."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.authorities import Citation, Verification


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
    """
    A told fact that no law read for the places that govern looks at.

    `codes` are the places that it tells, if it tells any.
    """

    fact: str
    recipient: str | None = None
    codes: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class CoverageSubject:
    """
    What law may have been read on: a topic, or a wrong that a scenario may tell.

    `id` is that of the topic, or the name of the fact; `name` is the topic's, or the question.
    """

    id: str
    name: str
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class CoveringNorm:
    """
    A norm that looks at a subject: law of `jurisdiction`, or a model that stands in there.

    Of a stand-in, `url` and `note` say how it is known that the place has such a rule, and
    where its own text is to be looked for.
    """

    norm: str
    jurisdiction: str
    citation: Citation
    verified: Verification
    url: str = ""
    note: str = ""
    stands_in: bool = False

    @property
    def id(self) -> str:
        """Return the norm and where it stands: `norm@jurisdiction`."""
        return f"{self.norm}@{self.jurisdiction}"


@dataclass(frozen=True, slots=True)
class UnreadModel:
    """
    A model norm on a subject of which the local form was not read: where to look.

    `is_declined` tells that the place is known to have no such rule; `note` says more.
    """

    norm: str
    citation: Citation
    note: str = ""
    is_declined: bool = False


@dataclass(frozen=True, slots=True)
class SubjectCoverage:
    """
    By what norms a subject is looked at in a place: those of its own, and those of its unions.

    `unread` are model norms of which nothing stands there: what to look for.
    """

    subject: CoverageSubject
    own_norms: tuple[CoveringNorm, ...] = ()
    union_norms: tuple[CoveringNorm, ...] = ()
    unread: tuple[UnreadModel, ...] = ()

    @property
    def own(self) -> CoverageLevel:
        """Return how well the place's own law was read on it."""
        return _best_level(self.own_norms)

    @property
    def union(self) -> CoverageLevel:
        """Return how well the law of its unions was read on it."""
        return _best_level(self.union_norms)

    @property
    def level(self) -> CoverageLevel:
        """Return the better of the two: law of a union governs where it says that it does."""
        return min(self.own, self.union, key=lambda level: level.rank)

    @property
    def norms(self) -> tuple[CoveringNorm, ...]:
        """Return all norms that look at it, the place's own first."""
        return (*self.own_norms, *self.union_norms)


@dataclass(frozen=True, slots=True)
class PlaceCoverage:
    """
    What was read for one place, subject by subject, in the order of the vocabulary.

    `unions` are the codes of those that it lies within on the day; their law counts, apart.
    """

    place: str
    name: str
    unions: tuple[str, ...]
    subjects: tuple[SubjectCoverage, ...]

    @property
    def topics(self) -> tuple[SubjectCoverage, ...]:
        """Return those that are topics."""
        return tuple(item for item in self.subjects if not item.subject.is_wrong)

    @property
    def wrongs(self) -> tuple[SubjectCoverage, ...]:
        """Return those that are wrongs."""
        return tuple(item for item in self.subjects if item.subject.is_wrong)


@dataclass(frozen=True, slots=True)
class CoverageSurvey:
    """What was read for places, by the law of one day."""

    as_of: date
    subjects: tuple[CoverageSubject, ...]
    places: tuple[PlaceCoverage, ...]

    def only(self, subject: str) -> CoverageSurvey:
        """Return what was read on one subject, by the id of its topic or the name of its fact."""
        places = (
            replace(
                place,
                subjects=tuple(item for item in place.subjects if item.subject.id == subject),
            )
            for place in self.places
        )
        subjects = (item for item in self.subjects if item.id == subject)
        return replace(self, subjects=tuple(subjects), places=tuple(places))


def _best_level(norms: tuple[CoveringNorm, ...]) -> CoverageLevel:
    if not norms:
        return CoverageLevel.NOTHING
    if all(norm.stands_in for norm in norms):
        return CoverageLevel.STAND_IN
    return CoverageLevel.READ
