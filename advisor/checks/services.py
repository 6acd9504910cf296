"""Checks of derived facts: a local form of a notion decides nothing that it was not made for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.checks.local_norms import local_norms
from advisor.checks.policies import NO_PLACE
from advisor.diagnostics import Diagnostic
from advisor.model.conditions import leaves

if TYPE_CHECKING:
    from advisor.checks.local_norms import LocalNorm
    from advisor.model.law import Law
    from advisor.model.vocabulary import DerivedFact


def check_services(law: Law) -> Iterator[Diagnostic]:
    """Find norms that build, however deep, on a derived fact that does not serve their act."""
    for local in local_norms(law):
        for fact in _built_on(law, local):
            act = local.norm.act
            if fact.serves and act not in fact.serves:
                yield Diagnostic(
                    "foreign-act",
                    local.at or NO_PLACE,
                    f"`{local.name}` builds on `{fact.name}`, which does not serve `{act}`",
                    "a condition made for one rule would decide another",
                    f"define a derived fact for this act, or add `{act}` to `serves`"
                    " where the authority says so",
                )


def _built_on(law: Law, local: LocalNorm) -> Iterator[DerivedFact]:
    """Walk over the derived facts that a norm tests, and those on which they build."""
    conditions = [local.when, *(lifted.when for lifted in local.norm.exceptions)]
    if local.compliance is not None:
        conditions.append(local.compliance)
    pending = {leaf.fact for condition in conditions for leaf in leaves(condition)}
    known: set[str] = set()
    while pending:
        name = min(pending)
        pending.discard(name)
        known.add(name)
        fact = law.vocabulary.derived.get(name)
        if fact is not None:
            yield fact
            pending |= {leaf.fact for leaf in leaves(fact.when)} - known
