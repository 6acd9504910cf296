"""Checks of conditions: what asks for two things that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic
from advisor.model.conditions import All, Is, Leaf, OneOf
from advisor.model.vocabulary import FactType

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.conditions import Condition
    from advisor.model.law import Law


def check_conditions(law: Law) -> Iterator[Diagnostic]:
    """Find norms, exceptions and derived facts whose condition nothing can meet."""
    for subject, condition, at in _conditions(law):
        for fact in _contradictions(law, condition):
            yield Diagnostic(
                "never-true",
                at or NO_PLACE,
                f"`{subject}` asks two things of `{fact}` that exclude each other",
                "a condition that nothing can meet makes the norm dead letter",
                "take one of the two tests out, or join them in an `any`",
            )


def _conditions(law: Law) -> Iterator[tuple[str, Condition, Span | None]]:
    for policy in law.policies.values():
        for norm in policy.norms:
            yield norm.id, norm.when, norm.at
            for lifted in norm.exceptions:
                both = All((norm.when, lifted.when))
                yield f"{norm.id} unless {lifted.name}", both, lifted.at or norm.at
    for derived in law.vocabulary.derived.values():
        yield derived.name, derived.when, derived.at


def _contradictions(law: Law, condition: Condition) -> Iterator[str]:
    allowed: dict[str, frozenset[str | bool]] = {}
    for leaf in _conjuncts(condition):
        options = _answers(law, leaf)
        if options is None:
            continue
        both = allowed.get(leaf.fact, options) & options
        if not both:
            yield leaf.fact
        allowed[leaf.fact] = both


def _conjuncts(condition: Condition) -> Iterator[Leaf]:
    match condition:
        case Leaf():
            yield condition
        case All(of):
            for part in of:
                yield from _conjuncts(part)
        case _:
            return


def _answers(law: Law, leaf: Leaf) -> frozenset[str | bool] | None:
    """Return the answers that meet a test on a fact with a single value."""
    fact = law.vocabulary.facts.get(leaf.fact)
    match leaf.test:
        case Is(value):
            return frozenset({value})
        case OneOf(options) if fact is not None and fact.type is FactType.CHOICE:
            return frozenset(options)
        case _:
            return None
