"""What holds of a message on its way out that it may go back for, beside the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.gate.check_result import ReturnGround
from advisor.mail.scenario.to_scenario import MECHANISMS, RECEIPT_WORDS
from advisor.model.conditions import leaves
from advisor.model.norms import Outcome

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.norms import Norm
    from advisor.model.opinions import Opinion

_TRACKING = MECHANISMS.partition(".")[0]


def tracking_facts(law: Law) -> frozenset[str]:
    """Return the facts of tracking, and those that follow from them."""
    vocabulary = law.vocabulary
    found = {name for name in vocabulary.facts if name.partition(".")[0] == _TRACKING}
    for name, derived in vocabulary.derived.items():  # each after those it builds on
        if any(not found.isdisjoint(leaf.facts) for leaf in leaves(derived.when)):
            found.add(name)
    return frozenset(found)


def return_grounds(
    opinion: Opinion, forgiven: frozenset[str], on_tracking: frozenset[str]
) -> tuple[tuple[ReturnGround, ...], tuple[str, ...]]:
    """
    Return the grounds that hold, and the facts that are missing where a norm is undetermined.

    A norm on tracking is one that asks for a fact of `on_tracking`. `forgiven` are facts for
    want of which alone an undetermined norm counts, and only where a tracker was seen.
    """
    told = opinion.scenario.facts.get(MECHANISMS)
    tracked = isinstance(told, frozenset) and bool(told - RECEIPT_WORDS)
    standing = [
        one
        for one in opinion.findings
        if one.overridden_by is None and not on_tracking.isdisjoint(_facts(one.norm))
    ]
    open_ones = [
        frozenset(missing.fact for missing in one.missing)
        for one in standing
        if one.outcome is Outcome.UNDETERMINED and one.missing
    ]
    waiting = [facts for facts in open_ones if facts <= forgiven]
    grounds = {
        ReturnGround.TRACKED: tracked,
        ReturnGround.BREACHED: any(one.outcome is Outcome.BREACHED for one in standing),
        ReturnGround.UNDETERMINED: tracked and bool(waiting),
    }
    missing = sorted({fact for facts in waiting for fact in facts}) if tracked else []
    return tuple(ground for ground, holds in grounds.items() if holds), tuple(missing)


def _facts(norm: Norm) -> Iterator[str]:
    for condition in (norm.when, norm.compliance):
        if condition is not None:
            for leaf in leaves(condition):
                yield from leaf.facts
