"""Which untold fact is expected to settle most, by trying every answer to every question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from advisor import values
from advisor.advice.variants.analysis import deciding_propositions
from advisor.interview.answer_weights import AnswerWeights
from advisor.interview.final_words import final_words
from advisor.interview.open_point_counts import OpenPointCounts
from advisor.model.conclusions import Remaining
from advisor.model.law_clock import SENT_ON, LawClock, lacks_day
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice.variants.analysis import (
        Elsewhere,
        NormOutcomes,
        VariantAnalysis,
        VariantOutcomes,
    )
    from advisor.advice.variants.answer_space import AnswerSpace
    from advisor.engine.bitset.variants import Variant
    from advisor.interview.questions import AskedFact
    from advisor.model.conclusions import ClosedScenario
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact, Value


@dataclass(frozen=True, slots=True)
class Ranked:
    """One question with the points that its answer is expected to settle."""

    fact: Fact
    who: int | None
    settles: float

    @property
    def place(self) -> AskedFact:
        """Return the name of the fact and the person."""
        return self.fact.name, self.who


@dataclass(frozen=True)
class QuestionSpace:
    """
    A scenario before the law, with the facts that nobody is to be asked for.

    `closed` are places that stay unknown whatever comes. `elsewhere` are norms that do
    not govern but are asked about too. `avoided` are facts that hardly anybody can know,
    which are not asked for either. `closing` tells what follows from what was told, `usual`
    which values facts usually have.
    """

    prospects: VariantAnalysis
    answers: AnswerSpace
    scenario: Scenario
    as_of: date
    closed: frozenset[AskedFact]
    elsewhere: Elsewhere = values.field(default_factory=dict)
    avoided: frozenset[str] = frozenset()
    closing: ClosedScenario | None = None
    usual: Mapping[AskedFact, Value] = values.field(default_factory=dict)

    def outlook(self, variants: Sequence[Variant]) -> VariantOutcomes:
        """Find how everything stands in these variants of the scenario."""
        return self.prospects.outlook(self.scenario, self.as_of, variants, elsewhere=self.elsewhere)

    def ranking(self) -> list[Ranked]:
        """
        Rank the untold facts that an open point mentions.

        Judgments come last; ties go by the order of the vocabulary, then by person.
        """
        return sorted(self.ranked(self.mentioned(self.outlook([{}]))), key=_rank)

    def ranked(self, places: Sequence[AskedFact]) -> list[Ranked]:
        """Find what the answers to some questions are expected to settle."""
        variants: list[Variant] = [{}]
        spans: list[tuple[AskedFact, int, int]] = []
        facts = self.prospects.law.vocabulary.facts
        for place in places:
            values = self.answers.likely(facts[place[0]])
            spans.append((place, len(variants), len(variants) + len(values)))
            variants += [{place: value} for value in values]
        outlook = self.outlook(variants)
        counts = self._open_points(outlook)
        weights = AnswerWeights(self.prospects.law, self.scenario, self.usual)
        found: list[Ranked] = []
        for place, start, end in spans:
            at = [number for number in range(start, end) if outlook.is_possible(number)]
            given = [variants[number][place] for number in at]
            left = weights.expected(place, given, [counts[number] for number in at])
            settles = 0.0 if left is None else counts[0] - left
            found.append(Ranked(facts[place[0]], place[1], settles))
        return found

    @property
    def open_points(self) -> float:
        """Return how many points are open."""
        return self.counts([{}])[0]

    def counts(self, variants: Sequence[Variant]) -> list[int]:
        """Count what each variant leaves open; the first tells nothing more."""
        return self._open_points(self.outlook(variants))

    def _open_points(self, outlook: VariantOutcomes) -> list[int]:
        """
        Count the open points of each variant, the first of which tells nothing more.

        Where an answer would make the word of the verdict final, none is left of it, until
        it is final already.
        """
        counts = _open_points(outlook)
        final = final_words(outlook, self.prospects, LawClock.of(self.scenario, self.as_of))
        if final & 1:
            return counts
        each = outlook.lanes.each
        return [0 if final >> at * each & 1 else count for at, count in enumerate(counts)]

    def mentioned(self, outlook: VariantOutcomes) -> list[AskedFact]:
        """Return the untold facts on which an open point may turn, each place once."""
        return [place for name in self.mentioned_names(outlook) for place in self.places(name)]

    def mentioned_names(self, outlook: VariantOutcomes, *, early: bool = False) -> dict[str, None]:
        """
        Return the names of the facts on which an open point may turn, told ones included.

        While it is open everywhere whether a law governs, only that is asked, and nothing
        about its norms; `early` gives what they may turn on too.
        """
        found: dict[str, None] = {}
        for proposition in open_propositions(outlook, self.elsewhere, early=early):
            found.update(dict.fromkeys(self.prospects.mentions.get(proposition, ())))
        return found

    def places(self, name: str) -> Iterator[AskedFact]:
        """Return the places in which a fact is untold and may be asked for."""
        fact = self.prospects.law.vocabulary.facts.get(name)
        if fact is None or fact.type is FactType.TEXT or name == SENT_ON:
            return
        if name in self.avoided:
            return
        people = range(len(self.scenario.people)) if fact.entity == RECIPIENT else (None,)
        for who in people:
            place = name, who
            if place not in self.closed and not self.is_known(place):
                yield place

    @property
    def day_asked(self) -> Fact | None:
        """Return the day of sending as a fact to ask for, where it is past and nobody told it."""
        fact = self.prospects.law.vocabulary.facts.get(SENT_ON)
        told = self.scenario if self.closing is None else self.closing.closed
        is_asked = (SENT_ON, None) not in self.closed and lacks_day(told)
        return fact if is_asked else None

    def is_known(self, place: AskedFact) -> bool:
        """Return whether a fact was told, follows from what was told, or does not arise."""
        if self.scenario.value(*place) is not None:
            return True
        if self.closing is None:
            return False
        known: object = self.closing.closed.value(*place)
        settled = known is not None and not isinstance(known, Remaining)
        return settled or place in self.closing.muted


def open_propositions(
    outlook: VariantOutcomes, elsewhere: Elsewhere, *, early: bool = False
) -> dict[str, None]:
    """Return the names of the unknown propositions on which open points turn."""
    result: dict[str, None] = {}
    for reached in outlook.reached:
        if reached.open:
            result.update(dict.fromkeys(filter(outlook.is_open, reached.scopes)))
    for standing in outlook.standings:
        if is_open(standing):
            instance = standing.instance
            governs = early or outlook.planes[instance.governs][0] or standing.at in elsewhere
            deciding = deciding_propositions(instance) if governs else (instance.governs,)
            result.update(dict.fromkeys(filter(outlook.is_open, deciding)))
    return result


def is_open(standing: NormOutcomes) -> bool:
    """Return whether anything about a norm is open anywhere."""
    return bool(standing.unapplied | standing.unsettled)


def _open_points(outlook: VariantOutcomes) -> list[int]:
    """Count the open points of each variant: laws, applications, outcomes."""
    tally = OpenPointCounts()
    for reached in outlook.reached:
        if reached.open:
            tally.add(reached.open)
    for standing in outlook.standings:
        if standing.unapplied:
            tally.add(standing.unapplied)
        if standing.unsettled:
            tally.add(standing.unsettled)
    lanes = outlook.lanes
    counts = tally.counts(lanes.scenarios * lanes.each)
    return [sum(counts[at : at + lanes.each]) for at in range(0, len(counts), lanes.each)]


def _rank(ranked: Ranked) -> tuple[bool, float, int, int]:
    fact = ranked.fact
    return fact.judgment is not None, -round(ranked.settles, 6), fact.order, ranked.who or 0
