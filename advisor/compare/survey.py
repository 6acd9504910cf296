"""A question of law put to thousands of scenarios under many laws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from advisor.compare.assume_governing_law import facts_of
from advisor.compare.batch_answers import Panel, scenario_of, told_of
from advisor.compare.candidate_scenarios import settled_flags, surveyed
from advisor.compare.relocated_batch import Hearings, Home
from advisor.compare.solutions import Solutions, ToldFacts
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.closure.closing import ScenarioCloser
from advisor.engine.reference import FactView, evaluate
from advisor.model.comparisons import SILENT, WEIGHTIEST_FIRST, Probe, against
from advisor.model.conditions import Is, Leaf
from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.advice.norms_in_force import NormInstance
    from advisor.compare.question import LawQuestion
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario

AnswerSignature: TypeAlias = tuple[object, ...]


def facts_of_derived(name: str, law: Law) -> Iterator[str]:
    """Walk over the told facts from which a derived fact is found."""
    return facts_of(law.vocabulary.derived[name].when, law)


@dataclass(frozen=True)
class Survey:
    """The norms that answer a question, put to many scenarios under every law."""

    law: Law
    panel: Panel
    acts: tuple[str, ...]
    title: str
    ground: ToldFacts
    norms: tuple[NormInstance, ...]
    ways: Solutions

    @classmethod
    def of(cls, corpus: Corpus, codes: Sequence[str], question: LawQuestion, day: date) -> Survey:
        """Take up a question under the laws of these places on one day."""
        panel = Panel.on(corpus.law, day, BitsetEngine(corpus.law))
        norms = tuple(
            instance for instance in panel.instances if instance.norm.act in question.acts
        )
        ways = Solutions(corpus.law, tuple(codes))
        ground = settled_flags(ways, norms, told_of(question.ground))
        title = question.ground.title
        return cls(corpus.law, panel, question.acts, title, ground, norms, ways)

    @cached_property
    def levels(self) -> Sequence[Sequence[ToldFacts]]:
        """Return what the scenarios tell otherwise than the ground, the plainest first."""
        return surveyed(self.ways, self.norms, self.ground)

    @cached_property
    def told(self) -> tuple[ToldFacts, ...]:
        """Return every scenario of the survey."""
        return tuple(one for level in self.levels for one in level)

    @cached_property
    def survey(self) -> Hearings:
        """Put the norms to every scenario of the survey."""
        return self.hearings(self.told)

    def hearings(self, told: Sequence[ToldFacts]) -> Hearings:
        """Put the norms to scenarios at home in each place."""
        return Hearings(self.panel, self.norms, self.ground, tuple(told), self.home)

    @cached_property
    def home(self) -> Home:
        """Return the facts about places on which the norms turn, of those that arise."""
        ground = scenario_of(self.ground)
        muted = {fact for fact, _ in ScenarioCloser(self.law).close(ground, self.panel.day).muted}
        home = Home.of(self.panel, self.norms)
        return replace(home, facts=tuple(fact for fact in home.facts if fact.name not in muted))

    def scenario(self, told_facts: ToldFacts) -> Scenario:
        """Make a scenario of what is told otherwise."""
        made = scenario_of({**self.ground, **told_facts})
        return replace(made, title="" if told_facts else self.title, as_of=self.panel.day)

    def probe(self, told_facts: ToldFacts) -> Probe:
        """Make a scenario of what is told otherwise, and say in few words what that is."""
        derived = self._derived(told_facts)
        covered = {name for fact, _ in derived for name in facts_of_derived(fact, self.law)}
        changes = ((fact, value) for (fact, _), value in told_facts.items() if fact not in covered)
        return Probe(self.scenario(told_facts), tuple(changes), derived)

    def _derived(self, told_facts: ToldFacts) -> tuple[tuple[str, bool], ...]:
        """Give derived facts that come out otherwise because of several changes together."""
        before, after = (
            FactView(self.law, scenario_of({**self.ground, **more}), self.panel.day)
            for more in ({}, told_facts)
        )
        found: list[tuple[str, bool]] = []
        left = {fact for fact, _ in told_facts}
        by_cover = sorted(
            self.law.vocabulary.derived,
            key=lambda name: -len(left & set(facts_of_derived(name, self.law))),
        )
        for name in by_cover:
            cover = left & set(facts_of_derived(name, self.law))
            leaf = Leaf(name, Is(value=True), "")
            was, now = (evaluate(leaf, view, 0) for view in (before, after))
            if len(cover) > 1 and was is now.negated() is not Truth.UNKNOWN:
                found.append((name, now is Truth.TRUE))
                left -= cover
        return tuple(found)

    def planes(self, code: str, hearings: Hearings) -> tuple[Mapping[Outcome, int], ...]:
        """Return the answers of one law, act by act."""
        hearing = hearings.of(code)
        return tuple(
            hearing.answers([one for one in self.norms if one.norm.act == act], code)
            for act in self.acts
        )

    def replies(self, code: str, hearings: Hearings) -> list[tuple[Outcome, ...]]:
        """Return the answers of one law, scenario by scenario."""
        by_act = []
        for planes in self.planes(code, hearings):
            row = [SILENT] * len(hearings.told)
            for outcome, lanes in planes.items():
                for bit in _bits(lanes):
                    row[bit] = outcome
            by_act.append(row)
        return list(zip(*by_act, strict=True))

    def signature(self, code: str) -> AnswerSignature:
        """Return what makes two laws one class: all answers, and whose authority gives them."""
        planes = self.planes(code, self.survey)
        return self.speaks_itself(code), *(tuple(sorted(_named(plane))) for plane in planes)

    def speaks_itself(self, code: str) -> bool:
        """Return whether authority of the place's own answers the question."""
        return any(norm.jurisdiction == code for norm in self.norms)

    def strongest(self, code: str) -> Outcome:
        """
        Return the weightiest answer of a place's own law to any scenario.

        Where there is none, the answer of other law to the question as it is posed.
        """
        own = [norm for norm in self.norms if norm.jurisdiction == code]
        answers = self.survey.of(code).answers(own or self.norms, code)
        asked = -1 if own else 1
        return next((item for item in WEIGHTIEST_FIRST if answers[item] & asked), SILENT)

    def rank(self, group: Sequence[str]) -> tuple[bool, int, int]:
        """Order classes: own authority first, then the strictest, then as places were given."""
        first = group[0]
        strength = WEIGHTIEST_FIRST.index(self.strongest(first))
        return not self.speaks_itself(first), strength, self.ways.codes.index(first)

    def policies(self, code: str) -> tuple[str, ...]:
        """Return the policies that answer under one law, by name: its own, then the strictest."""
        scopes = self.survey.of(code).scopes(code)
        speaking = [one for one in self.norms if scopes.get(one.governs, (0, 0))[0]]
        speaking.sort(
            key=lambda one: (
                one.jurisdiction != code,
                self.acts.index(one.norm.act),
                WEIGHTIEST_FIRST.index(against(one.norm, one.verified)),
                one.weight.rank,
            )
        )
        return tuple(dict.fromkeys(item.policy.id for item in speaking))

    def probes(self, codes: Sequence[str]) -> Iterator[ToldFacts]:
        """Choose the few scenarios that tell these laws apart, the plainest first."""
        apart: list[list[int]] = [list(range(len(codes)))]
        for number, level in enumerate(self.levels):
            hearing = self.hearings(level)
            columns = [self.replies(code, hearing) for code in codes]
            rows = list(zip(*columns, strict=True))
            if number == 0:  # the question as it is posed comes first, whatever it tells apart
                apart = _split(apart, rows[0])
                yield level[0]
            while True:
                best = max(range(len(rows)), key=lambda at: _merit(apart, rows[at], at), default=0)
                split = _split(apart, rows[best]) if rows else apart
                if len(split) == len(apart):
                    break
                apart = split
                yield self._stripped(level[best], codes)

    def _stripped(self, told_facts: ToldFacts, codes: Sequence[str]) -> ToldFacts:
        """Leave out every change without which each law answers just the same."""
        wanted = [self.replies(code, self.hearings([told_facts]))[0] for code in codes]
        while told_facts:
            fewer = [
                {place: value for place, value in told_facts.items() if place != gone}
                for gone in told_facts
            ]
            hearing = self.hearings(fewer)
            columns = [self.replies(code, hearing) for code in codes]
            kept = [at for at, row in enumerate(zip(*columns, strict=True)) if list(row) == wanted]
            if not kept:
                break
            told_facts = fewer[kept[-1]]
        return told_facts


def _merit(
    apart: Sequence[Sequence[int]], row: Sequence[tuple[Outcome, ...]], at: int
) -> tuple[int, int, int]:
    """Prefer what tells more laws apart, then what leaves less open, then what comes first."""
    left_open = sum(outcome is Outcome.OPEN for answers in row for outcome in answers)
    return len(_split(apart, row)), -left_open, -at


def _named(answers: Mapping[Outcome, int]) -> Iterable[tuple[str, int]]:
    return ((outcome.value, lanes) for outcome, lanes in answers.items())


def _split(groups: Sequence[Iterable[int]], row: Sequence[object]) -> list[list[int]]:
    """Split each group by what its members answer."""
    result: list[list[int]] = []
    for group in groups:
        parts: dict[object, list[int]] = {}
        for member in group:
            parts.setdefault(row[member], []).append(member)
        result.extend(parts.values())
    return result


def _bits(lanes: int) -> Iterator[int]:
    while lanes:
        low = lanes & -lanes
        yield low.bit_length() - 1
        lanes ^= low
