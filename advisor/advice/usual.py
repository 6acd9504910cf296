"""
The usual values that apply to a scenario: what any colleague would assume, and say so.

Policy language, section 3. They are read stratum by stratum from told, concluded and earlier
usual facts, and never change an opinion that does not say so.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from advisor.engine.closure.domains import affirms
from advisor.engine.reference import FactView, evaluate
from advisor.model.conclusions import Remaining
from advisor.model.conditions import is_per_recipient
from advisor.model.places import NOWHERE
from advisor.model.relations import COUNTS, RECIPIENT_COUNT, SameAs
from advisor.model.scenarios import Origin, Source
from advisor.model.truth import Truth
from advisor.model.usual import UsualFact
from advisor.model.vocabulary import RECIPIENT, FactType
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from advisor.engine.protocols import CheckedEngine
    from advisor.model.conclusions import ClosedScenario, FactAt
    from advisor.model.law import Law
    from advisor.model.relations import UsualValue
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

_COUNTABLE = (FactType.FLAG, FactType.CHOICE, FactType.CHOICES)


@dataclass(frozen=True)
class UsualScenario:
    """
    A scenario with the usual values that apply to it.

    `told` is the scenario as it was told, closed; `facts` are the usual values, in the order
    in which they were found; `closed` is the scenario with these, closed again.
    """

    told: ClosedScenario
    facts: tuple[UsualFact, ...]
    closed: ClosedScenario

    @property
    def scenario(self) -> Scenario:
        """Return the scenario in which the usual values are told, as assumed."""
        return self.closed.told

    def value(self, fact: str, recipient: int | None = None) -> Value | None:
        """Return the value that a fact which nobody told usually has; `None` where none is."""
        return self._values.get((fact, recipient if _is_personal(fact) else None))

    @cached_property
    def _values(self) -> Mapping[FactAt, Value]:
        return {usual.about: usual.value for usual in self.facts}


def usual_facts(law: Law, engine: CheckedEngine, scenario: Scenario, day: date) -> UsualScenario:
    """
    Return the usual values that apply to a scenario on a day.

    None do where the told facts contradict one another. Nothing usual is said of the
    recipients where nobody told who they are. Raises `EngineFailure` where two closures
    differ.
    """
    closed = engine.close(scenario, day)
    if closed.contradiction is not None or not law.vocabulary.usual:
        return UsualScenario(closed, (), closed)
    finding = _Finding(law, engine, closed, day)
    for stratum in sorted({rule.stratum for rule in law.vocabulary.usual}):
        finding.add([rule for rule in law.vocabulary.usual if rule.stratum == stratum])
    return UsualScenario(closed, tuple(finding.facts), finding.closed)


def tell_usual(scenario: Scenario, facts: Iterable[UsualFact], source: Source) -> Scenario:
    """Return a scenario in which usual values are told, with the source that is to be shown."""
    for usual in facts:
        origin = Origin(source, usual.by.id, usual.by.because)
        scenario = scenario.told(usual.fact, usual.value, usual.who, origin)
    return scenario


class _Finding:
    """One scenario on its way through the strata."""

    def __init__(self, law: Law, engine: CheckedEngine, told: ClosedScenario, day: date) -> None:
        self.law = law
        self.engine = engine
        self.day = day
        self.closed = told
        self.facts: list[UsualFact] = []
        self._counts = _count(told.told)

    def add(self, rules: Sequence[UsualValue]) -> None:
        """Add what the rules of one stratum say, and close again."""
        kept = sorted(_unopposed(self._said_by(rules)), key=self._rank)
        while kept:
            closed = self.engine.close(tell_usual(self.closed.told, kept, Source.ASSUMED), self.day)
            dropped = self._contradicting(kept, closed) or self._not_arising(kept, closed)
            if not dropped:
                self.closed = closed
                self.facts += kept
                return
            kept = [usual for usual in kept if usual.about not in dropped]

    def _said_by(self, rules: Sequence[UsualValue]) -> Iterator[UsualFact]:
        """Yield every value that a rule gives to a fact that is open for one."""
        view = self._view(self.closed)
        for rule in rules:
            personal = is_per_recipient(rule.when, frozenset())
            subjects = view.subjects(per_recipient=personal)
            fitting = [who for who in subjects if evaluate(rule.when, view, who) is Truth.TRUE]
            for fact, said in rule.values.items():
                for who in self._about(fact, fitting):
                    value = self._place(fact, said, who) if isinstance(said, SameAs) else said
                    if value is not None and self._is_open(fact, who, value):
                        yield UsualFact(fact, who, value, rule)

    def _view(self, closed: ClosedScenario) -> FactView:
        scenario = closed.closed
        if self._counts is not None:
            scenario = scenario.told(RECIPIENT_COUNT, self._counts)
        return FactView(self.law, scenario, self.day)

    def _about(self, fact: str, fitting: Sequence[int | None]) -> Sequence[int | None]:
        """Return about whom a rule speaks that applies to these."""
        if not _is_personal(fact):
            return (None,) if fitting else ()
        if self.closed.told.recipients is None:
            return ()
        return range(len(self.closed.told.people)) if None in fitting else fitting

    def _is_open(self, fact: str, who: int | None, value: Value) -> bool:
        if (fact, who) in self.closed.muted:
            return False
        known = self.closed.closed.value(fact, who)
        if isinstance(known, Remaining):
            countable = self.law.vocabulary.facts[fact].type in _COUNTABLE
            return not countable or value in known.values
        return known is None

    def _rank(self, usual: UsualFact) -> tuple[int, int]:
        """Return where its question stands in the vocabulary, so that no file's order counts."""
        return self.law.vocabulary.facts[usual.fact].order, -1 if usual.who is None else usual.who

    def _place(self, fact: str, said: SameAs, who: int | None) -> Value | None:
        """Return the one place that another fact tells, as this fact holds it."""
        known = self.closed.closed.value(said.fact, who)
        if isinstance(known, frozenset):
            known = next(iter(known)) if len(known) == 1 else None
        if not isinstance(known, str) or known == NOWHERE:
            return None
        holds_several = self.law.vocabulary.facts[fact].type is FactType.PLACES
        return frozenset({known}) if holds_several else known

    def _contradicting(self, kept: Sequence[UsualFact], closed: ClosedScenario) -> set[FactAt]:
        """Return those that contradict what is known, or one another."""
        if closed.contradiction is None:
            return set()
        blamed = {usual.about for usual in kept} & set(closed.contradiction.of)
        alone = {usual.about for usual in kept if usual.about in blamed and self._refutes(usual)}
        return alone or blamed or {usual.about for usual in kept}

    def _refutes(self, usual: UsualFact) -> bool:
        told = tell_usual(self.closed.told, (usual,), Source.ASSUMED)
        return self.engine.close(told, self.day).contradiction is not None

    def _not_arising(self, kept: Sequence[UsualFact], closed: ClosedScenario) -> set[FactAt]:
        """Return those that do not arise on what the others of their stratum say."""
        denied = {usual.about for usual in kept if not affirms(usual.value)}
        muting = [
            relation
            for relation in self.law.vocabulary.relations
            if any(fact in relation.mutes for fact, _ in denied)
        ]
        view = self._view(closed)
        return {
            (fact, who)
            for relation in muting
            for fact, who in denied
            if fact in relation.mutes and evaluate(relation.when, view, who) is Truth.TRUE
        }


def _unopposed(said: Iterable[UsualFact]) -> list[UsualFact]:
    """Return one for each fact, and none where two say otherwise; the first by name speaks."""
    by_fact: dict[FactAt, list[UsualFact]] = {}
    for usual in said:
        by_fact.setdefault(usual.about, []).append(usual)
    return [
        min(agreeing, key=lambda usual: usual.by.id)
        for agreeing in by_fact.values()
        if len({usual.value for usual in agreeing}) == 1
    ]


def _count(scenario: Scenario) -> str | None:
    if scenario.recipients is None:
        return None
    return COUNTS[min(len(scenario.recipients), 2)]


def _is_personal(fact: str) -> bool:
    return fact.startswith(f"{RECIPIENT}.")
