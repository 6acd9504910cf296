"""What may be changed, and to what: never the past, nor who the recipient is."""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.overtaken_facts import overtaken_facts
from advisor.model.vocabulary import RECIPIENT, Control, FactType
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from advisor.advice.variants.answer_space import AnswerSpace
    from advisor.engine.protocols import CheckedEngine
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.truth import Truth
    from advisor.model.vocabulary import Fact, Value

ChangeableFact: TypeAlias = tuple[str, int | None]

_SENT_ON = "message.date"
_DIRECTION = "message.direction"
_RECEIVED = "received"
_LARGEST_SET = 12


@dataclass(frozen=True)
class ChangeOptions:
    """What can be changed in one scenario on one day."""

    law: Law
    engine: CheckedEngine
    answers: AnswerSpace
    scenario: Scenario
    as_of: date
    _known: dict[ChangeableFact, tuple[Value, ...]] = field(default_factory=dict)
    _overtaken: dict[tuple[ChangeableFact, Value], tuple[ChangeableFact, ...]] = field(
        default_factory=dict
    )

    @property
    def is_past(self) -> bool:
        """Return whether the message was sent before the day that is asked about."""
        sent = self.scenario.facts.get(_SENT_ON)
        return isinstance(sent, date) and sent < self.as_of

    def may_change(self, name: str) -> bool:
        """
        Return whether a fact is anybody's to change.

        A judgment is changed by making it again, not by a remedy. What somebody else sent
        is not ours; what has been sent already, and to whom, cannot be changed at all.
        """
        fact = self.law.vocabulary.facts.get(name)
        if fact is None or fact.control is Control.FIXED or fact.judgment is not None:
            return False
        if self.is_past and fact.entity in ("message", "tracking", RECIPIENT):
            return False
        received = self.scenario.facts.get(_DIRECTION) == _RECEIVED
        foreign = received and fact.entity in ("message", "tracking")
        return not (foreign and fact.control is Control.OURS)

    def values(self, place: ChangeableFact) -> tuple[Value, ...]:
        """
        Return the values to which a fact may be changed, the nearest of each effect.

        A set is narrowed or added to, never exchanged for another.
        """
        known = self._known.get(place)
        if known is None:
            fact = self.law.vocabulary.facts[place[0]]
            before = self.scenario.value(*place)
            known = self._known[place] = tuple(self._values(fact, before))
        return known

    def overtaken(self, place: ChangeableFact, value: Value) -> tuple[ChangeableFact, ...]:
        """Return the told facts that one change overtakes, and that are untold with it."""
        key = place, value
        known = self._overtaken.get(key)
        if known is None:
            changed = self.scenario.told(place[0], value, place[1])
            known = overtaken_facts(self.engine, changed, {place}, self.as_of)
            self._overtaken[key] = known
        return known

    def _values(self, fact: Fact, before: Value | None) -> Iterable[Value]:
        likely = self.answers.likely(fact)
        if fact.type not in (FactType.CHOICES, FactType.PLACES):
            return self._one_each(fact, before, likely)
        now = before if isinstance(before, frozenset) else frozenset[str]()
        known = (
            fact.options if fact.type is FactType.CHOICES else frozenset().union(*map(_set, likely))
        )
        near = dict.fromkeys((*_narrowed(now), *_widened(now, sorted(frozenset(known) - now))))
        sets = sorted(near, key=lambda one: (len(one ^ now), len(one), sorted(one)))
        return self._one_each(fact, before, sets)

    def _one_each(
        self, fact: Fact, before: Value | None, values: Iterable[Value]
    ) -> Iterable[Value]:
        same = None if before is None else self.answers.signature(fact, before)
        found: dict[tuple[Truth, ...], Value] = {}
        for value in values:
            found.setdefault(self.answers.signature(fact, value), value)
        return (value for signature, value in found.items() if signature != same)


def _narrowed(now: frozenset[str]) -> Iterable[frozenset[str]]:
    """Return the sets that hold less, down to nothing; of a very large one, one less."""
    if len(now) > _LARGEST_SET:
        return (frozenset(), *(now - {item} for item in now))
    return map(frozenset, _subsets(sorted(now)))


def _widened(now: frozenset[str], others: Sequence[str]) -> Iterable[frozenset[str]]:
    """Return the sets that hold more; where there is much to add, one more."""
    most = len(others) if len(others) <= _LARGEST_SET else 1
    return (now | frozenset(added) for added in _subsets(others, most))


def _subsets(members: Sequence[str], most: int | None = None) -> Iterable[tuple[str, ...]]:
    sizes = range((len(members) if most is None else most) + 1)
    return chain.from_iterable(combinations(members, size) for size in sizes)


def _set(value: Value) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()
