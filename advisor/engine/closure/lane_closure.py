"""
The closure over lanes of bits: many scenarios at once, one bit for each or for its recipients.

The same as `reference_closure`, and written to be quick: of each fact it keeps, for every class
of values that the relations tell apart, the lanes in which that class is still possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.engine.atoms.evaluate import compile_test
from advisor.engine.closure.domains import affirms, is_narrowed
from advisor.engine.closure.fact_classes import FactClasses
from advisor.engine.place_containment import Containment
from advisor.model.conditions import (
    All,
    Any,
    DayOrder,
    Every,
    Leaf,
    Nor,
    OneOf,
    Some,
    is_per_recipient,
    leaves,
)
from advisor.model.relations import COUNTS, RECIPIENT_COUNT
from advisor.model.truth import Truth
from advisor.model.vocabulary import RECIPIENT

if TYPE_CHECKING:
    from advisor.engine.bitset.layout import LaneLayout
    from advisor.engine.closure.domains import FactDomains
    from advisor.model.conclusions import Remaining
    from advisor.model.conditions import Condition, Test
    from advisor.model.relations import Relation
    from advisor.model.vocabulary import Value

Planes: TypeAlias = tuple[int, int]
"""The lanes in which something holds, and those in which it does not."""

MESSAGE_DATE = "message.date"
"""The day that is asked about unless it is told."""

_MANY = 2
_PERSONAL = f"{RECIPIENT}."


class ToldLanes(NamedTuple):
    """A fact told in some lanes; of the message it is told in all lanes of a scenario."""

    fact: str
    value: Value
    lanes: int


class NarrowedLanes(NamedTuple):
    """A fact settled or narrowed in some lanes, beyond what is told of it there."""

    fact: str
    known: Value | Remaining
    lanes: int
    told: Value | None = None


class RelationIndex:
    """The relations of a law made ready for one day."""

    def __init__(self, domains: FactDomains) -> None:
        law = domains.law
        self.relations = law.vocabulary.relations
        self.facts_of = [relation.facts for relation in self.relations]
        self.personal = [
            is_per_recipient(relation.when, frozenset())
            or is_per_recipient(relation.then, frozenset())
            for relation in self.relations
        ]
        self.atlas = Containment(law.places, domains.day)
        tests: dict[str, dict[Test, None]] = {}
        compared: set[str] = set()
        for relation in self.relations:
            for part in (relation.when, relation.then):
                for leaf in leaves(part):
                    if isinstance(leaf.test, DayOrder):
                        compared.update(leaf.facts)
                    else:
                        tests.setdefault(leaf.fact, {})[leaf.test] = None
            for fact in relation.mutes:
                tests.setdefault(fact, {})
        for fact in compared:
            tests.setdefault(fact, {})
        self.compared = frozenset(compared)
        facts = law.vocabulary.facts
        self.classes = {
            name: FactClasses(facts[name], tuple(made), domains, self.atlas)
            for name, made in tests.items()
            if is_narrowed(facts.get(name))
        }
        self.tested = frozenset(tests)


class LaneClosure:
    """
    Scenarios of one layout on their way to a fixpoint.

    `people_told` says whether it is told who receives the messages. After `run`,
    `contradictory` marks the lanes of scenarios that cannot be, `contradicted` tells by the id
    of a relation which of them it excludes, and `muted` in which lanes a fact does not arise.
    """

    def __init__(
        self,
        index: RelationIndex,
        lanes: LaneLayout,
        told: Iterable[ToldLanes],
        *,
        people_told: bool,
    ) -> None:
        self._index = index
        self._lanes = lanes
        self._people_told = people_told
        self._told: dict[str, list[ToldLanes]] = {}
        for item in told:
            if item.fact in index.tested:
                self._told.setdefault(item.fact, []).append(item)
        self._possible: dict[str, list[int]] = {}
        self._before: dict[str, list[int]] = {}
        self._settled: dict[str, int] = {}
        self._tested: dict[str, dict[Test, Planes]] = {}
        self._changed: set[str] = {*self._told, RECIPIENT_COUNT}
        self.contradictory = 0
        self.contradicted: dict[str, int] = {}
        self.muted: dict[str, int] = {}
        self._relation = ""

    def run(self) -> None:
        """Narrow until nothing changes."""
        index = self._index
        while self._changed:
            changed, self._changed = self._changed, set()
            for at, relation in enumerate(index.relations):
                if not changed.isdisjoint(index.facts_of[at]):
                    self._relation = relation.id
                    self._apply(relation, personal=index.personal[at])

    def narrowed(self) -> Iterator[NarrowedLanes]:
        """Return what was settled or narrowed, by fact; contradictory lanes left out."""
        sound = self._lanes.ones & ~self.contradictory
        for fact, planes in self._possible.items():
            before = self._before[fact]
            lanes = 0
            for was, now in zip(before, planes, strict=True):
                lanes |= was & ~now
            lanes &= sound
            if lanes:
                yield from self._groups(fact, planes, lanes)

    def _groups(self, fact: str, planes: Sequence[int], lanes: int) -> Iterator[NarrowedLanes]:
        classes = self._index.classes[fact]
        told = [(item.value, item.lanes & lanes) for item in self._told.get(fact, ())]
        untold = lanes
        for _, where in told:
            untold &= ~where
        for value, where in (*told, (None, untold)):
            for bits, group in _parted(planes, where):
                yield NarrowedLanes(fact, classes.known(bits, value), group, value)

    # -- what relations do

    def _apply(self, relation: Relation, *, personal: bool) -> None:
        lanes = self._lanes
        if not personal or lanes.recipients:
            self._enforce(relation.holds, lanes.ones, wanted=True)
        # What an affirmed fact narrows here brings the relation to bear once more.
        muted = self._planes(relation.when)[0] if relation.mutes else 0
        for fact in relation.mutes:
            if fact.startswith(_PERSONAL) and not lanes.recipients:
                continue
            self.muted[fact] = self.muted.get(fact, 0) | muted
            self._enforce(relation.when, self._affirmed(fact), wanted=False)

    def _affirmed(self, fact: str) -> int:
        """Return where a fact says more than that there is nothing of the kind."""
        classes = self._index.classes.get(fact)
        if fact not in self._possible and fact not in self._told:
            return 0
        if classes is None:
            told = self._told.get(fact, ())
            return sum(item.lanes for item in told if affirms(item.value))
        affirming, denied = classes.affirming, 0
        for number, plane in enumerate(self._planes_of(fact)):
            if not affirming >> number & 1:
                denied |= plane
        return self._settled[fact] & ~denied

    def _enforce(self, condition: Condition, where: int, *, wanted: bool) -> None:
        where &= ~self.contradictory
        if not where:
            return
        if isinstance(condition, Leaf):
            self._narrow(condition, where, wanted=wanted)
            return
        if isinstance(condition, Some | Every):
            self._enforce_people(condition, where, wanted=wanted)
            return
        inner = not wanted if isinstance(condition, Nor) else wanted
        if isinstance(condition, All | Nor) is wanted:
            for part in condition.of:
                self._enforce(part, where, wanted=inner)
            return
        against = [self._planes(part)[1 if inner else 0] for part in condition.of]
        for part, others in zip(condition.of, _all_but_one(against, where), strict=True):
            self._enforce(part, others, wanted=inner)
        if not condition.of:
            self._contradict(where)

    def _enforce_people(self, condition: Some | Every, where: int, *, wanted: bool) -> None:
        lanes = self._lanes
        whole = self._spread(where)
        if isinstance(condition, Every) is wanted:
            if lanes.recipients:
                self._enforce(condition.of, whole, wanted=wanted)
            return
        if not self._people_told:
            return
        if not lanes.recipients:
            self._contradict(where)
            return
        against = self._planes(condition.of)[1 if wanted else 0]
        each = [against >> place & lanes.firsts for place in range(lanes.recipients)]
        firsts = whole & lanes.firsts
        left = 0
        for place, others in enumerate(_all_but_one(each, firsts)):
            left |= others << place
        self._enforce(condition.of, left, wanted=wanted)

    def _narrow(self, leaf: Leaf, where: int, *, wanted: bool) -> None:
        if not any(fact.startswith(_PERSONAL) for fact in leaf.facts):
            where = self._spread(where)
        classes = self._index.classes.get(leaf.fact)
        if classes is None or isinstance(leaf.test, DayOrder):
            true, false = self._planes(leaf)
            self._contradict(where & (false if wanted else true))
            return
        planes = self._planes_of(leaf.fact)
        passing = classes.passing(leaf.test)
        gone = left = 0
        for number, plane in enumerate(planes):
            if bool(passing >> number & 1) is not wanted:
                gone |= plane & where
                planes[number] = plane & ~where
            left |= planes[number]
        if gone:
            self._tested.pop(leaf.fact, None)
            self._settled[leaf.fact] |= gone
            self._changed.add(leaf.fact)
            self._contradict(gone & ~left)

    def _contradict(self, where: int) -> None:
        fresh = self._spread(where) & ~self.contradictory
        if fresh:
            self.contradictory |= fresh
            self.contradicted[self._relation] = self.contradicted.get(self._relation, 0) | fresh

    def _spread(self, where: int) -> int:
        """Return all lanes of the scenarios that have one of these."""
        return self._lanes.some(where) if self._lanes.recipients >= _MANY else where

    # -- what is known

    def _planes_of(self, fact: str) -> list[int]:
        planes = self._possible.get(fact)
        if planes is None:
            planes = self._possible[fact] = self._told_planes(fact)
            self._before[fact] = planes.copy()
            settled = 0
            for item in self._told.get(fact, ()):
                settled |= item.lanes
            self._settled[fact] = settled
        return planes

    def _told_planes(self, fact: str) -> list[int]:
        classes = self._index.classes[fact]
        untold = self._lanes.ones
        told = self._told.get(fact, ())
        for item in told:
            untold &= ~item.lanes
        planes = [untold] * classes.count
        for item in told:
            bits = classes.told(item.value)
            for number in range(classes.count):
                if bits >> number & 1:
                    planes[number] |= item.lanes
        return planes

    def _planes(self, condition: Condition) -> Planes:
        """Return where a condition holds and where it fails."""
        match condition:
            case Leaf():
                return self._leaf(condition)
            case All(of):
                true, false = self._lanes.ones, 0
                for part in of:
                    holds, fails = self._planes(part)
                    true &= holds
                    false |= fails
                return true, false
            case Any(of) | Nor(of):
                true, false = 0, self._lanes.ones
                for part in of:
                    holds, fails = self._planes(part)
                    true |= holds
                    false &= fails
                return (true, false) if isinstance(condition, Any) else (false, true)
            case Some(inner):
                true, false = self._planes(inner)
                return self._lanes.some(true), self._lanes.every(false)
            case Every(inner):
                true, false = self._planes(inner)
                return self._lanes.every(true), self._lanes.some(false)

    def _leaf(self, leaf: Leaf) -> Planes:
        if leaf.fact == RECIPIENT_COUNT:
            return self._counted(leaf)
        if isinstance(leaf.test, DayOrder):
            return self._day_order(leaf.fact, leaf.test)
        classes = self._index.classes.get(leaf.fact)
        if classes is None:
            return self._told_leaf(leaf)
        if leaf.fact not in self._possible and leaf.fact not in self._told:
            return 0, 0
        kept = self._tested.setdefault(leaf.fact, {})
        known = kept.get(leaf.test)
        if known is None:
            known = kept[leaf.test] = self._tested_planes(leaf, classes)
        return known

    def _tested_planes(self, leaf: Leaf, classes: FactClasses) -> Planes:
        passing = classes.passing(leaf.test)
        passes = fails = 0
        for number, plane in enumerate(self._planes_of(leaf.fact)):
            if passing >> number & 1:
                passes |= plane
            else:
                fails |= plane
        settled = self._settled[leaf.fact]
        return settled & passes & ~fails, settled & fails & ~passes

    def _told_leaf(self, leaf: Leaf) -> Planes:
        """Return the planes of a test on a fact that relations do not narrow."""
        true = false = 0
        told = self._told.get(leaf.fact, ())
        decide = compile_test(leaf.test, self._index.atlas)
        for item in told:
            truth = decide(item.value)
            if truth is Truth.TRUE:
                true |= item.lanes
            elif truth is Truth.FALSE:
                false |= item.lanes
        return true, false

    def _day_order(self, fact: str, test: DayOrder) -> Planes:
        """Return where the days that two facts tell stand so to each other, and where not."""
        days, others = self._days(fact), self._days(test.other)
        earlier = told = 0
        ordered = iter(days)
        day, lanes = next(ordered, (date.max, 0))
        for other, where in others:
            while lanes and day < other:
                earlier |= lanes
                day, lanes = next(ordered, (date.max, 0))
            told |= earlier & where
        both = self._all_told(days) & self._all_told(others)
        return (both & ~told, told) if test.start else (told, both & ~told)

    def _days(self, fact: str) -> list[tuple[date, int]]:
        """Return the days that a fact tells in order, each with its lanes."""
        return sorted(
            (item.value, item.lanes)
            for item in self._told.get(fact, ())
            if isinstance(item.value, date)
        )

    def _all_told(self, days: Iterable[tuple[date, int]]) -> int:
        return reduce(or_, (lanes for _, lanes in days), 0)

    def _counted(self, leaf: Leaf) -> Planes:
        if not self._people_told or not isinstance(leaf.test, OneOf):
            return 0, 0
        word = COUNTS[min(self._lanes.recipients, _MANY)]
        ones = self._lanes.ones
        return (ones, 0) if word in leaf.test.options else (0, ones)


def _all_but_one(planes: Sequence[int], where: int) -> list[int]:
    """Return for each plane where all the others are."""
    before = [where]
    for plane in planes[:-1]:
        before.append(before[-1] & plane)
    result = [0] * len(planes)
    after = where
    for at in range(len(planes) - 1, -1, -1):
        result[at] = before[at] & after
        after &= planes[at]
    return result


def _parted(planes: Sequence[int], lanes: int) -> Iterator[tuple[int, int]]:
    """Return the lanes by the planes they are in, those as bits."""
    groups = [(0, lanes)] if lanes else []
    for number, plane in enumerate(planes):
        groups = [
            (bits | hit << number, part)
            for bits, group in groups
            for hit, part in ((1, group & plane), (0, group & ~plane))
            if part
        ]
    yield from groups
