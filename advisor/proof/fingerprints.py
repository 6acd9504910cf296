"""What an answer rests on: the same on another day, it need not be asked again."""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.engine.reference import evaluate_test
from advisor.model.conditions import DayOrder, During, leaves
from advisor.model.law_clock import SENT_ON
from advisor.model.vocabulary import FactType

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.conditions import Condition, Leaf
    from advisor.model.law import Law
    from advisor.model.truth import Truth
    from advisor.proof.law_of_day import ProvableDay
    from advisor.proof.law_tests import LawTests
    from advisor.proof.questions import QuestionBundle

_PLACES = (FactType.PLACE, FactType.PLACES)
_STEPS = (timedelta(-1), timedelta(0), timedelta(1))


class Fingerprints:
    """
    What changes from day to day in the conditions of a law.

    That is the truth of tests of the message's date, which is the day itself, and which places
    pass a test of a place. All else is the same on every day.
    """

    def __init__(self, law: Law, tests: LawTests) -> None:
        self.law = law
        self.tests = tests
        self._leaves: dict[int, tuple[Condition, frozenset[Leaf]]] = {}
        self._passing: dict[tuple[Leaf, int], tuple[Truth, ...]] = {}
        self._signs: dict[int, Hashable] = {}
        self._day: date | None = None
        self._relations: Hashable = ()
        self._turns = sorted(
            {
                turn
                for one in law.places.memberships
                for turn in (one.start, one.until)
                if turn is not None
            }
        )

    def of(self, bundle: QuestionBundle, day: ProvableDay) -> Hashable:
        """Return what the answers to some questions rest on, on one day."""
        if self._day != day.day:
            self._day, self._relations = day.day, self.of_relations(day.day)
            self._signs.clear()
        read = [self._instance(instance, day) for instance in bundle.instances]
        read += [self._condition(condition, day.day) for condition in bundle.reads]
        return bundle.key, self._relations, tuple(read)

    def of_relations(self, day: date) -> Hashable:
        """Return what the relations rest on, which every question reads."""
        orders = tuple(bisect_right(self._compared, day + step) for step in _STEPS)
        relations = self.law.vocabulary.relations
        parts = (part for one in relations for part in (one.when, one.then))
        return orders, tuple(self._condition(part, day) for part in parts)

    @cached_property
    def _compared(self) -> list[date]:
        """Return the bounds of dates that are compared with the day of the message."""
        return sorted(
            {
                bound
                for fact in self.tests.compared - {SENT_ON}
                for test in self.tests.of.get(fact, ())
                if isinstance(test, During)
                for bound in (test.start, test.before)
                if bound is not None
            }
        )

    def _instance(self, instance: NormInstance, day: ProvableDay) -> Hashable:
        code = instance.jurisdiction
        scopes = [one.scope.when for one in day.scopes.by_jurisdiction.get(code, ())]
        if instance.scope is not None:
            scopes.append(instance.scope.when)
        conditions = [instance.when_condition, *scopes]
        conditions += [exception.when for exception in instance.norm.exceptions]
        if instance.compliance is not None:
            conditions.append(instance.compliance)
        return (
            instance.id,
            instance.day_unread,
            tuple((id(one), self._condition(one, day.day)) for one in conditions),
        )

    def _condition(self, condition: Condition, day: date) -> Hashable:
        key = id(condition)
        if key not in self._signs:
            self._signs[key] = tuple(self._leaf(leaf, day) for leaf in self._moving(condition))
        return self._signs[key]

    def _moving(self, condition: Condition) -> frozenset[Leaf]:
        """Return the tests of a condition whose outcome can change from day to day."""
        known = self._leaves.get(id(condition))
        if known is None:
            found: set[Leaf] = set()
            for leaf in leaves(condition):
                definition = self.law.vocabulary.derived.get(leaf.fact)
                fact = self.law.vocabulary.facts.get(leaf.fact)
                if definition is not None:
                    found |= self._moving(definition.when)
                elif isinstance(leaf.test, DayOrder) or fact is None:
                    continue
                elif leaf.fact == SENT_ON or fact.type in _PLACES:
                    found.add(leaf)
            known = self._leaves[id(condition)] = condition, frozenset(found)
        return known[1]

    def _leaf(self, leaf: Leaf, day: date) -> Hashable:
        if leaf.fact == SENT_ON:
            return evaluate_test(leaf.test, day, self.law.places, day)
        key = leaf, bisect_right(self._turns, day)
        if key not in self._passing:
            places = self.law.places
            self._passing[key] = tuple(
                evaluate_test(leaf.test, place, places, day) for place in places.exact_on(day)
            )
        return self._passing[key]
