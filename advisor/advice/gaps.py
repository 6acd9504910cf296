"""What a scenario tells that nothing was read on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from advisor.model.conclusions import Remaining
from advisor.model.conditions import is_per_recipient
from advisor.model.coverage import CoverageLevel, ScenarioCoverage, TopicCoverage, UnreadFact
from advisor.model.truth import Truth, some
from advisor.model.vocabulary import RECIPIENT
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.advice.governing import ScopeTruths
    from advisor.advice.read_law import ReachedScope, ReadLaw
    from advisor.engine.protocols import Proving
    from advisor.model.conditions import Condition
    from advisor.model.opinions import Finding, Governing
    from advisor.model.vocabulary import LegalTopic


@dataclass(frozen=True, slots=True)
class ScenarioGaps:
    """
    What one scenario tells that may not have been looked at.

    `wrongs` are those that it tells; `looking_at` names the norms that test each of them.
    `places` are told places for which nothing was read, `topics` all that it raises.
    """

    wrongs: tuple[UnreadFact, ...] = ()
    looking_at: Mapping[str, frozenset[str]] = field(default_factory=dict)
    places: tuple[UnreadFact, ...] = ()
    topics: tuple[TopicCoverage, ...] = ()

    @property
    def leaves_topic_unread(self) -> bool:
        """Return whether on some topic nothing was read."""
        return any(topic.level is CoverageLevel.NOTHING for topic in self.topics)

    def unread_wrongs(self, standing: Sequence[Finding]) -> tuple[UnreadFact, ...]:
        """Return the told wrongs against which no finding speaks, or may yet speak."""
        return tuple(
            wrong
            for wrong in self.wrongs
            if not any(
                finding.id in self.looking_at[wrong.fact]
                and (finding.outcome.is_against or finding.outcome.is_unfinished)
                for finding in standing
            )
        )

    def coverage(self, standing: Sequence[Finding]) -> ScenarioCoverage:
        """Return what was read on what the scenario tells."""
        return ScenarioCoverage(self.topics, self.unread_wrongs(standing), self.places)


NO_GAPS = ScenarioGaps()


def scenario_gaps(
    days: Sequence[ScopeTruths], governs: Sequence[Governing], read: ReadLaw
) -> ScenarioGaps:
    """
    Return what of a closed scenario needs law that looks at it, and what does.

    `days` tells for each day of its clock how far scopes reach; days between which no law
    changes are read as one, the first.
    """
    within = days[0]
    vocabulary = within.view.law.vocabulary
    scenario = within.view.scenario
    wrongs = tuple(
        UnreadFact(fact.name, _name(within, who))
        for fact in vocabulary.wrongs
        for who in _subjects(within, fact.name)
        if scenario.value(fact.name, who) is True
    )
    places = tuple(
        UnreadFact(name, _name(within, who), codes)
        for name in read.place_facts
        for who in _subjects(within, name)
        if (codes := _unread_codes(within, name, who, read))
        and within.proving.truth_of(read.outside(name), who) is Truth.TRUE
    )
    governing = [
        (day, name) for day, name in read.by_scope if days[day].folded.get(name) is Truth.TRUE
    ]
    sure = tuple(item.jurisdiction for item in governs if item.truth is Truth.TRUE)
    topics = []
    for topic in vocabulary.topics:
        if holds_of_any(topic.raised_by, within.proving):
            level, of = _level(topic, read, governing)
            topics.append(TopicCoverage(topic.id, topic.name, level, of or sure))
    looking_at = {wrong.fact: read.looking_at(wrong.fact) for wrong in wrongs}
    return ScenarioGaps(wrongs, looking_at, places, tuple(topics))


def holds_of_any(condition: Condition, proving: Proving) -> bool:
    """Return whether a condition holds, of the message or of some recipient."""
    view = proving.view
    subjects = view.subjects(per_recipient=is_per_recipient(condition, view.law.per_recipient))
    return some(proving.truth_of(condition, who) for who in subjects) is Truth.TRUE


def _name(within: ScopeTruths, who: int | None) -> str | None:
    return None if who is None else within.view.scenario.people[who].name


def _unread_codes(
    within: ScopeTruths, fact: str, who: int | None, read: ReadLaw
) -> tuple[str, ...]:
    """Return the told places, or those that are left, for which no norm was read."""
    told = within.view.scenario.value(fact, who)
    if isinstance(told, Remaining):
        told = told.values
    if told is None:
        return ()
    codes = map(str, told if isinstance(told, frozenset) else (told,))
    return tuple(sorted(code for code in codes if not read.covers(code)))


def _subjects(within: ScopeTruths, fact: str) -> Sequence[int | None]:
    return tuple(within.view.subjects(per_recipient=fact.startswith(f"{RECIPIENT}.")))


def _level(
    topic: LegalTopic, read: ReadLaw, governing: Iterable[ReachedScope]
) -> tuple[CoverageLevel, tuple[str, ...]]:
    """Return by what a topic is looked at where law governs, and the places of that level."""
    looking = [found for scope in governing if (found := read.looking(scope, topic)) is not None]
    for level, wanted in ((CoverageLevel.READ, True), (CoverageLevel.STAND_IN, False)):
        codes = [scope.jurisdiction for scope in looking if scope.is_read is wanted]
        if codes:
            return level, tuple(dict.fromkeys(codes))
    return CoverageLevel.NOTHING, ()
