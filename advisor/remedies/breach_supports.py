"""The told facts on which a breach rests, and which somebody could change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias, assert_never

from advisor.engine.reference import FactView, evaluate_test
from advisor.model.conditions import All, Any, Every, Is, Leaf, Nor, Some
from advisor.model.truth import Truth, every, some
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.conclusions import FactAt
    from advisor.model.conditions import Condition, Test

Ground: TypeAlias = tuple[str, int | None, "Test | None"]
"""
A test on a told fact, of one recipient or of the message.

Without a test, any change of the fact may count: something else follows from it.
"""

Support: TypeAlias = frozenset[Ground]
_NOTHING: Support = frozenset()


@dataclass(frozen=True)
class BreachSupports:
    """
    Finds, for one closed scenario, why a condition has the truth it has.

    `may_move` tells whether any change could give a fact another value.
    """

    view: FactView
    may_move: Callable[[FactAt], bool]

    def of_breach(self, instance: NormInstance, who: int | None) -> Support:
        """
        Give tests of which at least one must come out otherwise to end a breach.

        As long as all of them stay, and whatever else changes, the breach stays proved.
        """
        norm = instance.norm
        conditions = [instance.when_condition, *(exception.when for exception in norm.exceptions)]
        if instance.scope is not None:
            conditions.append(instance.scope.when)
        if instance.compliance is not None:
            conditions.append(instance.compliance)
        found = [self.of(condition, who)[1] for condition in conditions]
        return _NOTHING.union(*found)

    def of(self, condition: Condition, who: int | None) -> tuple[Truth, Support]:
        """Return the truth of a condition with one ground for it."""
        match condition:
            case Leaf():
                return self._leaf(condition, who)
            case All(of):
                return _conjunction([self.of(part, who) for part in of])
            case Any(of):
                return _disjunction([self.of(part, who) for part in of])
            case Nor(of):
                truth, support = _disjunction([self.of(part, who) for part in of])
                return truth.negated(), support
            case Some(inner):
                return _disjunction([self.of(inner, person) for person in self._people()])
            case Every(inner):
                return _conjunction([self.of(inner, person) for person in self._people()])
        assert_never(condition)

    def _people(self) -> Iterable[int | None]:
        return self.view.subjects(per_recipient=True)

    def _leaf(self, leaf: Leaf, who: int | None) -> tuple[Truth, Support]:
        derived = self.view.derived(leaf.fact)
        if derived is not None:
            truth, support = self.of(derived.when, who)
            wanted = isinstance(leaf.test, Is) and leaf.test.value
            return (truth if wanted else truth.negated()), support
        value = self.view.value(leaf.fact, who)
        truth = evaluate_test(leaf.test, value, self.view.law.places, self.view.as_of)
        about = leaf.fact, who if leaf.entity == "recipient" else None
        conclusion = self.view.conclusions.get(about)
        grounds: list[Ground] = [(*about, leaf.test)]
        if conclusion is not None:
            grounds = [(*told, None) for told in conclusion.of]
        return truth, frozenset(one for one in grounds if self.may_move(one[:2]))


def _conjunction(parts: Sequence[tuple[Truth, Support]]) -> tuple[Truth, Support]:
    return _joined(parts, every([truth for truth, _ in parts]), Truth.FALSE)


def _disjunction(parts: Sequence[tuple[Truth, Support]]) -> tuple[Truth, Support]:
    return _joined(parts, some([truth for truth, _ in parts]), Truth.TRUE)


def _joined(
    parts: Sequence[tuple[Truth, Support]], truth: Truth, settling: Truth
) -> tuple[Truth, Support]:
    if truth is Truth.UNKNOWN:
        return truth, _NOTHING
    if truth is settling:
        # One part is proof enough; the narrowest leaves the fewest ways to go.
        return truth, min((item for t, item in parts if t is settling), key=len)
    return truth, _NOTHING.union(*(support for _, support in parts))
