"""What the cases of relations show of them: which were at work, and what came otherwise."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.engine.closure.closing import ScenarioCloser
from advisor.engine.reference import FactView, evaluate
from advisor.model.conditions import is_per_recipient, leaves
from advisor.model.truth import Truth
from advisor.model.vocabulary import RECIPIENT
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.model.cases import RelationCase
    from advisor.model.conclusions import ClosedScenario
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.relations import Relation
    from advisor.model.scenarios import Scenario


@dataclass(frozen=True)
class UnexpectedClosure:
    """One thing that a case of relations expected, and what was found instead."""

    about: str
    expected: str
    found: str


@dataclass(frozen=True)
class ShownRelations:
    """
    A case of relations, put to the test; without differences it passed.

    `settles` names the relations that settle what the case expects, and `refuses` the one
    that what it tells is against.
    """

    case: RelationCase
    settles: frozenset[str]
    refuses: frozenset[str]
    differences: tuple[UnexpectedClosure, ...]


def show_relations(law: Law, cases: Iterable[RelationCase]) -> tuple[ShownRelations, ...]:
    """Close the scenario of each case of relations under the law's, and compare."""
    closer = ScenarioCloser(law)
    return tuple(_shown(law, case, closer) for case in cases)


def _shown(law: Law, case: RelationCase, closer: ScenarioCloser) -> ShownRelations:
    day = case.scenario.as_of or date.max
    closed = closer.close(case.scenario, day)
    settles: frozenset[str] = frozenset()
    refuses: frozenset[str] = frozenset()
    if closed.contradiction is not None:
        refuses = frozenset({closed.contradiction.relation.id})
    else:
        settles = frozenset(_settling(law, case, closed, day))
    differences = tuple(_differences(law, case, closed, day))
    return ShownRelations(case, settles, refuses, differences)


def _settling(law: Law, case: RelationCase, closed: ClosedScenario, day: date) -> Iterator[str]:
    expected = set() if case.concludes is None else {leaf.fact for leaf in leaves(case.concludes)}
    for conclusion in closed.conclusions:
        if conclusion.fact in expected:
            yield from (relation.id for relation in conclusion.by)
    muted = {fact for fact, _ in closed.muted}.intersection(case.mutes)
    for relation in law.vocabulary.relations:
        if not muted.isdisjoint(relation.mutes) and _is_at_work(law, relation, closed, day):
            yield relation.id


def _is_at_work(law: Law, relation: Relation, closed: ClosedScenario, day: date) -> bool:
    truths = _truths(law, relation.when, closed.closed, day)
    return Truth.TRUE in truths


def _differences(
    law: Law, case: RelationCase, closed: ClosedScenario, day: date
) -> Iterator[UnexpectedClosure]:
    found = "" if closed.contradiction is None else closed.contradiction.relation.id
    if found != case.contradicts:
        yield UnexpectedClosure("contradicts", case.contradicts or "none", found or "none")
    if found:
        return
    if case.concludes is not None:
        before = set(_truths(law, case.concludes, case.scenario, day))
        after = set(_truths(law, case.concludes, closed.closed, day))
        if after != {Truth.TRUE}:
            yield UnexpectedClosure("concludes", "true", _words(after))
        elif before == {Truth.TRUE}:
            yield UnexpectedClosure("concludes", "what was not told", "all of it told")
    for fact in case.mutes:
        people = range(len(case.scenario.people)) if fact.startswith(f"{RECIPIENT}.") else (None,)
        if any((fact, who) not in closed.muted for who in people):
            yield UnexpectedClosure(f"mutes {fact}", "does not arise", "arises")


def _truths(law: Law, condition: Condition, scenario: Scenario, day: date) -> list[Truth]:
    """Return the truth of a condition, for each recipient where it is about one."""
    view = FactView(law, scenario, day)
    about_one = is_per_recipient(condition, law.per_recipient)
    return [evaluate(condition, view, who) for who in view.subjects(per_recipient=about_one)]


def _words(truths: set[Truth]) -> str:
    return ", ".join(sorted(truth.value for truth in truths))
