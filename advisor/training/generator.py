"""Exercises without end, drawn from written cases and from the boundaries of the law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from advisor.model.training import Difficulty, Exercise, ExerciseKind, ExerciseRequest, Topic
from advisor.training import case_exercises, pairs
from advisor.training.answer_oracle import AnswerOracle, Focus
from advisor.training.change_dates import ChangeDates
from advisor.training.decision_boundaries import DecisionBoundary, decision_boundaries
from advisor.training.edits import EditedFact, ScenarioEdit, scenario_edits
from advisor.training.relocation import concerns
from advisor.training.scenario_sampler import ScenarioSampler
from advisor.training.topics import TopicIndex, read_topics
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.model.cases import Case
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario

_IN_VAIN = 100
"""So many stories are tried for the next pair before there is held to be none."""
_CANDIDATES = 4
_CASES_AMONG = 0.4


def draw_exercises(corpus: Corpus, wanted: ExerciseRequest) -> Iterator[Exercise]:
    """
    Give exercises one after another, each proved as it is given, none twice.

    `corpus` has to be loaded with its cases (`load(cases=True)`): written cases are
    exercises themselves, and every other case is a story from whose facts pairs are
    made. The same `wanted` on the same corpus gives the same exercises, in every
    process; the iterator ends only where no more is found, so take as many as you need
    (`itertools.islice`). One exercise takes about half a second.
    """
    return ExerciseGenerator(AnswerOracle(corpus), wanted, read_topics()).run()


@dataclass
class ExerciseGenerator:
    """One set of exercises while it is drawn."""

    proving: AnswerOracle
    wanted: ExerciseRequest
    topics: TopicIndex
    _seen: set[str] = field(default_factory=set)
    _turned: set[tuple[str, str]] = field(default_factory=set)

    @property
    def law(self) -> Law:
        """Return the law that is drawn from."""
        return self.proving.corpus.law

    def run(self) -> Iterator[Exercise]:
        """Draw until nothing more is found."""
        sources = {
            ExerciseKind.CASE: self._cases(self._rng("cases")),
            ExerciseKind.PAIR: self._pairs(self._rng("pairs")),
        }
        if self.wanted.kind is not None:
            sources = {self.wanted.kind: sources[self.wanted.kind]}
        rng = self._rng("order")
        while sources:
            kind = ExerciseKind.CASE if rng.random() < _CASES_AMONG else ExerciseKind.PAIR
            kind = kind if kind in sources else next(iter(sources))
            found = next(sources[kind], None)
            if found is None:
                del sources[kind]
            elif found.id not in self._seen:
                self._seen.add(found.id)
                yield found

    @cached_property
    def _stories(self) -> ScenarioSampler:
        return ScenarioSampler(self.law, self.wanted.jurisdiction)

    @cached_property
    def _nights(self) -> ChangeDates:
        return ChangeDates(self.law)

    def _rng(self, purpose: str) -> Random:
        one = self.wanted
        parts = (one.seed, one.topic, one.jurisdiction, one.difficulty, purpose)
        return Random("|".join(str(getattr(part, "value", part)) for part in parts))  # noqa: S311 - no secret

    # -- written cases

    def _cases(self, rng: Random) -> Iterator[Exercise]:
        found = [item for item in case_exercises.taught(self.law.cases) if self._may_serve(item)]
        rng.shuffle(found)
        for case in found:
            own = Random(f"{self.wanted.seed}|{case.name}")  # noqa: S311 - no secret
            made = case_exercises.case_exercise(self.proving, case, own, self._fits(case.scenario))
            if made is not None and self._is_wanted(made):
                yield made

    def _may_serve(self, case: Case) -> bool:
        return self.wanted.topic in (None, case_exercises.topic_of(case))

    # -- pairs

    def _pairs(self, rng: Random) -> Iterator[Exercise]:
        vain = 0 if self._speaks_anywhere() else _IN_VAIN
        while vain < _IN_VAIN and self._stories.by_policy:
            vain += 1
            found = self._pair(rng)
            if found is not None:
                vain = 0
                yield found

    def _speaks_anywhere(self) -> bool:
        """Return whether any law of the place that is wanted, or of its unions, is here at all."""
        code, day = self.wanted.jurisdiction, self._nights.latest
        if code is None:
            return True
        within = self.law.places.unions_of
        return any(
            place in within(code, day) or code in within(place, day)
            for place in self.proving.codes_on("", day)
        )

    def _pair(self, rng: Random) -> Exercise | None:
        case = self._stories.draw(rng)
        scenario = self._stories.told(case.scenario, rng)
        timed = self.wanted.topic is Topic.TIME or (
            self.wanted.topic is None and rng.random() < 1 / len(Topic)
        )
        nights = self._nights.of(case, rng, _CANDIDATES) if timed else []
        candidates = nights if timed else self._near(scenario, rng)
        for focus, step, day in candidates:
            pair = pairs.prove_pair(self.proving, focus, step, scenario, day)
            made = None if pair is None else self._made(pair, step, rng)
            if made is not None:
                return made
        return None

    def _made(self, pair: pairs.MinimalPair, step: ScenarioEdit, rng: Random) -> Exercise | None:
        norm = next(
            (item.norm.id for item in (*pair.here.deciding, *pair.there.deciding)), pair.focus.act
        )
        turned = norm, step.place[0] if step.place is not None else ""
        if turned in self._turned:
            return None
        made = pairs.pair_exercise(self.proving, pair, self.topics, rng, self.wanted.difficulty)
        if made is None or not self._is_wanted(made):
            return None
        self._turned.add(turned)
        return made

    def _near(self, scenario: Scenario, rng: Random) -> list[tuple[Focus, ScenarioEdit, date]]:
        """Give steps across which some norm turns, one for each norm and fact."""
        day = scenario.as_of
        if day is None:
            return []
        near = scenario_edits(
            self.proving.corpus, scenario, day, only=lambda it: self._is_on(it, scenario)
        )
        if not near:
            return []
        found: dict[tuple[str, str], list[DecisionBoundary]] = {}
        for decision_boundary in decision_boundaries(self.proving.corpus, scenario, day, near):
            fact = "" if decision_boundary.step.place is None else decision_boundary.step.place[0]
            if self._may_concern(decision_boundary, scenario, day):
                found.setdefault((decision_boundary.act, fact), []).append(decision_boundary)
        kinds = list(found)
        rng.shuffle(kinds)
        drawn = [rng.choice(found[kind]) for kind in kinds[:_CANDIDATES]]
        return [(self._focus(item, scenario), item.step, day) for item in drawn]

    def _is_on(self, place: EditedFact, scenario: Scenario) -> bool:
        fact = self.law.vocabulary.facts[place[0]]
        return self.wanted.topic in (None, self.topics.of(fact, scenario))

    def _may_concern(
        self, decision_boundary: DecisionBoundary, scenario: Scenario, day: date
    ) -> bool:
        code = self.wanted.jurisdiction
        place = decision_boundary.instance.jurisdiction
        return code is None or concerns(code, place, scenario, self.law, day)

    def _focus(self, decision_boundary: DecisionBoundary, scenario: Scenario) -> Focus:
        return Focus(
            decision_boundary.act,
            None if decision_boundary.who is None else scenario.people[decision_boundary.who].name,
        )

    def _is_wanted(self, exercise: Exercise) -> bool:
        fits = self._fits(exercise.scenario)
        return self.wanted.topic in (None, exercise.topic) and fits(
            exercise.difficulty, exercise.jurisdiction
        )

    def _fits(self, scenario: Scenario) -> Callable[[Difficulty, str], bool]:
        """Return what tells whether a story of this difficulty and place is wanted."""
        code, level = self.wanted.jurisdiction, self.wanted.difficulty
        day = scenario.as_of or self._nights.latest

        def fits(difficulty: Difficulty, place: str) -> bool:
            if level not in (None, difficulty):
                return False
            return code is None or concerns(code, place, scenario, self.law, day)

        return fits
