"""Conditions over all scenarios of one day: the engine's three truths, as two literals each."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from advisor.model.conditions import (
    All,
    Any,
    DayOrder,
    Every,
    Is,
    Leaf,
    Nor,
    OneOf,
    Some,
    is_per_recipient,
)
from advisor.model.law_clock import SENT_ON
from advisor.model.relations import COUNTS, RECIPIENT_COUNT
from advisor.model.vocabulary import RECIPIENT, FactType, MessageSide
from advisor.proof.clauses import HOLDS, OPEN_RAIL, ClauseBook, Rail
from advisor.proof.fact_variables import (
    ChosenVariables,
    FactVariables,
    FlagVariables,
    PlacesVariables,
    SetVariables,
    ValueClasses,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.conclusions import FactAt
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.relations import Relation
    from advisor.proof.law_tests import LawTests

RECIPIENTS = 2
"""How many recipients a proof speaks of: a norm is about one, and compares it with one more."""

_SENDER, _DIRECTION = "sender", "message.direction"


class RailEncoder:
    """
    The scenarios of a vocabulary on one day, and what conditions come to in them.

    A scenario has values, of which some are told. Values meet every relation; conditions of
    the law read what is told. Places are told exactly, the message is sent on the day that is
    asked about, and there are at most `people` recipients. `beside` is another law over the
    same scenarios, which `tests` read too.
    """

    def __init__(
        self,
        law: Law,
        day: date,
        tests: LawTests,
        people: int = RECIPIENTS,
        *,
        beside: RailEncoder | None = None,
    ) -> None:
        self.law = law
        self.day = day
        self.tests = tests
        self.beside = beside
        self.book: ClauseBook = ClauseBook() if beside is None else beside.book
        self.exists: tuple[int, ...] = self._recipients(people) if beside is None else beside.exists
        self.atlas = tests.atlas(law)
        self.variables: dict[FactAt, FactVariables] = {}
        self._rails: dict[tuple[int, int | None, bool], tuple[Condition, Rail]] = {}
        self._classes: dict[str, ValueClasses] = {}
        self._exact = law.places.exact_on(day)
        relations = [one for law in tests.laws for one in law.vocabulary.relations]
        self.mutable = {fact for one in relations for fact in one.mutes}
        for relation in law.vocabulary.relations:
            self._relate(relation)
        self._mute_facts()

    # -- who and what

    def _recipients(self, people: int) -> tuple[int, ...]:
        exists = tuple(self.book.fresh() for _ in range(people))
        for earlier, later in pairwise(exists):
            self.book.require(-later, earlier)
        return exists

    def subjects(self, *, personal: bool) -> Sequence[int | None]:
        """Return the indexes of the recipients, or one `None` for the whole message."""
        return range(len(self.exists)) if personal else (None,)

    def there(self, who: int | None) -> int:
        """Return the literal that there is this recipient."""
        return HOLDS if who is None else self.exists[who]

    def fact(self, name: str, who: int | None) -> FactVariables | None:
        """Return the variables of a fact of one subject; `None` for one that is never tested."""
        about = (name, who if name.startswith(f"{RECIPIENT}.") else None)
        held = self.variables.get(about)
        if held is None:
            held = self._shared(name, who)
            if held is not None:
                self.variables[about] = held
                return held
            made = self._made(name)
            if made is None:
                return None
            held = self.variables[about] = made
            self.book.require(-held.told, self.there(about[1]))
            self._refuse_outside_sender(held)
        return held

    def _shared(self, name: str, who: int | None) -> FactVariables | None:
        """Return the variables of a fact that the other law has too."""
        if self.beside is None:
            return None
        held, fact = self.beside.fact(name, who), self.law.vocabulary.facts.get(name)
        return held if held is not None and fact and held.fact.type is fact.type else None

    def _refuse_outside_sender(self, held: FactVariables) -> None:
        """Let nothing be told of an outside sender where the lawyer sends."""
        if held.fact.entity == _SENDER and _DIRECTION in self.law.vocabulary.facts:
            direction = self.fact(_DIRECTION, None)
            if direction is not None:
                self.book.require(-held.told, -direction.is_value(MessageSide.SENT.value))

    def _made(self, name: str) -> FactVariables | None:
        fact = self.law.vocabulary.facts.get(name)
        if fact is None or fact.type is FactType.TEXT:
            return None
        book, mutable = self.book, name in self.mutable
        match fact.type:
            case FactType.FLAG:
                return FlagVariables(fact, book, mutable=mutable)
            case FactType.CHOICES:
                return SetVariables(fact, book, self.tests.options(name), mutable=mutable)
            case FactType.PLACES:
                return PlacesVariables(fact, book, self._classes_of(name), mutable=mutable)
            case _:
                held = ChosenVariables(fact, book, self._classes_of(name), mutable=mutable)
                if name == SENT_ON:
                    book.require(held.told)
                return held

    def _classes_of(self, name: str) -> ValueClasses:
        if name not in self._classes:
            fact = self.law.vocabulary.facts[name]
            dated = fact.type in (FactType.NUMBER, FactType.DATE)
            values = self.tests.values(fact, self.day) if dated else ()
            self._classes[name] = ValueClasses(
                values_of(fact, self.tests.options(name), self._exact, values),
                tuple(self.tests.of.get(name, ())),
                [law.places for law in self.tests.laws],
                self.day,
                keep_all=name in self.tests.compared,
            )
        return self._classes[name]

    # -- relations

    def _relate(self, relation: Relation) -> None:
        for who in self.subjects(personal=_is_personal(relation)):
            when = self.rail(relation.when, who, is_told=False)
            then = self.rail(relation.then, who, is_told=False)
            there = -self.there(who)
            self.book.require(there, -when.true, then.true)
            self.book.require(there, -then.false, when.false)

    def _mute_facts(self) -> None:
        reasons: dict[FactAt, list[int]] = {}
        for relation in self.law.vocabulary.relations:
            for fact in relation.mutes:
                for who in self.subjects(personal=fact.startswith(f"{RECIPIENT}.")):
                    muting = self.rail(relation.when, who, is_told=False).true
                    reasons.setdefault((fact, who), []).append(muting)
        for (fact, who), whens in reasons.items():
            held = self.fact(fact, who)
            if held is None:
                continue
            there = -self.there(who)
            self.book.require(there, held.present, *whens)
            for literal in whens:
                self.book.require(there, -literal, -held.present, -held.affirms)

    # -- conditions

    def rail(self, condition: Condition, who: int | None, *, is_told: bool = True) -> Rail:
        """Return what a condition comes to, of what is told or of what is so."""
        if isinstance(condition, Some | Every):
            who = None
        key = id(condition), who, is_told
        known = self._rails.get(key)
        if known is None:
            known = self._rails[key] = condition, self._rail(condition, who, is_told=is_told)
        return known[1]

    def _rail(self, condition: Condition, who: int | None, *, is_told: bool) -> Rail:
        match condition:
            case Leaf():
                return self._leaf(condition, who, is_told=is_told)
            case All(of):
                return self.all_of([self.rail(part, who, is_told=is_told) for part in of])
            case Any(of):
                return self.any_of([self.rail(part, who, is_told=is_told) for part in of])
            case Nor(of):
                parts = [self.rail(part, who, is_told=is_told) for part in of]
                return self.any_of(parts).negated
            case Some(inner):
                return self.some([self.rail(inner, one, is_told=is_told) for one in self._each])
            case Every(inner):
                parts = [self.rail(inner, one, is_told=is_told).negated for one in self._each]
                return self.some(parts).negated
        assert_never(condition)

    @property
    def _each(self) -> range:
        return range(len(self.exists))

    def all_of(self, rails: Sequence[Rail]) -> Rail:
        """Return the rails of all of these: all true, or one false."""
        return Rail(
            self.book.all_of(one.true for one in rails),
            self.book.any_of(one.false for one in rails),
        )

    def any_of(self, rails: Sequence[Rail]) -> Rail:
        """Return the rails of one of these: one true, or all false."""
        return self.all_of([one.negated for one in rails]).negated

    def some(self, rails: Sequence[Rail]) -> Rail:
        """Return the rails of what is asked of each recipient: true of one, or false of all."""
        pairs = list(zip(self.exists, rails, strict=True))
        both, one_of = self.book.all_of, self.book.any_of
        return Rail(
            one_of(both((there, rail.true)) for there, rail in pairs),
            both(one_of((-there, rail.false)) for there, rail in pairs),
        )

    def _leaf(self, leaf: Leaf, who: int | None, *, is_told: bool) -> Rail:
        if leaf.fact == RECIPIENT_COUNT:
            return self._count(leaf)
        definition = self.law.vocabulary.derived.get(leaf.fact)
        if definition is not None:
            rail = self.rail(definition.when, who, is_told=is_told)
            return rail if isinstance(leaf.test, Is) and leaf.test.value else rail.negated
        if isinstance(leaf.test, DayOrder):
            return self._order(leaf.fact, leaf.test, who, is_told=is_told)
        held = self.fact(leaf.fact, who)
        return (
            OPEN_RAIL if held is None else held.rail(leaf.test, is_told=is_told, atlas=self.atlas)
        )

    def _order(self, fact: str, test: DayOrder, who: int | None, *, is_told: bool) -> Rail:
        first, other = self.fact(fact, who), self.fact(test.other, who)
        if not isinstance(first, ChosenVariables) or not isinstance(other, ChosenVariables):
            return OPEN_RAIL
        both = self.book.all_of
        passing: list[int] = []
        failing: list[int] = []
        for one, day in zip(first.literals, first.classes.values, strict=True):
            for two, compared in zip(other.literals, other.classes.values, strict=True):
                if isinstance(day, date) and isinstance(compared, date):
                    orders = passing if test.holds(day, compared) else failing
                    orders.append(both((one, two)))
        known = (first.told, other.told) if is_told else (first.present, other.present)
        return Rail(
            both((*known, self.book.any_of(passing))), both((*known, self.book.any_of(failing)))
        )

    def _count(self, leaf: Leaf) -> Rail:
        first, second = (*self.exists, -HOLDS, -HOLDS)[:2]
        both = self.book.all_of
        counts = dict(zip(COUNTS, (-first, both((first, -second)), second), strict=True))
        wanted = leaf.test.options if isinstance(leaf.test, OneOf) else frozenset()
        holds = self.book.any_of(counts[word] for word in COUNTS if word in wanted)
        return Rail(holds, -holds)


def _is_personal(relation: Relation) -> bool:
    return any(is_per_recipient(part, frozenset()) for part in (relation.when, relation.then))
