"""Checks of norms against relations: facts that are waited for although they do not arise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, assert_never

from advisor.checks.policies import NO_PLACE
from advisor.checks.relations import close_under
from advisor.diagnostics import Diagnostic, Severity
from advisor.engine.reference import conjunction, disjunction, evaluate_test, negation
from advisor.model.conditions import ALWAYS_TRUE, All, Any, Every, Is, Leaf, Nor, Some, leaves
from advisor.model.norms import applies
from advisor.model.truth import Truth
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.conclusions import ClosedScenario
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.norms import Norm
    from advisor.model.relations import Relation

TruthOf: TypeAlias = frozenset[Truth]
"""The truths that a condition can come to, however the scenario is told to its end."""

_SETTLED: TruthOf = frozenset({Truth.TRUE, Truth.FALSE})
_NEVER_TRUE = Any(())
_WHO = 0


class _NormConditions(NamedTuple):
    """The conditions of a norm, or of its local variant, with their derived facts unfolded."""

    norm: str
    at: Span | None
    when: Condition
    exceptions: tuple[Condition, ...]
    compliance: Condition | None

    def facts(self) -> frozenset[str]:
        parts = [self.when, *self.exceptions, self.compliance or ALWAYS_TRUE]
        return frozenset(leaf.fact for part in parts for leaf in leaves(part))


def check_muted_facts(law: Law) -> Iterator[Diagnostic]:
    """
    Find norms that can stay open for a fact that does not arise: they lack a condition.

    By propagation, where the relation bears and the norm's other conditions hold.
    """
    norms = list(_norms(law))
    for relation in law.vocabulary.relations:
        for norm in norms:
            waits = sorted(norm.facts().intersection(relation.mutes))
            if waits and _stays_open(law, relation, norm):
                named = " and ".join(f"`{fact}`" for fact in waits)
                yield Diagnostic(
                    "muted-fact",
                    norm.at or NO_PLACE,
                    f"`{norm.norm}` waits for {named}, which `{relation.id}` says does not arise",
                    "nobody can answer it there, so the norm would stay open for ever",
                    "add the condition under which the fact arises",
                    Severity.WARNING,
                )


def _stays_open(law: Law, relation: Relation, norm: _NormConditions) -> bool:
    mutes = frozenset(relation.mutes)
    closed = close_under(law, All((relation.when, _relaxed(norm.when, mutes))))
    if closed.contradiction is not None:
        return False
    found = _PossibleTruths(law, closed, mutes)
    exceptions = [found.of(condition) for condition in norm.exceptions]
    applying = {
        applies(Truth.TRUE, when, lifted)
        for when in found.of(norm.when)
        for lifted in product(*exceptions)
    }
    if Truth.UNKNOWN in applying:
        return True
    complied = _SETTLED if norm.compliance is None else found.of(norm.compliance)
    return Truth.TRUE in applying and Truth.UNKNOWN in complied


class _PossibleTruths:
    """What conditions can come to after a closure, `mutes` never being told."""

    def __init__(self, law: Law, closed: ClosedScenario, mutes: frozenset[str]) -> None:
        self.places = law.places
        self.scenario = closed.closed
        self.muted = mutes | {fact for fact, _ in closed.muted}

    def of(self, condition: Condition) -> TruthOf:
        """Return the truths that a condition can have, each part taken by itself."""
        match condition:
            case Leaf():
                return self._of_leaf(condition)
            case All(of):
                return frozenset(map(conjunction, self._each(of)))
            case Any(of):
                return frozenset(map(disjunction, self._each(of)))
            case Nor(of):
                return frozenset(negation(disjunction(truths)) for truths in self._each(of))
            case Some(inner) | Every(inner):
                return self.of(inner)
        assert_never(condition)

    def _each(self, parts: tuple[Condition, ...]) -> Iterator[tuple[Truth, ...]]:
        return product(*map(self.of, parts))

    def _of_leaf(self, leaf: Leaf) -> TruthOf:
        if leaf.fact in self.muted:
            return frozenset({Truth.UNKNOWN})
        value = self.scenario.value(leaf.fact, _WHO)
        truth = evaluate_test(leaf.test, value, self.places, date.max)
        return _SETTLED if truth is Truth.UNKNOWN else frozenset({truth})


def _relaxed(condition: Condition, mutes: frozenset[str]) -> Condition:
    """Return what holds wherever a condition is not false, the facts `mutes` being unknown."""
    match condition:
        case Leaf(fact):
            return ALWAYS_TRUE if fact in mutes else condition
        case All(of):
            return All(tuple(_relaxed(part, mutes) for part in of))
        case Any(of):
            return Any(tuple(_relaxed(part, mutes) for part in of))
        case Nor(of):
            return Nor(tuple(_tightened(part, mutes) for part in of))
        case Some(inner):
            return Some(_relaxed(inner, mutes))
        case Every(inner):
            return Every(_relaxed(inner, mutes))
    assert_never(condition)


def _tightened(condition: Condition, mutes: frozenset[str]) -> Condition:
    """Return what holds only where a condition is true, the facts `mutes` being unknown."""
    match condition:
        case Leaf(fact):
            return _NEVER_TRUE if fact in mutes else condition
        case All(of):
            return All(tuple(_tightened(part, mutes) for part in of))
        case Any(of):
            return Any(tuple(_tightened(part, mutes) for part in of))
        case Nor(of):
            return Nor(tuple(_relaxed(part, mutes) for part in of))
        case Some(inner):
            return Some(_tightened(inner, mutes))
        case Every(inner):
            return Every(_tightened(inner, mutes))
    assert_never(condition)


def _norms(law: Law) -> Iterator[_NormConditions]:
    for policy in law.policies.values():
        for norm in policy.norms:
            yield _unfolded(law, norm, norm.id, norm.at)
    for code, jurisdiction in law.jurisdictions.items():
        for adoption in jurisdiction.adoptions.values():
            model = law.norm(adoption.norm)
            if model is None or (adoption.when is None and adoption.compliance is None):
                continue
            when, compliance = adoption.when or model.when, adoption.compliance or model.compliance
            local = replace(model, when=when, compliance=compliance)
            yield _unfolded(law, local, f"{model.id}@{code}", adoption.at)


def _unfolded(law: Law, norm: Norm, name: str, at: Span | None) -> _NormConditions:
    return _NormConditions(
        name,
        at,
        _without_derived(law, norm.when),
        tuple(_without_derived(law, lifted.when) for lifted in norm.exceptions),
        None if norm.compliance is None else _without_derived(law, norm.compliance),
    )


def _without_derived(law: Law, condition: Condition) -> Condition:
    """Return a condition with the definition of each derived fact in its place."""
    match condition:
        case Leaf(fact, test):
            definition = law.vocabulary.derived.get(fact)
            if definition is None:
                return condition
            inner = _without_derived(law, definition.when)
            return inner if test == Is(value=True) else Nor((inner,))
        case All(of) | Any(of) | Nor(of):
            return type(condition)(tuple(_without_derived(law, part) for part in of))
        case Some(inner) | Every(inner):
            return type(condition)(_without_derived(law, inner))
    assert_never(condition)
