"""The search for every smallest set of changes that cures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.variants.analysis import deciding_propositions
from advisor.engine.reference import FactView, evaluate_test
from advisor.model.vocabulary import RECIPIENT
from advisor.remedies.breach_supports import BreachSupports
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice.variants.analysis import NormOutcomes, VariantAnalysis, VariantOutcomes
    from advisor.engine.bitset.variants import Variant
    from advisor.model.conditions import Test
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value
    from advisor.remedies.breach_supports import Support
    from advisor.remedies.change_options import ChangeableFact, ChangeOptions

Set: TypeAlias = "frozenset[tuple[ChangeableFact, Value]]"
"""Changes: each place with the value it gets."""

MOST_STATES = 20_000
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found: `searched` and `exhausted` as in `Remedies`."""

    found: tuple[Set, ...]
    searched: int
    exhausted: bool
    incurable: tuple[tuple[int, int | None], ...] = ()


@dataclass(frozen=True)
class Search:
    """
    Every cure, by following proofs.

    A breach stays as long as the tests that prove it stay. So every set that cures
    changes at least one of them, and from each set that does not cure yet it is enough
    to go on with those. Level by level, each level evaluated at once, this meets every
    smallest cure; nothing that contains one is followed.
    """

    prospects: VariantAnalysis
    options: ChangeOptions
    scenario: Scenario
    as_of: date
    _steps: dict[tuple[int, int | None, Set], tuple[tuple[ChangeableFact, Value], ...]] = field(
        default_factory=dict
    )

    def run(self, *, changes: int) -> SearchResult:
        """
        Look for sets of up to so many changes, and for larger ones only if none is found.

        It ends early, and says so, where there are too many sets to look at.
        """
        sets: list[Set] = []
        level: list[Set] = [frozenset()]
        seen = 0
        incurable: tuple[tuple[int, int | None], ...] = ()
        for size in range(DEEPEST + 1):
            curing, breached = self._sorted(level)
            if size == 0:
                incurable = tuple(self._incurable(breached))
            sets += curing
            seen += len(level)
            level = [] if incurable else self._next(breached, sets)
            if not level:
                return SearchResult(tuple(sets), size, exhausted=True, incurable=incurable)
            enough = size + 1 > changes and sets
            if enough or seen + len(level) > MOST_STATES:
                return SearchResult(tuple(sets), size, exhausted=False)
        return SearchResult(tuple(sets), DEEPEST, exhausted=False)

    def _sorted(self, level: Sequence[Set]) -> tuple[list[Set], list[tuple[Set, list[Breach]]]]:
        """Part the sets that cure from those that do not, with the breaches they leave."""
        variants = [self._variant(changes) for changes in level]
        outlook = self.prospects.outlook(self.scenario, self.as_of, variants)
        left: dict[int, list[Breach]] = {}
        for standing in outlook.standings:
            for index, who in _bits(standing, outlook):
                left.setdefault(index, []).append((standing, who))
        possible = [index for index in range(len(level)) if outlook.is_possible(index)]
        curing = [level[index] for index in possible if index not in left]
        return curing, [(level[index], left[index]) for index in possible if index in left]

    def _variant(self, changes: Set) -> Variant:
        """Return changes as a variant, with the told facts untold that they overtake."""
        overtaken = {place: None for change in changes for place in self.options.overtaken(*change)}
        return overtaken | dict(changes)

    def _next(self, breached: Sequence[tuple[Set, list[Breach]]], sets: Sequence[Set]) -> list[Set]:
        after: dict[Set, None] = {}
        for changes, breaches in breached:
            steps = min((self._ways(changes, breach) for breach in breaches), key=len)
            for step in steps:
                bigger = changes | {step}
                if bigger not in after and not any(cure <= bigger for cure in sets):
                    after[bigger] = None
            if len(after) > MOST_STATES:
                break
        return list(after)

    def _incurable(
        self, breached: Sequence[tuple[Set, list[Breach]]]
    ) -> Iterator[tuple[int, int | None]]:
        for changes, breaches in breached:
            for standing, who in breaches:
                if not self._ways(changes, (standing, who)):
                    yield standing.at, who

    def _ways(self, changes: Set, breach: Breach) -> tuple[tuple[ChangeableFact, Value], ...]:
        """Return the single changes of which a cure must make one; those known are kept."""
        standing, who = breach
        mentioned = self._mentioned(standing)
        near = frozenset(change for change in changes if change[0][0] in mentioned)
        key = standing.at, who, near
        known = self._steps.get(key)
        if known is None:
            known = self._steps[key] = tuple(self._turning(changes, standing, who))
        return known

    def _turning(
        self, changes: Set, standing: NormOutcomes, who: int | None
    ) -> Iterator[tuple[ChangeableFact, Value]]:
        scenario = self.scenario
        for (fact, about), value in self._variant(changes).items():
            scenario = scenario.told(fact, value, about)
        closed = self.options.engine.close(scenario, self.as_of)
        concluded = {(item.fact, item.who): item for item in closed.conclusions}
        view = FactView(self.prospects.law, closed.closed, self.as_of, concluded)
        changed = {place for place, _ in changes}
        support = BreachSupports(view, self.options.may_change).of_breach(standing.instance, who)
        found: dict[tuple[ChangeableFact, Value], None] = {}
        for place in dict.fromkeys((fact, about) for fact, about, _ in _ordered(support)):
            tests = [test for fact, about, test in support if (fact, about) == place]
            if place in changed:
                continue
            for value in self.options.values(place):
                if any(_turns(test, place, value, view) for test in tests):
                    found[place, value] = None
        for place in self._of_rivals(standing):
            if place not in changed:
                found.update(dict.fromkeys((place, v) for v in self.options.values(place)))
        yield from found

    def _of_rivals(self, standing: NormOutcomes) -> Iterator[ChangeableFact]:
        """Return the facts that could bring in a norm which sets the breached one aside."""
        instances = self.prospects.instances(self.as_of)
        for number in self.prospects.rivals(standing.at, self.as_of):
            for proposition in deciding_propositions(instances[number]):
                for name in sorted(self.prospects.mentions.get(proposition, ())):
                    if self.options.may_change(name):
                        yield from self._places(name)

    def _places(self, name: str) -> Iterator[ChangeableFact]:
        about_people = self.prospects.law.vocabulary.facts[name].entity == RECIPIENT
        people = range(len(self.scenario.people)) if about_people else (None,)
        yield from ((name, who) for who in people)

    def _mentioned(self, standing: NormOutcomes) -> frozenset[str]:
        """Return the facts, by name, of which ways out of a breach depend on the changes made."""
        known = self._names.get(standing.at)
        if known is None:
            instances = self.prospects.instances(self.as_of)
            rivals = self.prospects.rivals(standing.at, self.as_of)
            concerned = (standing.instance, *(instances[number] for number in rivals))
            known = self._names[standing.at] = frozenset(
                name
                for instance in concerned
                for proposition in deciding_propositions(instance)
                for name in self.prospects.mentions.get(proposition, ())
            )
        return known

    @cached_property
    def _names(self) -> dict[int, frozenset[str]]:
        return {}


def _turns(test: Test | None, place: ChangeableFact, value: Value, view: FactView) -> bool:
    """Return whether a value lets a test come out otherwise; what follows from it, it might."""
    if test is None:
        return True
    places, day = view.law.places, view.as_of
    before = evaluate_test(test, view.value(*place), places, day)
    return evaluate_test(test, value, places, day) is not before


Breach: TypeAlias = "tuple[NormOutcomes, int | None]"


def _ordered(support: Support) -> list[tuple[str, int | None, object]]:
    return sorted(support, key=lambda one: (one[0], one[1] or 0))


def _bits(standing: NormOutcomes, outlook: VariantOutcomes) -> Iterator[tuple[int, int | None]]:
    plane, each = standing.breached, outlook.lanes.each
    for at, byte in enumerate(plane.to_bytes((plane.bit_length() + 7) // 8, "little")):
        while byte:
            low = byte & -byte
            byte ^= low  # noqa: PLW2901 - bits are taken off one by one
            lane = at * 8 + low.bit_length() - 1
            yield lane // each, (lane % each if standing.personal else None)
