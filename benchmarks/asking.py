"""
Asking and curing on the whole corpus: how long, and how many questions.

`python -m benchmarks.asking` gives the times as multiples of one evaluation;
`python -m benchmarks.asking questions 1000` counts questions, the table of docs/how-to/ask.md.
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
from advisor.interview import Interview, RecipientsQuestion
from advisor.interview.ranking import Ranked
from advisor.model.places import NOWHERE
from advisor.model.scenarios import Recipient, Ruling, Scenario
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.remedies import find_remedies

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.advice.variants.answer_space import AnswerSpace
    from advisor.interview import InterviewQuestion
    from advisor.interview.ranking import QuestionSpace
    from advisor.model.vocabulary import Fact, Value

DAY = date(2026, 11, 1)
_PEOPLE = (1, 1, 2, 3)
_UNIONS = ("EU", "EEA", "US")
_MEMBERS = 0.3
_NOWHERE = 0.3


@dataclass(frozen=True)
class Complete:
    """Makes scenarios that tell every fact, at random."""

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
        return Scenario(facts=told, recipients=people)

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


@dataclass(frozen=True)
class ByVocabulary(Interview):
    """The same interview in the order of the vocabulary, as long as an open point names a fact."""

    def _askable(self, field: QuestionSpace) -> list[Ranked]:
        facts = self.corpus.law.vocabulary.facts
        places = field.mentioned(field.outlook([{}]))
        if self.scenario.recipients is None and self._people_told:
            places = [one for one in places if one[1] is None]
        first = min(places, key=lambda one: _in_order(facts[one[0]], one[1]), default=None)
        return [] if first is None else [Ranked(facts[first[0]], first[1], 1.0)]


def _in_order(fact: Fact, who: int | None) -> tuple[bool, int, int]:
    return fact.judgment is not None, fact.order, who or 0


def _is_asked(fact: Fact) -> bool:
    return fact.type is not FactType.TEXT and fact.name != "message.date"


def steps(interview: Interview, told: Scenario) -> Iterator[tuple[Interview, float]]:
    """Answer every question from a complete scenario, with the time each took to find."""
    while True:
        before = perf_counter()
        question = interview.question
        taken = perf_counter() - before
        yield interview, taken
        if question is None:
            return
        if isinstance(question, RecipientsQuestion):
            at = len(question.named)
            people = told.people
            more = at < len(people)
            interview = interview.add(people[at].name) if more else interview.no_more()
        else:
            interview = _answered(interview, question, told)


def _answered(interview: Interview, question: InterviewQuestion, told: Scenario) -> Interview:
    value = told.value(*question.place)
    if value is None:
        return interview.skip(question)
    if question.fact.judgment is None:
        return interview.answer(question, value)
    ruling = Ruling(question.fact.name, bool(value), "nobody", DAY, "at random")
    return interview.answer(question, value, ruling)


def count(interview: Interview, told: Scenario) -> int:
    """Count the questions of one interview, those for names included."""
    return sum(1 for _ in steps(interview, told)) - 1


def questions(corpus: Corpus, scenarios: int) -> Iterator[str]:
    """Count the questions over random complete scenarios, in three ways of asking."""
    makes = Complete(corpus, corpus.prospects.answers(DAY), Random(1))  # noqa: S311 - a fixed sequence
    facts = [one for one in corpus.law.vocabulary.facts.values() if _is_asked(one)]
    personal = sum(one.entity == RECIPIENT for one in facts)
    counts: dict[str, list[int]] = {"expected": [], "vocabulary": [], "everything": []}
    for _ in range(scenarios):
        told = makes.scenario()
        people = len(told.people)
        counts["expected"].append(count(Interview(corpus, DAY), told))
        counts["vocabulary"].append(count(ByVocabulary(corpus, DAY), told))
        counts["everything"].append(len(facts) - personal + people * personal + people + 1)
    names = {
        "everything": "every fact",
        "vocabulary": "in the order of the vocabulary, while relevant",
        "expected": "what is expected to settle most",
    }
    yield f"| questions over {scenarios:,} random scenarios | mean | median | most |"
    yield "| --- | --- | --- | --- |"
    for key, name in names.items():
        found = counts[key]
        yield f"| {name} | {mean(found):.1f} | {median(found):.0f} | {max(found)} |"


def report(corpus: Corpus, *, interviews: int = 20) -> Iterator[str]:
    """Time the next question and the remedies against one evaluation of the same scenario."""
    makes = Complete(corpus, corpus.prospects.answers(DAY), Random(2))  # noqa: S311 - a fixed sequence
    count(Interview(corpus, DAY), makes.scenario())
    asked: list[float] = []
    evaluated: list[float] = []
    for _ in range(interviews):
        told = makes.scenario()
        asked += [taken for _, taken in steps(Interview(corpus, DAY), told)]
        evaluated.append(_timed(lambda told=told: corpus.advise(told, as_of=DAY)))
    yield from _lines("next question", asked, median(evaluated))
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


def main(arguments: Sequence[str]) -> None:
    """Print one of the two reports."""
    corpus = load(cases=True)
    if arguments[:1] == ["questions"]:
        lines = questions(corpus, int(arguments[1]) if len(arguments) > 1 else 100)
    else:
        lines = report(corpus)
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
