"""Exercises without end, drawn from written cases and from the boundaries of the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from advisor.model.conditions import During
from advisor.model.training import Exercise, Kind, Topic, Wanted
from advisor.training import pairs, written
from advisor.training.boundaries import Boundary, boundaries
from advisor.training.homes import codes, concerns, home, moved, siblings
from advisor.training.proving import Focus, Proving
from advisor.training.steps import Place, Step, night_before, steps
from advisor.training.topics import Topics, topics

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.cases import Case
    from advisor.model.law import Law
    from advisor.model.norms import Norm
    from advisor.model.scenarios import Scenario

_IN_VAIN = 120
"""So many stories are tried for the next pair before there is held to be none."""
_CANDIDATES = 4
_CASES_AMONG = 0.4
_ELSEWHERE = 0.4


def draw(corpus: Corpus, wanted: Wanted) -> Iterator[Exercise]:
    """
    Give exercises one after another, each proved as it is given, none twice.

    `corpus` has to be loaded with its cases (`load(cases=True)`): written cases are
    exercises themselves, and every other case is a story from whose facts pairs are
    made. The same `wanted` on the same corpus gives the same exercises, in every
    process; the iterator ends only where no more is found, so take as many as you need
    (`itertools.islice`). One exercise takes about half a second.
    """
    return Drawing(Proving(corpus), wanted, topics()).run()


@dataclass
class Drawing:
    """One set of exercises while it is drawn."""

    proving: Proving
    wanted: Wanted
    topics: Topics
    _seen: set[str] = field(default_factory=set)
    _turned: set[tuple[str, str]] = field(default_factory=set)

    @property
    def law(self) -> Law:
        """Give the law that is drawn from."""
        return self.proving.corpus.law

    def run(self) -> Iterator[Exercise]:
        """Draw until nothing more is found."""
        sources = {
            Kind.CASE: self._cases(self._rng("cases")),
            Kind.PAIR: self._pairs(self._rng("pairs")),
        }
        if self.wanted.kind is not None:
            sources = {self.wanted.kind: sources[self.wanted.kind]}
        rng = self._rng("order")
        while sources:
            kind = Kind.CASE if rng.random() < _CASES_AMONG else Kind.PAIR
            kind = kind if kind in sources else next(iter(sources))
            found = next(sources[kind], None)
            if found is None:
                del sources[kind]
            elif found.id not in self._seen:
                self._seen.add(found.id)
                yield found

    def _rng(self, purpose: str) -> Random:
        one = self.wanted
        parts = (one.seed, one.topic, one.jurisdiction, one.difficulty, purpose)
        return Random("|".join(str(getattr(it, "value", it)) for it in parts))  # noqa: S311 - no secret

    # -- written cases

    def _cases(self, rng: Random) -> Iterator[Exercise]:
        found = [one for one in written.taught(self.law.cases) if self._may_serve(one)]
        rng.shuffle(found)
        for case in found:
            own = Random(f"{self.wanted.seed}|{case.name}")  # noqa: S311 - no secret
            made = written.exercise(self.proving, case, own, self.wanted.difficulty)
            if made is not None and self._is_wanted(made):
                yield made

    def _may_serve(self, case: Case) -> bool:
        return self.wanted.topic in (None, written.topic_of(case))

    # -- pairs

    def _pairs(self, rng: Random) -> Iterator[Exercise]:
        vain = 0
        while vain < _IN_VAIN and self._stories:
            vain += 1
            found = self._pair(rng)
            if found is not None:
                vain = 0
                yield found

    def _pair(self, rng: Random) -> Exercise | None:
        case = rng.choice(self._stories[rng.choice(list(self._stories))])
        scenario = self._told_elsewhere(case.scenario, rng)
        timed = self.wanted.topic is Topic.TIME or (
            self.wanted.topic is None and rng.random() < 1 / len(Topic)
        )
        candidates = self._nights(case, rng) if timed else self._near(scenario, rng)
        for focus, step, day in candidates:
            pair = pairs.prove(self.proving, focus, step, scenario, day)
            made = None if pair is None else self._made(pair, step, rng)
            if made is not None:
                return made
        return None

    def _made(self, pair: pairs.Pair, step: Step, rng: Random) -> Exercise | None:
        norm = next(
            (one.norm.id for one in (*pair.here.deciding, *pair.there.deciding)), pair.focus.act
        )
        turned = norm, step.place[0] if step.place is not None else ""
        if turned in self._turned:
            return None
        made = pairs.exercise(self.proving, pair, self.topics, rng, self.wanted.difficulty)
        if made is None or not self._is_wanted(made):
            return None
        self._turned.add(turned)
        return made

    def _near(self, scenario: Scenario, rng: Random) -> list[tuple[Focus, Step, date]]:
        """Give steps across which some norm turns, one for each norm and fact."""
        day = scenario.as_of
        if day is None:
            return []
        near = steps(self.proving.corpus, scenario, day, only=lambda it: self._is_on(it, scenario))
        if not near:
            return []
        found: dict[tuple[str, str], list[Boundary]] = {}
        for one in boundaries(self.proving.corpus, scenario, day, near):
            fact = "" if one.step.place is None else one.step.place[0]
            if self._may_concern(one, scenario, day):
                found.setdefault((one.act, fact), []).append(one)
        kinds = list(found)
        rng.shuffle(kinds)
        drawn = [rng.choice(found[kind]) for kind in kinds[:_CANDIDATES]]
        return [(self._focus(one, scenario), one.step, day) for one in drawn]

    def _is_on(self, place: Place, scenario: Scenario) -> bool:
        fact = self.law.vocabulary.facts[place[0]]
        return self.wanted.topic in (None, self.topics.of(fact, scenario))

    def _may_concern(self, one: Boundary, scenario: Scenario, day: date) -> bool:
        code = self.wanted.jurisdiction
        place = one.instance.jurisdiction
        return code is None or concerns(code, place, scenario, self.law, day)

    def _focus(self, one: Boundary, scenario: Scenario) -> Focus:
        return Focus(one.act, None if one.who is None else scenario.people[one.who].name)

    def _nights(self, case: Case, rng: Random) -> list[tuple[Focus, Step, date]]:
        """Give the nights in which a norm of the case began, ended or came to ask for more."""
        found: list[tuple[Focus, Step, date]] = []
        for one in case.expect.findings:
            norm = self.law.norm(one.norm)
            if norm is None:
                continue
            people = [name for name in one.outcomes if name is not None]
            focus = Focus(norm.act, people[0] if people else None)
            days = sorted(self._turning_days(norm))
            found += [(focus, night_before(day), day) for day in days if day <= self._latest]
        rng.shuffle(found)
        return found[:_CANDIDATES]

    def _turning_days(self, norm: Norm) -> set[date]:
        force = self.law.policies[norm.policy].authority.in_force
        days = {norm.in_force.start, norm.in_force.until}
        if force is not None:
            days |= {force.start, force.until}
        for place in self.law.jurisdictions.values():
            adopted = place.adoptions.get(norm.id)
            if adopted is not None:
                days |= {adopted.period.start, adopted.period.until}
        for test in self._dated.get(norm.id, ()):
            days |= {test.start, test.before}
        return {one for one in days if one is not None and one > date.min}

    @cached_property
    def _dated(self) -> dict[str, list[During]]:
        from advisor.advice.instances import instances
        from advisor.compare.satisfying import told_leaves

        found: dict[str, list[During]] = {}
        for one in instances(self.law, self._latest):
            for leaf in told_leaves(one, self.law):
                if isinstance(leaf.test, During):
                    found.setdefault(one.norm.id, []).append(leaf.test)
        return found

    @cached_property
    def _latest(self) -> date:
        """Give the last day that any case asks about."""
        return max((one.scenario.as_of or date.min for one in self.law.cases), default=date.min)

    # -- stories and places

    @cached_property
    def _stories(self) -> dict[str, list[Case]]:
        """Give the cases to tell stories from by their policy, those near the place first."""
        code = self.wanted.jurisdiction
        near: dict[str, list[Case]] = {}
        rest: dict[str, list[Case]] = {}
        for case in self.law.cases:
            if case.scenario.as_of is None:
                continue
            rest.setdefault(case.policy, []).append(case)
            if code is not None and self._is_near(case, code):
                near.setdefault(case.policy, []).append(case)
        return near or rest

    def _is_near(self, case: Case, code: str) -> bool:
        """Tell whether a story is of the place, of a part of it, or can be told of it."""
        own = home(case.scenario, self.law)
        day = case.scenario.as_of
        if not own or day is None:
            return False
        within = self.law.places.unions_of
        return code in within(own, day) or own in siblings(code, self.law, day)

    def _told_elsewhere(self, scenario: Scenario, rng: Random) -> Scenario:
        """Tell a story of the place that is wanted, or now and then of a place like its own."""
        day = scenario.as_of
        own = home(scenario, self.law)
        if day is None or not own:
            return replace(scenario, title="")
        code = self.wanted.jurisdiction
        there: tuple[str, ...] = ()
        if code is not None and code not in codes(scenario, self.law):
            there = (code,) if code in siblings(own, self.law, day) else ()
        elif code is None and rng.random() < _ELSEWHERE:
            there = siblings(own, self.law, day)
        if there:
            scenario = moved(scenario, own, rng.choice(there), self.law)
        return replace(scenario, title="")

    def _is_wanted(self, one: Exercise) -> bool:
        wanted = self.wanted
        if wanted.topic not in (None, one.topic) or wanted.difficulty not in (None, one.difficulty):
            return False
        code = wanted.jurisdiction
        return code is None or concerns(
            code, one.jurisdiction, one.scenario, self.law, one.opinion.as_of
        )
