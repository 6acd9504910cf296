"""The search for every smallest set of changes that cures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.variants.analysis import deciding_propositions
from advisor.engine.reference import FactView, evaluate_test
from advisor.model.relations import RECIPIENT_COUNT
from advisor.remedies.breach_supports import BreachSupports
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.advice.variants.analysis import NormOutcomes, VariantAnalysis, VariantOutcomes
    from advisor.model.conclusions import FactAt
    from advisor.model.conditions import Test
    from advisor.model.vocabulary import Value
    from advisor.remedies.breach_supports import Ground, Support
    from advisor.remedies.change_options import ChangeableFact, ChangeOptions
    from advisor.remedies.consequences import Change, ChangeSet, Consequences

MOST_STATES = 20_000
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found: `searched` and `exhausted` as in `Remedies`."""

    found: tuple[ChangeSet, ...]
    searched: int
    exhausted: bool
    incurable: tuple[tuple[int, int | None], ...] = ()


@dataclass(frozen=True)
class SortedSets:
    """
    Sets of changes by what they come to.

    `breached` gives with each what it leaves breached; the facts of `clashing` ones cannot
    all be so.
    """

    curing: list[ChangeSet] = field(default_factory=list)
    breached: list[tuple[ChangeSet, list[Breach]]] = field(default_factory=list)
    clashing: list[ChangeSet] = field(default_factory=list)


@dataclass(frozen=True)
class Search:
    """
    Every cure, by following proofs.

    A breach stays as long as the tests that prove it stay. So every set that cures
    changes at least one of them, and from each set that does not cure yet it is enough
    to go on with those. Of a set whose facts cannot all be so, one of those that clash has
    to change too. Level by level, each level evaluated at once, this meets every smallest
    cure; nothing that contains one is followed.
    """

    prospects: VariantAnalysis
    options: ChangeOptions
    consequences: Consequences
    _steps: dict[tuple[int, int | None, ChangeSet], tuple[Change, ...]] = field(
        default_factory=dict
    )

    def run(self, *, changes: int) -> SearchResult:
        """
        Look for sets of up to so many changes, and for larger ones only if none is found.

        It ends early, and says so, where there are too many sets to look at.
        """
        sets: list[ChangeSet] = []
        level: list[ChangeSet] = [frozenset()]
        seen = 0
        incurable: tuple[tuple[int, int | None], ...] = ()
        for size in range(DEEPEST + 1):
            sorted_sets = self._sorted(level)
            if size == 0:
                incurable = tuple(self._incurable(sorted_sets.breached))
            sets += sorted_sets.curing
            seen += len(level)
            level = [] if incurable else self._next(sorted_sets, sets)
            if not level:
                return SearchResult(tuple(sets), size, exhausted=True, incurable=incurable)
            enough = size + 1 > changes and sets
            if enough or seen + len(level) > MOST_STATES:
                return SearchResult(tuple(sets), size, exhausted=False)
        return SearchResult(tuple(sets), DEEPEST, exhausted=False)

    def _sorted(self, level: Sequence[ChangeSet]) -> SortedSets:
        """Part the sets that cure from those that do not, with the breaches they leave."""
        options = self.options
        variants = [self.consequences.variant(item) for item in level]
        outlook = self.prospects.outlook(options.scenario, options.as_of, variants)
        left: dict[int, list[Breach]] = {}
        for standing in outlook.standings:
            for index, who in _bits(standing, outlook):
                left.setdefault(index, []).append((standing, who))
        result = SortedSets()
        for index, changes in enumerate(level):
            if not outlook.is_possible(index):
                result.clashing.append(changes)
            elif not all(outlook.arises(fact, index, who) for (fact, who), _ in changes):
                continue  # what does not arise is nobody's to change
            elif index in left:
                result.breached.append((changes, left[index]))
            else:
                result.curing.append(changes)
        return result

    def _next(self, level: SortedSets, sets: Sequence[ChangeSet]) -> list[ChangeSet]:
        after: dict[ChangeSet, None] = {}
        for changes, steps in self._steps_on(level):
            gone = self.consequences.gone(changes)
            for step in steps:
                bigger = changes | {step}
                known = bigger in after or any(cure <= bigger for cure in sets)
                if not known and not self._is_idle(changes, gone, step):
                    after[bigger] = None
            if len(after) > MOST_STATES:
                break
        return list(after)

    def _steps_on(self, level: SortedSets) -> Iterator[tuple[ChangeSet, Sequence[Change]]]:
        for changes, breaches in level.breached:
            yield changes, min((self._ways(changes, breach) for breach in breaches), key=len)
        for changes in level.clashing:
            yield changes, self._ways_to_agree(changes)

    def _is_idle(self, changes: ChangeSet, gone: frozenset[FactAt], step: Change) -> bool:
        """Return whether one of these changes what another takes along."""
        places = {place for place, _ in changes}
        taken = {(taken.fact.name, taken.who) for taken in self.consequences.taken(step)}
        return step[0] in gone or not places.isdisjoint(taken)

    def _ways_to_agree(self, changes: ChangeSet) -> list[Change]:
        """Return the single changes of which one is needed for the facts to agree."""
        contradiction = self.consequences.closed(changes).contradiction
        told = () if contradiction is None else contradiction.of
        return list(self._changes_of(told, frozenset(place for place, _ in changes)))

    def _changes_of(self, places: Iterable[FactAt], changed: frozenset[FactAt]) -> Iterator[Change]:
        """Return the changes that give one of these facts another value, or end it."""
        found: dict[Change, None] = {}
        for place in places:
            if place not in changed and self.options.may_change(place[0]):
                found.update(dict.fromkeys((place, v) for v in self.options.values(place)))
            for change in self.consequences.takers.get(place, ()):
                if change[0] not in changed:
                    found[change] = None
        yield from found

    def _incurable(
        self, breached: Sequence[tuple[ChangeSet, list[Breach]]]
    ) -> Iterator[tuple[int, int | None]]:
        for changes, breaches in breached:
            for standing, who in breaches:
                if not self._ways(changes, (standing, who)):
                    yield standing.at, who

    def _ways(self, changes: ChangeSet, breach: Breach) -> tuple[Change, ...]:
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
        self, changes: ChangeSet, standing: NormOutcomes, who: int | None
    ) -> Iterator[Change]:
        closed = self.consequences.closed(changes)
        options, law = self.options, self.prospects.law
        conclusions = {(item.fact, item.who): item for item in closed.conclusions}
        view = FactView(law, closed.closed, options.as_of, conclusions)
        supports = BreachSupports(view, self.consequences.may_move)
        support = supports.of_breach(standing.instance, who)
        changed = frozenset(place for place, _ in changes)
        grounds: dict[FactAt, list[Test | None]] = {}
        for fact, about, test in _ordered(support):
            grounds.setdefault((fact, about), []).append(test)
        found: dict[Change, None] = {}
        for place, tests in grounds.items():
            before = closed.told.value(*place)
            for change in self._changes_of([place], changed):
                if change[0] != place or any(
                    test is None or self._turns(test, before, change[1]) for test in tests
                ):
                    found[change] = None
        found.update(dict.fromkeys(self._changes_of(self._of_rivals(standing), changed)))
        yield from found

    def _turns(self, test: Test, before: Value | None, after: Value) -> bool:
        """Return whether a test on a fact comes out otherwise."""
        places, day = self.prospects.law.places, self.options.as_of
        return evaluate_test(test, before, places, day) is not evaluate_test(
            test, after, places, day
        )

    def _of_rivals(self, standing: NormOutcomes) -> Iterator[ChangeableFact]:
        """Return the facts that could bring in a norm which sets the breached one aside."""
        instances = self.prospects.instances(self.options.clock)
        for number in self.prospects.rivals(standing.at, self.options.clock):
            for proposition in deciding_propositions(instances[number]):
                for name in sorted(self.prospects.mentions.get(proposition, ())):
                    if self.options.may_change(name):
                        yield from self.options.places(name)

    def _mentioned(self, standing: NormOutcomes) -> frozenset[str]:
        """Return the facts, by name, of which ways out of a breach depend on the changes made."""
        known = self._names.get(standing.at)
        if known is None:
            instances = self.prospects.instances(self.options.clock)
            rivals = self.prospects.rivals(standing.at, self.options.clock)
            concerned = (standing.instance, *(instances[number] for number in rivals))
            named = frozenset(
                name
                for instance in concerned
                for proposition in deciding_propositions(instance)
                for name in self.prospects.mentions.get(proposition, ())
            )
            known = self._names[standing.at] = self._related(named)
        return known

    def _related(self, names: frozenset[str]) -> frozenset[str]:
        """Return facts with all from which relations could conclude anything of them."""
        reached, before = names, frozenset[str]()
        while reached != before:
            before = reached
            for facts in self._relation_facts:
                if not facts.isdisjoint(reached):
                    reached |= facts
        return reached

    @cached_property
    def _relation_facts(self) -> tuple[frozenset[str], ...]:
        relations = self.prospects.law.vocabulary.relations
        return tuple(relation.facts - {RECIPIENT_COUNT} for relation in relations)

    @cached_property
    def _names(self) -> dict[int, frozenset[str]]:
        return {}


Breach: TypeAlias = "tuple[NormOutcomes, int | None]"


def _ordered(support: Support) -> list[Ground]:
    return sorted(support, key=lambda one: (one[0], one[1] or 0))


def _bits(standing: NormOutcomes, outlook: VariantOutcomes) -> Iterator[tuple[int, int | None]]:
    plane, each = standing.breached, outlook.lanes.each
    for at, byte in enumerate(plane.to_bytes((plane.bit_length() + 7) // 8, "little")):
        while byte:
            low = byte & -byte
            byte ^= low  # noqa: PLW2901 - bits are taken off one by one
            lane = at * 8 + low.bit_length() - 1
            yield lane // each, (lane % each if standing.personal else None)
