"""Which topic a fact, or a whole scenario, belongs to."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from importlib.resources import files
from typing import TYPE_CHECKING

from advisor.model.training import Topic
from advisor.model.vocabulary import FactType
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact

_PLACES = (FactType.PLACE, FactType.PLACES)


@dataclass(frozen=True, slots=True)
class TopicIndex:
    """The topics with the facts that belong to them by name, patterns included."""

    patterns: Mapping[Topic, tuple[str, ...]]

    def of(self, fact: Fact | None, scenario: Scenario) -> Topic:
        """Return the topic of an exercise that turns on this fact; `None` is the day."""
        if fact is None:
            return Topic.TIME
        named = self._named(fact.name)
        if named is not None:
            return named
        if fact.type in _PLACES:
            return Topic.CHOICE_OF_LAW
        if fact.type is FactType.DATE:
            return Topic.TIME
        return direction(scenario)

    def _named(self, fact: str) -> Topic | None:
        for topic, patterns in self.patterns.items():
            if any(fnmatchcase(fact, pattern) for pattern in patterns):
                return topic
        return None


def read_topics() -> TopicIndex:
    """Read the topics, which are data beside this module."""
    found = json.loads(files("advisor.training").joinpath("topics.json").read_text("utf-8"))
    return TopicIndex({Topic(name): tuple(patterns) for name, patterns in found.items()})


def direction(scenario: Scenario) -> Topic:
    """Return the topic of a scenario as a whole: mail that was sent, or mail that came in."""
    received = scenario.facts.get("message.direction") == "received"
    return Topic.RECEIVING if received else Topic.SENDING
