"""The smallest scenarios in which two laws part, act by act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, assert_never

from advisor.compare.assume_governing_law import assume_governing, on_acts
from advisor.compare.batch_answers import Panel, scenario_of
from advisor.compare.candidate_scenarios import proposed
from advisor.compare.solutions import Solutions, ToldFacts
from advisor.diagnostics import InvalidScenario
from advisor.engine.bitset.engine import BitsetEngine
from advisor.model.comparisons import SILENT, ComparedSide, Contrast, Separated, Separation
from advisor.model.norms import Outcome
from advisor.proof.alike_norms import AlikeNorms
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.opinions import Opinion

_FOR = (Outcome.AVAILABLE, Outcome.DEFEATED, Outcome.MET, SILENT)
_EXACT = 10
"""Up to so many facts every smaller telling is tried; of more, one fact is left out at a time."""
_CANDIDATES = 3
_EACH_WAY = 2


def separate(corpus: Corpus, left: str, right: str, *, as_of: date) -> Separated:
    """
    Find the smallest scenarios that two laws answer differently, act by act.

    Thousands of scenarios drawn from the conditions of both laws are put to both at once.
    What tells them apart is stripped of every fact that is not needed, and answered again
    by the engine of the corpus. What is left untold cannot bring the laws together again,
    since a norm settled on few facts stays settled whatever else is told; only a weightier
    norm of the same law can still set one aside. Where nothing tells them apart, it is
    proved that they say the same as far as it can be.
    """
    search = _Search.between(corpus, left, right, as_of)
    separations: list[Separation] = []
    tried = 0
    for act in search.acts:
        found, count = search.on(act)
        tried += count
        separations += found
    shared = tuple(act for act in search.acts if search.both_speak(act))
    parted = {separation.contrast.act for separation in separations}
    alike = AlikeNorms(corpus, left, right)
    proved = tuple(
        act for act in shared if act not in parted and alike.are_alike(*search.norms_on(act))
    )
    return Separated(left, right, as_of, tuple(separations), shared, tried, proved)


@dataclass(frozen=True)
class _Search:
    if_left: Corpus
    if_right: Corpus
    panel: Panel
    left: str
    right: str
    norms_left: tuple[NormInstance, ...]
    norms_right: tuple[NormInstance, ...]

    @classmethod
    def between(cls, corpus: Corpus, left: str, right: str, day: date) -> _Search:
        """Take up what governs under one law and not under the other."""
        panel = Panel.on(corpus.law, day, BitsetEngine(corpus.law))
        nothing = (None,) * len(panel.other_facts)
        here, there = (panel.governing(code, [nothing])[0] for code in (left, right))

        mine = [instance for instance in panel.instances if _may_govern(instance, here)]
        theirs = [instance for instance in panel.instances if _may_govern(instance, there)]
        return cls(
            assume_governing(corpus, left),
            assume_governing(corpus, right),
            panel,
            left,
            right,
            tuple(item for item in mine if item not in theirs),
            tuple(item for item in theirs if item not in mine),
        )

    @property
    def acts(self) -> tuple[str, ...]:
        """Return the names of the acts on which either speaks, those of both first."""
        named = {item.norm.act for item in (*self.norms_left, *self.norms_right)}
        ordered = [act for act in self.panel.law.vocabulary.acts if act in named]
        return tuple(sorted(ordered, key=lambda act: not self.both_speak(act)))

    def both_speak(self, act: str) -> bool:
        """Return whether both laws have norms on an act."""
        sides = (self.norms_left, self.norms_right)
        return all(any(item.norm.act == act for item in side) for side in sides)

    def norms_on(self, act: str) -> tuple[list[NormInstance], list[NormInstance]]:
        """Return the norms on an act of one law, and of the other."""
        mine = [item for item in self.norms_left if item.norm.act == act]
        return mine, [item for item in self.norms_right if item.norm.act == act]

    def on(self, act: str) -> tuple[list[Separation], int]:
        """Find the separations on one act, and count the scenarios that were tried."""
        mine, theirs = self.norms_on(act)
        hunt = _Hunt(
            self, act, mine, theirs, on_acts(self.if_left, (act,)), on_acts(self.if_right, (act,))
        )
        ways = Solutions(self.panel.law, (self.left, self.right))
        told = list(proposed(ways, mine, theirs))
        return list(hunt.best(told)), len(told)


@dataclass(frozen=True)
class _Hunt:
    """The search on one act."""

    search: _Search
    act: str
    mine: Sequence[NormInstance]
    theirs: Sequence[NormInstance]
    if_left: Corpus
    if_right: Corpus

    def best(self, told: Sequence[ToldFacts]) -> Iterator[Separation]:
        """Return the best separations, the sharpest contrast first."""
        lanes = self._pairs(told)
        taken: dict[bool, list[tuple[Outcome, Outcome]]] = {True: [], False: []}
        for pair in sorted(lanes, key=_sharpness):
            direction = taken[_is_stricter(pair)]
            silent = SILENT in pair and direction
            if silent or len(direction) >= _EACH_WAY:
                continue
            found = self._smallest(told, lanes[pair], pair)
            if found is not None:
                direction.append(pair)
                yield found

    def _pairs(self, told: Sequence[ToldFacts]) -> dict[tuple[Outcome, Outcome], int]:
        """Return the scenarios that the laws answer differently, by both answers."""
        search = self.search
        hearing = search.panel.hearing(told, (*self.mine, *self.theirs))
        left = hearing.answers(self.mine, search.left)
        right = hearing.answers(self.theirs, search.right)
        return {
            (one, other): lanes
            for one, of_one in left.items()
            for other, of_other in right.items()
            if _tells_apart(one, other) and (lanes := of_one & of_other)
        }

    def _smallest(
        self, told: Sequence[ToldFacts], lanes: int, pair: tuple[Outcome, Outcome]
    ) -> Separation | None:
        candidates = sorted((told[bit] for bit in _bits(lanes)), key=len)[:_CANDIDATES]
        smaller = [self._stripped(candidate, pair) for candidate in candidates]
        for item in sorted(smaller, key=lambda it: (len(it), self._rarity(it))):
            result = self._answered_again(item, pair)
            if result is not None:
                return result
        return None

    def _rarity(self, told_facts: ToldFacts) -> int:
        """Add up how late in the vocabulary the facts come, so that ties go to common ones."""
        facts = self.search.panel.law.vocabulary.facts
        return sum(facts[fact].order for fact, _ in told_facts)

    def _stripped(self, told_facts: ToldFacts, pair: tuple[Outcome, Outcome]) -> ToldFacts:
        """Leave out every fact that is not needed."""
        while len(told_facts) > _EXACT:
            fewer = [_without(told_facts, (place,)) for place in told_facts]
            kept = self._pairs(fewer).get(pair)
            if not kept:
                return told_facts
            told_facts = fewer[next(_bits(kept))]
        places = list(told_facts)
        every = [
            _without(told_facts, left_out)
            for size in range(len(places), -1, -1)
            for left_out in combinations(places, size)
        ]
        return every[next(_bits(self._pairs(every)[pair]))]

    def _answered_again(
        self, told_facts: ToldFacts, pair: tuple[Outcome, Outcome]
    ) -> Separation | None:
        search = self.search
        scenario = replace(scenario_of(told_facts), as_of=search.panel.day)
        try:
            left = _side(self.if_left.advise(scenario), search.left, self.mine)
            right = _side(self.if_right.advise(scenario), search.right, self.theirs)
        except InvalidScenario:
            return None
        if (left.answer, right.answer) != pair:
            return None
        recipient = next((item.recipient for item in (*left.deciding, *right.deciding)), None)
        return Separation(scenario, Contrast(self.act, recipient, left, right))


def _side(opinion: Opinion, code: str, norms: Sequence[NormInstance]) -> ComparedSide:
    own = {(one.norm.id, one.jurisdiction) for one in norms}
    found = (
        finding for finding in opinion.findings if (finding.norm.id, finding.jurisdiction) in own
    )
    return ComparedSide(code, tuple(found))


def _may_govern(norm_instance: NormInstance, scopes: Mapping[str, tuple[bool, bool]]) -> bool:
    _, fails = scopes.get(norm_instance.governs, (False, True))
    return not fails


def _tells_apart(outcome: Outcome, other: Outcome) -> bool:
    """Return whether two answers differ in law, not only in what was told."""
    if outcome is other or Outcome.OPEN in (outcome, other):
        return False
    if outcome.is_against or other.is_against:
        return True
    return {outcome, other} == {Outcome.AVAILABLE, SILENT}


def _severity(answer: Outcome) -> int:
    match answer:
        case Outcome.BREACHED:
            return 3
        case Outcome.NOT_FOLLOWED:
            return 2
        case Outcome.UNSETTLED:
            return 1
        case Outcome.MET | Outcome.AVAILABLE | Outcome.DEFEATED | Outcome.INAPPLICABLE:
            return 0
        case Outcome.OPEN | Outcome.UNDETERMINED:
            return 0
    assert_never(answer)


def _is_stricter(pair: tuple[Outcome, Outcome]) -> bool:
    item, other = pair
    return _severity(item) > _severity(other)


def _sharpness(pair: tuple[Outcome, Outcome]) -> tuple[int, int, bool]:
    item, other = map(_severity, pair)
    mild = pair[1] if item > other else pair[0]
    rank = _FOR.index(mild) if mild in _FOR else 0
    return -abs(item - other), rank, item < other


def _bits(lanes: int) -> Iterator[int]:
    while lanes:
        low = lanes & -lanes
        yield low.bit_length() - 1
        lanes ^= low


def _without(told_facts: ToldFacts, left_out: Sequence[tuple[str, int | None]]) -> ToldFacts:
    return {place: value for place, value in told_facts.items() if place not in left_out}
