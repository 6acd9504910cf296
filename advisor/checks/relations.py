"""Checks of relations among facts: that they can hold together, and that cases show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic
from advisor.engine.closure.domains import FactDomains
from advisor.engine.closure.reference_closure import close_by_reference
from advisor.engine.closure.shown_relations import show_relations
from advisor.model.conditions import (
    ALWAYS_TRUE,
    All,
    IncludesAll,
    Is,
    Leaf,
    OneOf,
    Only,
    Within,
)
from advisor.model.relations import COUNTS, RECIPIENT_COUNT, Relation
from advisor.model.scenarios import Recipient, Scenario
from advisor.model.vocabulary import FactType
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.model.conclusions import ClosedScenario
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.relations import UsualValue

_PEOPLE = (Recipient("somebody"), Recipient("somebody else"))
_ALWAYS = Leaf(RECIPIENT_COUNT, OneOf(frozenset(COUNTS)), "any number")
"""What holds of every scenario that tells of its recipients, and is tested of each at once."""


def check_relations(law: Law) -> Iterator[Diagnostic]:
    """
    Find relations that cannot hold together, that nothing can bring to bear, or without cases.

    By propagation, as scenarios are closed: what it does not find may still be there.
    """
    relations = law.vocabulary.relations
    nothing = _contradiction(law, ALWAYS_TRUE)
    if nothing is not None:
        yield _contradictory(nothing, "the relations", "whatever a scenario tells")
        return
    for relation in relations:
        if _contradiction(law, relation.when) is not None:
            yield _contradictory(relation, f"the relation `{relation.id}`", "where its `if` holds")
    for usual in law.vocabulary.usual:
        values = All((usual.when, *_told(law, usual)))
        if _contradiction(law, values) is not None:
            yield _contradictory(usual, f"the usual value `{usual.id}`", "where its `if` holds")
    yield from _without_cases(law)


def close_under(law: Law, condition: Condition, recipients: int = 1) -> ClosedScenario:
    """Return what follows where nothing is told but a number of recipients, and this holds."""
    assumed = Relation("assumed", _ALWAYS, condition, "It is assumed.")
    words = replace(law.vocabulary, relations=(*law.vocabulary.relations, assumed))
    domains = FactDomains(replace(law, vocabulary=words), date.max)
    return close_by_reference(domains, Scenario(recipients=_PEOPLE[:recipients]))


def _contradiction(law: Law, condition: Condition) -> Relation | None:
    """Return the relation that excludes a condition, whether one or two receive the message."""
    found = None
    for recipients in (1, 2):
        closed = close_under(law, condition, recipients)
        if closed.contradiction is None:
            return None
        found = found or closed.contradiction.relation
    return found


def _told(law: Law, usual: UsualValue) -> Iterator[Condition]:
    """Return tests that the values of a usual value pass; copied places are left aside."""
    for name, value in usual.values.items():
        kind = law.vocabulary.facts[name].type
        match value:
            case bool():
                yield Leaf(name, Is(value), str(value))
            case str() if kind is FactType.CHOICE:
                yield Leaf(name, OneOf(frozenset({value})), value)
            case str() if kind is FactType.PLACE:
                yield Leaf(name, Within(frozenset({value})), value)
            case frozenset() if kind is FactType.CHOICES:
                yield Leaf(name, Only(value), "exactly these")
                yield from (Leaf(name, IncludesAll(frozenset({one})), one) for one in value)
            case _:
                pass


def _without_cases(law: Law) -> Iterator[Diagnostic]:
    shown = show_relations(law, law.relation_cases)
    settled = {name for case in shown for name in case.settles}
    refused = {name for case in shown for name in case.refuses}
    for relation in law.vocabulary.relations:
        lacks = [
            words
            for words, names in (("settles something", settled), ("is contradicted", refused))
            if relation.id not in names
        ]
        if lacks:
            yield Diagnostic(
                "missing-case",
                relation.at or NO_PLACE,
                f"no case shows where `{relation.id}` {' and where it '.join(lacks)}",
                "a relation that nothing exercises may exclude what can happen",
                "add a case that it settles and one that it refuses, beside its vocabulary",
            )


def _contradictory(stated: Relation | UsualValue, subject: str, when: str) -> Diagnostic:
    return Diagnostic(
        "contradictory-relations",
        stated.at or NO_PLACE,
        f"{subject} cannot hold {when}",
        "it would never be of use, or every scenario that it concerns would be refused",
        "take out the part that goes too far, or the relation that excludes it",
    )
