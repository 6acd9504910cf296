"""Checks of the vocabulary: facts that nothing tests, and flags that remedies turn either way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic, Severity
from advisor.model.conditions import leaves
from advisor.model.propositions import propositions
from advisor.model.relations import SameAs
from advisor.model.vocabulary import Control, FactType

if TYPE_CHECKING:
    from advisor.model.law import Law


def check_vocabulary(law: Law) -> Iterator[Diagnostic]:
    """Find declared facts that no condition tests, and those that a remedy could worsen."""
    yield from _unused(law)
    for fact in law.vocabulary.facts.values():
        is_controlled = fact.type is FactType.FLAG and fact.control is not Control.FIXED
        if is_controlled and fact.cure.to is None:
            yield Diagnostic(
                "undirected-fact",
                fact.at or NO_PLACE,
                f"a remedy could turn `{fact.name}` either way",
                "a cure that takes back what was right would be none",
                "say which way makes it better: `cure: {to: [true]}` or `cure: {to: [false]}`",
                Severity.WARNING,
            )


def _copied_for_others(law: Law) -> set[str]:
    """Return facts that are asked for in place of others, and copied to them by a usual value."""
    facts = law.vocabulary.facts
    return {
        said.fact
        for usual in law.vocabulary.usual
        for name, said in usual.values.items()
        if isinstance(said, SameAs) and name in facts and facts[name].known_by == said.fact
    }


def _unused(law: Law) -> Iterator[Diagnostic]:
    """Find declared facts that no condition of the corpus tests, relations included."""
    conditions = [proposition.condition for proposition in propositions(law)]
    conditions += [item.when for item in law.vocabulary.derived.values()]
    for relation in law.vocabulary.relations:
        conditions += [relation.when, relation.then]
    conditions += [step.when for step in law.vocabulary.afterwards]
    tested = {leaf.fact for condition in conditions for leaf in leaves(condition)}
    tested |= _copied_for_others(law)
    for fact in law.vocabulary.facts.values():
        if fact.type is FactType.TEXT or fact.name in tested:
            continue
        yield Diagnostic(
            "unused-fact",
            fact.at or NO_PLACE,
            f"nothing tests `{fact.name}`",
            "no question would ever ask for it, and telling it changes nothing",
            "use it in a norm, or take it out of the vocabulary",
            Severity.WARNING,
        )
