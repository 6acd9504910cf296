"""Scenarios one step away: a fact told otherwise, another day, another place's law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from advisor.advice.overtaken_facts import overtaken_facts
from advisor.model.training import FactDifference
from advisor.model.vocabulary import FactType
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.advice.variants.answer_space import AnswerSpace
    from advisor.model.scenarios import Scenario
    from advisor.model.truth import Truth
    from advisor.model.vocabulary import Fact, Value

EditedFact: TypeAlias = tuple[str, int | None]
"""A fact with whom it is about: the message (`None`), or a recipient by their index."""

_FIRST = "message.direction"
"""Mail that was sent and mail that came in are no neighbours: everything else differs too."""
_MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class ScenarioEdit:
    """
    One fact told otherwise; without a `place` it is the day that is another.

    `overtaken` are told facts that go with it: they do not arise any more.
    """

    place: EditedFact | None
    before: Value
    after: Value
    overtaken: tuple[EditedFact, ...] = ()

    def taken(self, scenario: Scenario) -> Scenario:
        """Return the scenario after the step."""
        if self.place is not None:
            for fact, who in self.overtaken:
                scenario = scenario.told(fact, None, who)
            return scenario.told(self.place[0], self.after, self.place[1])
        return replace(scenario, as_of=self.after if isinstance(self.after, date) else None)

    def day(self, day: date) -> date:
        """Return the day that is asked about after the step."""
        return self.after if self.place is None and isinstance(self.after, date) else day

    def taken_back(self) -> ScenarioEdit:
        """Return the step that leads back."""
        return ScenarioEdit(self.place, self.after, self.before)

    def difference(self, scenario: Scenario, corpus: Corpus) -> FactDifference:
        """Tell the step in full."""
        if self.place is None:
            return FactDifference(None, None, self.before, self.after)
        fact, who = self.place
        name = None if who is None else scenario.people[who].name
        return FactDifference(corpus.law.vocabulary.facts[fact], name, self.before, self.after)


def scenario_edits(
    corpus: Corpus,
    scenario: Scenario,
    day: date,
    *,
    only: Callable[[EditedFact], bool] | None = None,
) -> tuple[ScenarioEdit, ...]:
    """
    Return every step from the told facts of a scenario (`only` some), one value of each effect.

    A judgment is nobody's to turn round, and a text is never tested. No step leads to facts
    that cannot all be so.
    """
    answers = corpus.prospects.answers(day)
    facts = corpus.law.vocabulary.facts
    edits = (
        ScenarioEdit(place, before, after)
        for place, before in told_facts(scenario)
        if may_differ(facts[place[0]]) and (only is None or only(place))
        for after in _few(facts[place[0]], _values(answers, facts[place[0]], before))
    )
    possible = (_possible(corpus, scenario, day, edit) for edit in edits)
    return tuple(edit for edit in possible if edit is not None)


def _possible(
    corpus: Corpus, scenario: Scenario, day: date, edit: ScenarioEdit
) -> ScenarioEdit | None:
    """Return a step with what it overtakes; `None` where it leads to what cannot be."""
    changed = () if edit.place is None else (edit.place,)
    overtaken = overtaken_facts(corpus.engine, edit.taken(scenario), changed, day)
    edit = replace(edit, overtaken=overtaken)
    contradiction = corpus.engine.close(edit.taken(scenario), day).contradiction
    return edit if contradiction is None else None


def _values(answers: AnswerSpace, fact: Fact, before: Value) -> tuple[Value, ...]:
    """Return the values that the law takes otherwise; a set loses or gains a member, or empties."""
    values: Iterable[Value] = answers.likely(fact)
    if fact.type is FactType.CHOICES and isinstance(before, frozenset):
        fewer = [before - {option} for option in fact.options if option in before]
        more = [before | {option} for option in fact.options if option not in before]
        values = (*fewer, frozenset(), *more)
    same = answers.signature(fact, before)
    found: dict[tuple[Truth, ...], Value] = {}
    for value in values:
        found.setdefault(answers.signature(fact, value), value)
    return tuple(value for signature, value in found.items() if signature != same)


def day_before_change(day: date) -> ScenarioEdit:
    """Return the step back to the day before some law began or ended."""
    return ScenarioEdit(None, day, day - timedelta(days=1))


def told_facts(scenario: Scenario) -> Iterator[tuple[EditedFact, Value]]:
    """Walk over the told facts with whom they are about."""
    for fact, value in scenario.facts.items():
        yield (fact, None), value
    for who, person in enumerate(scenario.recipients or ()):
        for fact, value in person.facts.items():
            yield (fact, who), value


def may_differ(fact: Fact) -> bool:
    """Return whether a neighbour may tell this fact otherwise."""
    return fact.judgment is None and fact.type is not FactType.TEXT and fact.name != _FIRST


def _few(fact: Fact, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Take a few of many places, spread over all of them."""
    if fact.type not in (FactType.PLACE, FactType.PLACES) or len(values) <= _MOST_PLACES:
        return values
    pace = len(values) / _MOST_PLACES
    return tuple(values[int(at * pace)] for at in range(_MOST_PLACES))
