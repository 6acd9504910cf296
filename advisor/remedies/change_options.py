"""What may be changed, and to what: never the past, nor who the recipient is."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import chain, combinations
from typing import TYPE_CHECKING, TypeAlias

from advisor.engine.reference import evaluate_test
from advisor.model.conditions import leaves
from advisor.model.law_clock import LawClock, is_past
from advisor.model.vocabulary import RECIPIENT, Control, FactType
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from advisor.advice.variants.answer_space import AnswerSpace
    from advisor.model.conditions import Test
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.truth import Truth
    from advisor.model.vocabulary import Fact, Value

ChangeableFact: TypeAlias = tuple[str, int | None]

_OF_THE_MESSAGE = ("message", "tracking", RECIPIENT)
_DIRECTION = "message.direction"
_RECEIVED = "received"
_LARGEST_SET = 12


def is_received(scenario: Scenario) -> bool:
    """Return whether somebody else sent a message."""
    return scenario.facts.get(_DIRECTION) == _RECEIVED


@dataclass(frozen=True)
class ChangeOptions:
    """What can be changed in one scenario on one day."""

    law: Law
    answers: AnswerSpace
    scenario: Scenario
    as_of: date
    _known: dict[ChangeableFact, tuple[Value, ...]] = field(default_factory=dict)

    @property
    def clock(self) -> LawClock:
        """Return the days whose law speaks."""
        return LawClock.of(self.scenario, self.as_of)

    @property
    def is_past(self) -> bool:
        """Return whether the message was sent before the day that is asked about, or by then."""
        return is_past(self.scenario, self.as_of)

    def may_change(self, name: str) -> bool:
        """
        Return whether a fact is anybody's to change.

        A judgment is changed by making it again, not by a remedy. What somebody else sent
        is not ours; of what has been sent already only that can be changed which lasts.
        """
        fact = self.law.vocabulary.facts.get(name)
        if fact is None or fact.control is Control.FIXED or fact.judgment is not None:
            return False
        foreign = self.is_received and fact.entity in _OF_THE_MESSAGE
        if foreign and fact.control is Control.OURS:
            return False
        return not self.is_over(fact)

    @property
    def is_received(self) -> bool:
        """Return whether somebody else sent the message."""
        return is_received(self.scenario)

    def is_over(self, fact: Fact) -> bool:
        """Return whether a fact is past, the message having been sent already."""
        if not (self.is_past or self.is_received):
            return False
        lasts = fact.cure.after_sending
        return fact.entity in _OF_THE_MESSAGE if lasts is None else not lasts

    def places(self, name: str) -> Iterator[ChangeableFact]:
        """Return where a fact stands: at each recipient, or at the message."""
        about_people = self.law.vocabulary.facts[name].entity == RECIPIENT
        people = range(len(self.scenario.people)) if about_people else (None,)
        yield from ((name, who) for who in people)

    def values(self, place: ChangeableFact) -> tuple[Value, ...]:
        """
        Return the values to which a fact may be changed, the nearest of each effect.

        A set is narrowed or added to, never exchanged for another; and every fact goes only
        where its vocabulary lets a remedy take it.
        """
        known = self._known.get(place)
        if known is None:
            fact = self.law.vocabulary.facts[place[0]]
            before = self.scenario.value(*place)
            known = self._known[place] = tuple(self._values(fact, before))
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
        same = None if before is None else self._signature(fact, before)
        found: dict[tuple[Truth, ...], Value] = {}
        for value in values:
            if fact.cure.allows(before, value):
                found.setdefault(self._signature(fact, value), value)
        return (value for signature, value in found.items() if signature != same)

    def _signature(self, fact: Fact, value: Value) -> tuple[Truth, ...]:
        """Return what the tests of the law and of the relations make of a value."""
        related = (
            evaluate_test(test, value, self.law.places, self.as_of)
            for test in self._relation_tests.get(fact.name, ())
        )
        return (*self.answers.signature(fact, value), *related)

    @cached_property
    def _relation_tests(self) -> dict[str, dict[Test, None]]:
        found: dict[str, dict[Test, None]] = {}
        for relation in self.law.vocabulary.relations:
            for leaf in (*leaves(relation.when), *leaves(relation.then)):
                found.setdefault(leaf.fact, {})[leaf.test] = None
        return found


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
