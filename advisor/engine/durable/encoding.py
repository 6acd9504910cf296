"""From conditions to what must be seen: two formulas each, in strata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, assert_never

from advisor.engine.durable.formula import Sees, atoms, both, either, firings, fits, groups
from advisor.model.conditions import All, Any, Every, Is, Leaf, Nor, Some

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from advisor.engine.durable.formula import Formula
    from advisor.engine.leaves import Leaves
    from advisor.model.conditions import Condition
    from advisor.model.vocabulary import DerivedFact

Pair: TypeAlias = "tuple[Formula, Formula]"
"""When a statement is certainly true, and when certainly false."""

_MOST_PARTS = 10


@dataclass(frozen=True, slots=True)
class Unit:
    """
    A truth to be found before others and fed to them under a number of its own.

    It is decided by rules (`fold` is `None`), or folded by Kleene logic over the
    recipients from what `pair` is for each of them: `some` or `every`.
    """

    number: int
    pair: Pair
    per_recipient: bool
    stratum: int
    subject: str
    fold: str | None = None


class Encoding:
    """
    The formulas of a law's conditions, and the units that they build on.

    Belongs under the engine's lock.
    """

    def __init__(self, leaves: Leaves, derived: Mapping[str, DerivedFact]) -> None:
        self.units: dict[int, Unit] = {}
        self._leaves = leaves
        self._derived = derived
        self._defined: dict[str, Pair] = {}
        self._per_recipient: set[int] = set()

    def pair(self, condition: Condition, subject: str) -> Pair:
        """Encode a condition; `subject` is what it belongs to, for messages."""
        match condition:
            case Leaf():
                return self._leaf(condition)
            case All(of):
                return self._conjunction([self.pair(part, subject) for part in of], subject)
            case Any(of):
                parts = [_swapped(self.pair(part, subject)) for part in of]
                return _swapped(self._conjunction(parts, subject))
            case Nor(of):
                parts = [_swapped(self.pair(part, subject)) for part in of]
                return self._conjunction(parts, subject)
            case Some(inner):
                return self._folded("some", self.pair(inner, subject), subject)
            case Every(inner):
                return self._folded("every", self.pair(inner, subject), subject)
        assert_never(condition)

    def is_per_recipient(self, pair: Pair) -> bool:
        """Tell whether a truth can differ from one recipient to the next."""
        return any(atom.number in self._per_recipient for part in pair for atom in atoms(part))

    def stratum(self, pair: Pair) -> int:
        """Count the strata of units that a formula builds on."""
        below = [
            self.units[atom.number].stratum
            for part in pair
            for atom in atoms(part)
            if atom.number in self.units
        ]
        return max(below, default=0)

    def _leaf(self, leaf: Leaf) -> Pair:
        definition = self._derived.get(leaf.fact)
        if definition is None:
            number = self._leaves.number(leaf)
            if leaf.fact.startswith("recipient."):
                self._per_recipient.add(number)
            return Sees(number, 1), Sees(number, 0)
        pair = self._defined.get(leaf.fact)
        if pair is None:
            pair = self._unit(self.pair(definition.when, leaf.fact), leaf.fact)
            self._defined[leaf.fact] = pair
        return pair if isinstance(leaf.test, Is) and leaf.test.value else _swapped(pair)

    def _conjunction(self, parts: Sequence[Pair], subject: str) -> Pair:
        pair = _all_of(parts)
        if fits(*pair):
            return pair
        # Too much for one rule: what is most complex becomes a unit of an earlier stratum.
        smaller = list(parts)
        for place in sorted(range(len(parts)), key=lambda at: _size(parts[at]), reverse=True):
            smaller[place] = self._unit(parts[place], subject)
            pair = _all_of(smaller)
            if fits(*pair):
                return pair
        halves = [smaller[at : at + _MOST_PARTS] for at in range(0, len(smaller), _MOST_PARTS)]
        return self._conjunction([self._unit(_all_of(half), subject) for half in halves], subject)

    def _unit(self, pair: Pair, subject: str) -> Pair:
        true, _ = pair
        if isinstance(true, bool | Sees):
            return pair
        per_recipient = self.is_per_recipient(pair)
        return self._numbered(pair, subject, per_recipient=per_recipient, fold=None)

    def _folded(self, fold: str, inner: Pair, subject: str) -> Pair:
        pair = self._unit(inner, subject)
        return self._numbered(pair, subject, per_recipient=False, fold=fold)

    def _numbered(self, pair: Pair, subject: str, *, per_recipient: bool, fold: str | None) -> Pair:
        number = self._leaves.reserve()
        stratum = self.stratum(pair) + 1
        self.units[number] = Unit(number, pair, per_recipient, stratum, subject, fold)
        if per_recipient:
            self._per_recipient.add(number)
        return Sees(number, 1), Sees(number, 0)


def _all_of(parts: Sequence[Pair]) -> Pair:
    return both(true for true, _ in parts), either(false for _, false in parts)


def _size(pair: Pair) -> int:
    return max(firings(part) + groups(part) for part in pair)


def _swapped(pair: Pair) -> Pair:
    return pair[1], pair[0]
