"""From conditions to what must be seen: two formulas each, in strata."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from advisor.engine.durable.formula import FormulaPair, all_of, any_of
from advisor.model.conditions import All, Any, Every, Is, Leaf, Some
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from advisor.engine.atoms.index import AtomIndex
    from advisor.model.conditions import Condition
    from advisor.model.vocabulary import DerivedFact

_MOST_PARTS = 10

Join: TypeAlias = "Callable[[Sequence[FormulaPair]], FormulaPair]"


@dataclass(frozen=True, slots=True)
class Unit:
    """
    A truth to be found before others and fed to them under a number of its own.

    It is decided by rules (`fold` is `None`), or folded by Kleene logic over the
    recipients from what `pair` is for each of them: `some` or `every`.
    """

    number: int
    pair: FormulaPair
    per_recipient: bool
    stratum: int
    subject: str
    fold: str | None = None


class Encoding:
    """
    The formulas of a law's conditions, and the units that they build on.

    `fresh` collects the units until somebody takes them. Belongs under the engine's lock.
    """

    def __init__(self, leaves: AtomIndex, derived: Mapping[str, DerivedFact]) -> None:
        self.units: dict[int, Unit] = {}
        self.fresh: list[Unit] = []
        self._leaves = leaves
        self._derived = derived
        self._defined: dict[str, FormulaPair] = {}
        # With each test itself: an id is its own only while it lives.
        self._tests: dict[int, tuple[Leaf, FormulaPair]] = {}
        self._per_recipient: set[int] = set()

    def pair(self, condition: Condition, subject: str) -> FormulaPair:
        """Encode a condition; `subject` is what it belongs to, for messages."""
        if isinstance(condition, Leaf):
            # The same test stands in many norms: one look by identity spares most work.
            known = self._tests.get(id(condition))
            if known is None:
                known = self._tests[id(condition)] = condition, self._leaf(condition)
            return known[1]
        if isinstance(condition, All):
            return self._joined(
                all_of, [self.pair(part, subject) for part in condition.of], subject
            )
        if isinstance(condition, Some):
            return self._folded("some", self.pair(condition.of, subject), subject)
        if isinstance(condition, Every):
            return self._folded("every", self.pair(condition.of, subject), subject)
        parts = [self.pair(part, subject) for part in condition.of]
        joined = self._joined(any_of, parts, subject)
        return joined if isinstance(condition, Any) else joined.negated()

    def is_per_recipient(self, pair: FormulaPair) -> bool:
        """Return whether a truth can differ from one recipient to the next."""
        return not self._per_recipient.isdisjoint(pair.numbers)

    def _leaf(self, leaf: Leaf) -> FormulaPair:
        definition = self._derived.get(leaf.fact)
        if definition is None:
            number = self._leaves.number(leaf)
            if leaf.fact.startswith("recipient."):
                self._per_recipient.add(number)
            return FormulaPair.of(number)
        pair = self._defined.get(leaf.fact)
        if pair is None:
            pair = self._unit(self.pair(definition.when, leaf.fact), leaf.fact)
            self._defined[leaf.fact] = pair
        return pair if isinstance(leaf.test, Is) and leaf.test.value else pair.negated()

    def _joined(self, join: Join, parts: Sequence[FormulaPair], subject: str) -> FormulaPair:
        pair = join(parts)
        if pair.fits:
            return pair
        # Too much for one rule: what costs most becomes a unit of an earlier stratum.
        smaller = list(parts)
        for place in sorted(range(len(parts)), key=lambda at: parts[at].cost, reverse=True):
            smaller[place] = self._unit(parts[place], subject)
            pair = join(smaller)
            if pair.fits:
                return pair
        some = [smaller[at : at + _MOST_PARTS] for at in range(0, len(smaller), _MOST_PARTS)]
        return self._joined(join, [self._unit(join(few), subject) for few in some], subject)

    def _unit(self, pair: FormulaPair, subject: str) -> FormulaPair:
        if pair.is_plain:
            return pair
        return self._numbered(pair, subject, per_recipient=self.is_per_recipient(pair))

    def _folded(self, fold: str, inner: FormulaPair, subject: str) -> FormulaPair:
        return self._numbered(self._unit(inner, subject), subject, per_recipient=False, fold=fold)

    def _numbered(
        self, pair: FormulaPair, subject: str, *, per_recipient: bool, fold: str | None = None
    ) -> FormulaPair:
        below = [self.units[number].stratum for number in pair.numbers if number in self.units]
        number = self._leaves.reserve()
        stratum = 1 + max(below, default=0)
        unit = self.units[number] = Unit(number, pair, per_recipient, stratum, subject, fold)
        self.fresh.append(unit)
        if per_recipient:
            self._per_recipient.add(number)
        return FormulaPair.of(number)
