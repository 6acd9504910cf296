"""Norms of two places that say the same in every possible scenario: proved."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from advisor.model.authorities import Verification
from advisor.model.conditions import All, Any, Every, Leaf, Nor, Some, Within, WithinAll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.advice import Corpus
    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.conditions import Condition, Test


class AlikeNorms:
    """
    Tells of norms of two places whether they have the same outcome in every possible scenario.

    Each is taken as if the law of its place governed, as a comparison of places takes it. What
    is written alike needs no solver; of what is not, nothing is said where none is installed.
    """

    def __init__(self, corpus: Corpus, left: str, right: str) -> None:
        self.corpus = corpus
        self.left, self.right = left, right

    def are_alike(self, mine: Sequence[NormInstance], theirs: Sequence[NormInstance]) -> bool:
        """Return whether each norm of one place has one of the other that says the same."""
        left = list(theirs)
        for norm in mine:
            same = next((one for one in left if self._say_the_same(norm, one)), None)
            if same is None:
                return False
            left.remove(same)
        return not left

    def _say_the_same(self, one: NormInstance, other: NormInstance) -> bool:
        if _standing(one) != _standing(other) or one.day != other.day:
            return False
        if one.scope is None or other.scope is None:
            return False
        moved = renamed(one.scope.when, self.left, self.right)
        if moved != renamed(other.scope.when, self.left, self.right):
            return False
        return _conditions(one) == _conditions(other) or self._is_proved(one, other)

    def _is_proved(self, one: NormInstance, other: NormInstance) -> bool:
        if find_spec("pysat") is None:
            return False
        from advisor.proof.clauses import ALWAYS
        from advisor.proof.condition_questions import (
            any_difference,
            difference,
            told_completely,
        )
        from advisor.proof.law_of_day import ProvableDay
        from advisor.proof.law_tests import LawTests
        from advisor.values import replace

        day = ProvableDay(self.corpus, one.day, LawTests([self.corpus.law]))
        encoder = day.encoder
        conditions = [part for norm in (one, other) for part in _read(norm)]
        everything = told_completely(conditions, encoder)
        subjects = zip(day.norms.each(one), day.norms.each(other), strict=True)
        pairs = [
            (replace(norm, governs=ALWAYS), replace(more, governs=ALWAYS))
            for norm, more in subjects
        ]
        is_same = not any(
            day.can(norm.there, difference(norm, more, encoder))
            or day.can(norm.there, everything, any_difference(norm, more, encoder))
            for norm, more in pairs
        )
        day.close()
        return is_same


def _standing(instance: NormInstance) -> object:
    """Return what of a norm counts in an answer beside its conditions."""
    return (
        instance.norm.modality,
        instance.norm.bearer,
        instance.weight,
        instance.verified is Verification.UNVERIFIED,
        instance.per_recipient,
        instance.per_recipient_scope,
        instance.stands_in,
        instance.day_unread,
        bool(instance.norm.overrides),
        instance.compliance is None,
    )


def _conditions(instance: NormInstance) -> object:
    lifted = tuple(exception.when for exception in instance.norm.exceptions)
    return instance.when_condition, instance.compliance, lifted


def _read(instance: NormInstance) -> list[Condition]:
    lifted = [exception.when for exception in instance.norm.exceptions]
    own = [] if instance.compliance is None else [instance.compliance]
    return [instance.when_condition, *own, *lifted]


def renamed(condition: Condition, code: str, other: str) -> Condition:
    """
    Return a condition with one of two places in the place of each, whatever it is written as.

    >>> here, there = (Leaf("firm.seat", Within(frozenset({code})), "") for code in ("A", "B"))
    >>> renamed(here, "A", "B") == renamed(there, "A", "B")
    True
    """
    match condition:
        case Leaf(fact, test):
            return Leaf(fact, _moved(test, code, other), "")
        case All(of):
            return All(tuple(renamed(part, code, other) for part in of))
        case Any(of):
            return Any(tuple(renamed(part, code, other) for part in of))
        case Nor(of):
            return Nor(tuple(renamed(part, code, other) for part in of))
        case Some(inner):
            return Some(renamed(inner, code, other))
        case Every(inner):
            return Every(renamed(inner, code, other))


def _moved(test: Test, code: str, other: str) -> Test:
    match test:
        case Within(codes):
            return Within(frozenset(other if one == code else one for one in codes))
        case WithinAll(codes):
            return WithinAll(frozenset(other if one == code else one for one in codes))
        case _:
            return test
