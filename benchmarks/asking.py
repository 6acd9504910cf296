"""
Asking and curing on the whole corpus: how many steps, and how long.

`python -m benchmarks asking` counts the steps of an interview about each golden story, and
gives the times as multiples of one evaluation.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from statistics import mean, median
from time import perf_counter
from typing import TYPE_CHECKING

from advisor.advice import load
from advisor.interview import Interview
from advisor.model.places import NOWHERE
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.remedies import find_remedies
from benchmarks.stories import story_teller
from benchmarks.talks import Talk, hold

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.advice.variants.answer_space import AnswerSpace
    from advisor.model.vocabulary import Fact, Value

DAY = date(2026, 11, 1)
_PEOPLE = (1, 1, 2, 3)
_UNIONS = ("EU", "EEA", "US")
_MEMBERS = 0.3
_NOWHERE = 0.3


@dataclass(frozen=True)
class Complete:
    """Makes scenarios that can be, and tell at random every fact that arises."""

    corpus: Corpus
    answers: AnswerSpace
    random: Random

    def scenario(self) -> Scenario:
        """Tell every fact of a message with one to three recipients."""
        facts = [one for one in self.corpus.law.vocabulary.facts.values() if _is_asked(one)]
        people = tuple(
            Recipient(
                f"Person {number}",
                {one.name: self.value(one) for one in facts if one.entity == RECIPIENT},
            )
            for number in range(1, 1 + self.random.choice(_PEOPLE))
        )
        told = {one.name: self.value(one) for one in facts if one.entity != RECIPIENT}
        return self._possible(Scenario(facts=told, recipients=people))

    def _possible(self, scenario: Scenario) -> Scenario:
        """Leave out one fact of each contradiction, until none is left."""
        while True:
            contradiction = self.corpus.engine.close(scenario, DAY).contradiction
            if contradiction is None:
                return scenario
            fact, who = self.random.choice(contradiction.of)
            scenario = scenario.told(fact, None, who)

    def value(self, fact: Fact) -> Value:
        """Give one answer."""
        pick = self.random
        places = [code for code in self.corpus.law.jurisdictions if code not in _UNIONS]
        match fact.type:
            case FactType.CHOICES:
                return frozenset(one for one in fact.options if pick.random() < _MEMBERS)
            case FactType.PLACE:
                return NOWHERE if pick.random() < _NOWHERE else pick.choice(places)
            case FactType.PLACES:
                return frozenset(pick.sample(places, pick.choice((0, 1, 1, 2))))
            case _:
                return pick.choice(self.answers.likely(fact))


def _is_asked(fact: Fact) -> bool:
    return fact.type is not FactType.TEXT and fact.name != "message.date"


def story_lines(corpus: Corpus) -> Iterator[str]:
    """Count the steps of an interview about each golden story, and their means by region."""
    talks: dict[str, list[Talk]] = {}
    yield "story      verdict    final  end  fields  lines  silly"
    for story in story_teller(corpus).stories():
        talk = hold(Interview(corpus, story.day), story.told)
        talks.setdefault(story.region, []).append(talk)
        yield (
            f"{story.name:10} {talk.verdict:10} {talk.final:5} {talk.steps:4} {talk.fields:7} "
            f"{talk.lines:6} {talk.silly:6}"
        )
    for region, held in sorted(talks.items()):
        yield (
            f"{region}: {len(held)} stories, {mean(one.final for one in held):.1f} steps until "
            f"the verdict is final, {mean(one.steps for one in held):.1f} to the end, "
            f"{mean(one.fields for one in held):.1f} fields, "
            f"{mean(one.lines for one in held):.1f} lines, "
            f"{sum(one.silly for one in held)} silly questions"
        )


def report(corpus: Corpus, *, interviews: int = 20) -> Iterator[str]:
    """Count the steps, and time the next one and the remedies as multiples of one evaluation."""
    yield from story_lines(corpus)
    makes = Complete(corpus, corpus.prospects.answers(DAY), Random(2))  # noqa: S311 - a fixed sequence
    hold(Interview(corpus, DAY), makes.scenario())
    asked: list[float] = []
    evaluated: list[float] = []
    for _ in range(interviews):
        told = makes.scenario()
        asked += hold(Interview(corpus, DAY), told).seconds
        evaluated.append(_timed(lambda told=told: corpus.advise(told, as_of=DAY)))
    yield from _lines("next step", asked, median(evaluated))
    cured: list[tuple[float, float]] = []
    for case in corpus.law.cases:
        if case.golden and case.scenario.as_of is not None:
            day = case.scenario.as_of
            one = _timed(lambda told=case.scenario, day=day: corpus.advise(told, as_of=day))
            all_ = _timed(
                lambda told=case.scenario, day=day: find_remedies(corpus, told, as_of=day)
            )
            cured.append((all_, one))
    yield from _lines(
        "remedies of a golden scenario", [a for a, _ in cured], median(b for _, b in cured)
    )
    slowest = max(cured)
    yield f"the slowest golden scenario: {slowest[0] / slowest[1]:.0f} evaluations of it"


def _timed(call: object) -> float:
    assert callable(call)  # noqa: S101 - it is written above
    call()
    before = perf_counter()
    call()
    return perf_counter() - before


def _lines(what: str, taken: Sequence[float], one: float) -> Iterator[str]:
    ordered = sorted(taken)
    middle, late, worst = ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100], ordered[-1]
    yield (
        f"{what}: {middle / one:.1f} evaluations; p50 {middle * 1e3:.0f} ms, "
        f"p99 {late * 1e3:.0f} ms, most {worst * 1e3:.0f} ms "
        f"(one evaluation {one * 1e3:.0f} ms, {len(ordered)} measured)"
    )


def main() -> None:
    """Print the report."""
    for line in report(load(cases=True)):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
