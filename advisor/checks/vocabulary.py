"""Checks of the vocabulary: facts that nothing tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic, Severity
from advisor.model.conditions import leaves
from advisor.model.propositions import propositions
from advisor.model.vocabulary import FactType

if TYPE_CHECKING:
    from advisor.model.law import Law


def check_vocabulary(law: Law) -> Iterator[Diagnostic]:
    """Find declared facts that no condition of the corpus tests, relations included."""
    conditions = [proposition.condition for proposition in propositions(law)]
    conditions += [item.when for item in law.vocabulary.derived.values()]
    for relation in law.vocabulary.relations:
        conditions += [relation.when, relation.then]
    tested = {leaf.fact for condition in conditions for leaf in leaves(condition)}
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
