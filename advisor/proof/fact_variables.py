"""One fact of one subject as variables: which value it has, and whether it is told."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from advisor.engine.closure.domains import affirms
from advisor.engine.reference import evaluate_test
from advisor.model.conditions import IncludesAll, Is, OneOf, Only, Within, WithinAll
from advisor.model.places import NOWHERE
from advisor.model.truth import Truth
from advisor.model.vocabulary import FactType
from advisor.proof.clauses import HOLDS, Rail

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from advisor.model.conditions import Test
    from advisor.model.places import Places
    from advisor.model.vocabulary import Fact, Value
    from advisor.proof.clauses import ClauseBook


class ValueClasses:
    """
    The values of one fact on one day, sorted by what the tests of the law make of them.

    One value stands for each class: the first, in the order in which they are declared. With
    `keep_all` each stands for itself, for those that are compared with one another. A test of
    a place is read by the places of each law, by the number of its atlas.
    """

    def __init__(
        self,
        values: Sequence[Value],
        tests: Collection[Test],
        atlases: Sequence[Places],
        day: date,
        *,
        keep_all: bool = False,
    ) -> None:
        views = [(test, at) for test in tests for at in range(len(atlases))]
        self.truths: dict[tuple[Test, int], list[Truth]] = {view: [] for view in views}
        self.values: list[Value] = []
        known: set[tuple[object, ...]] = set()
        for value in values:
            found = tuple(evaluate_test(test, value, atlases[at], day) for test, at in views)
            signature = (*found, affirms(value))
            if keep_all or signature not in known:
                known.add(signature)
                self.values.append(value)
                for view, truth in zip(views, found, strict=True):
                    self.truths[view].append(truth)


class FactVariables(ABC):
    """
    The variables of one fact, of the message or of one recipient.

    `told` holds where the scenario tells it; `present` where the fact arises at all.
    """

    def __init__(self, fact: Fact, book: ClauseBook, *, mutable: bool) -> None:
        self.fact = fact
        self.book = book
        self.told = book.fresh()
        self.present = book.fresh() if mutable else HOLDS
        book.require(-self.told, self.present)

    @abstractmethod
    def passes(self, test: Test, atlas: int = 0) -> tuple[int, int]:
        """Return the literals that the value passes a test, and that it fails it."""

    @abstractmethod
    def decode(self, held: Collection[int]) -> Value:
        """Return the value in a model of the clauses."""

    @property
    @abstractmethod
    def affirms(self) -> int:
        """Return the literal that the value says more than that there is nothing of the kind."""

    @abstractmethod
    def is_value(self, value: Value) -> int:
        """Return the literal that the fact has a value; one of no class is never had."""

    def rail(self, test: Test, *, is_told: bool, atlas: int = 0) -> Rail:
        """Return the rails of a test: of what is told, or of what is so."""
        known = self.told if is_told else self.present
        passes, fails = self.passes(test, atlas)
        both = self.book.all_of
        return Rail(both((known, passes)), both((known, fails)))


class FlagVariables(FactVariables):
    """A flag: one variable."""

    def __init__(self, fact: Fact, book: ClauseBook, *, mutable: bool) -> None:
        super().__init__(fact, book, mutable=mutable)
        self.value = book.fresh()

    def passes(self, test: Test, atlas: int = 0) -> tuple[int, int]:
        """Return the literals of the value that is asked for, and of the other."""
        del atlas
        wanted = self.value if isinstance(test, Is) and test.value else -self.value
        return wanted, -wanted

    def decode(self, held: Collection[int]) -> Value:
        """Return the flag."""
        return self.value in held

    @property
    def affirms(self) -> int:
        """Return the literal that the flag is true."""
        return self.value

    def is_value(self, value: Value) -> int:
        """Return the literal of one of the two values."""
        return self.value if value is True else -self.value


class ChosenVariables(FactVariables):
    """A choice, a place, a number or a date: one variable for each class of values."""

    def __init__(
        self, fact: Fact, book: ClauseBook, classes: ValueClasses, *, mutable: bool
    ) -> None:
        super().__init__(fact, book, mutable=mutable)
        self.classes = classes
        if len(classes.values) == 1:
            self.literals = [HOLDS]
        else:
            self.literals = [book.fresh() for _ in classes.values]
            book.require(*self.literals)
            for at, literal in enumerate(self.literals):
                for other in self.literals[:at]:
                    book.require(-literal, -other)

    def passes(self, test: Test, atlas: int = 0) -> tuple[int, int]:
        """Return the literals of the classes that pass, and of those that fail."""
        truths = self.classes.truths[test, atlas]
        return self._of(truths, Truth.TRUE), self._of(truths, Truth.FALSE)

    def _of(self, truths: Sequence[Truth], wanted: Truth) -> int:
        pairs = zip(self.literals, truths, strict=True)
        return self.book.any_of(literal for literal, truth in pairs if truth is wanted)

    def decode(self, held: Collection[int]) -> Value:
        """Return the value that stands for the class."""
        pairs = zip(self.literals, self.classes.values, strict=True)
        return next(value for literal, value in pairs if literal in held)

    @property
    def affirms(self) -> int:
        """Return the literal that the answer is not *nowhere*, or *none*."""
        pairs = zip(self.literals, self.classes.values, strict=True)
        return self.book.any_of(literal for literal, value in pairs if affirms(value))

    def is_value(self, value: Value) -> int:
        """Return the literal of a value that stands for its class."""
        if value not in self.classes.values:
            return -HOLDS
        return self.literals[self.classes.values.index(value)]


class SetVariables(FactVariables):
    """A set of options: one variable for each."""

    def __init__(
        self, fact: Fact, book: ClauseBook, options: Collection[str], *, mutable: bool
    ) -> None:
        super().__init__(fact, book, mutable=mutable)
        self.members: Mapping[str, int] = {option: book.fresh() for option in options}

    def passes(self, test: Test, atlas: int = 0) -> tuple[int, int]:
        """Return the literals that the set passes a test, and that it fails it."""
        del atlas
        members, book = self.members, self.book
        match test:
            case OneOf(options):
                passing = book.any_of(members[one] for one in sorted(options) if one in members)
            case IncludesAll(options):
                passing = book.all_of(members.get(one, -HOLDS) for one in sorted(options))
            case Only(options):
                passing = book.all_of(-members[one] for one in members if one not in options)
            case _:
                passing = -HOLDS
        return passing, -passing

    def decode(self, held: Collection[int]) -> Value:
        """Return the options that are in the set."""
        return frozenset(option for option, literal in self.members.items() if literal in held)

    @property
    def affirms(self) -> int:
        """Return the literal that the set is not empty."""
        return self.book.any_of(self.members.values())

    def is_value(self, value: Value) -> int:
        """Return the literal that the set is this one."""
        wanted = value if isinstance(value, frozenset) else frozenset()
        return self.book.all_of(
            literal if option in wanted else -literal for option, literal in self.members.items()
        )


class PlacesVariables(FactVariables):
    """A set of places: one variable for each class of places, of which one stands for all."""

    def __init__(
        self, fact: Fact, book: ClauseBook, classes: ValueClasses, *, mutable: bool
    ) -> None:
        super().__init__(fact, book, mutable=mutable)
        self.classes = classes
        self.literals = [book.fresh() for _ in classes.values]

    def passes(self, test: Test, atlas: int = 0) -> tuple[int, int]:
        """Return the literals that some place passes, and that each fails."""
        if isinstance(test, WithinAll):
            parts = [self.passes(part, atlas) for part in parts_of(test)]
            return (
                self.book.all_of(passing for passing, _ in parts),
                self.book.any_of(failing for _, failing in parts),
            )
        truths = self.classes.truths[test, atlas]
        pairs = list(zip(self.literals, truths, strict=True))
        passing = self.book.any_of(one for one, truth in pairs if truth is Truth.TRUE)
        failing = self.book.all_of(-one for one, truth in pairs if truth is not Truth.FALSE)
        return passing, failing

    def decode(self, held: Collection[int]) -> Value:
        """Return the places that stand for their classes."""
        pairs = zip(self.literals, self.classes.values, strict=True)
        return frozenset(str(value) for literal, value in pairs if literal in held)

    @property
    def affirms(self) -> int:
        """Return the literal that the set is not empty."""
        return self.book.any_of(self.literals)

    def is_value(self, value: Value) -> int:
        """Return the literal that the set is this one."""
        wanted = value if isinstance(value, frozenset) else frozenset()
        return self.book.all_of(
            literal if place in wanted else -literal
            for literal, place in zip(self.literals, self.classes.values, strict=True)
        )


def parts_of(test: Test) -> tuple[Test, ...]:
    """Return the tests of single places that a test of a set comes to."""
    if isinstance(test, WithinAll):
        return tuple(Within(frozenset({code})) for code in sorted(test.codes))
    return (test,)


def values_of(
    fact: Fact, options: Sequence[str], places: Sequence[str], days: Sequence[Value]
) -> Sequence[Value]:
    """Return the values of a fact: its options, or places, or else `days`."""
    match fact.type:
        case FactType.CHOICE:
            return options
        case FactType.PLACE:
            return (*places, NOWHERE)
        case FactType.PLACES:
            return places
        case _:
            return days
