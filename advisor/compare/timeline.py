"""One scenario through the years: when each answer changed, and what changed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from advisor.model.changes import Era, FindingChange, finding_changes
from advisor.model.conditions import During, leaves
from advisor.model.law_clock import moved_to
from advisor.model.propositions import propositions

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Scenario

SINCE = date(2000, 1, 1)
"""The first day that a timeline looks at unless told."""


def timeline(
    corpus: Corpus,
    scenario: Scenario,
    *,
    since: date = SINCE,
    until: date,
) -> tuple[Era, ...]:
    """
    Answer one scenario by the law of every day from `since` to `until`, as if sent then.

    Only days on which some law begins or ends are evaluated; days between them have the
    same answer. Eras of one answer are joined, whatever law from elsewhere that does not
    speak against it came or went. The last era has no end.
    """
    days = sorted({since, *(day for day in turning_days(corpus.law) if since < day <= until)})
    eras: list[Era] = []
    for start, end in (*pairwise(days), (days[-1], None)):
        opinion = corpus.advise(moved_to(scenario, start), as_of=start)
        last = eras[-1] if eras else None
        changed = _that_matter(last, opinion)
        if last is not None and not changed and last.opinion.verdict is opinion.verdict:
            eras[-1] = Era(last.start, end, last.opinion, last.changes)
        else:
            eras.append(Era(start, end, opinion, changed))
    return tuple(eras)


def _that_matter(last: Era | None, opinion: Opinion) -> tuple[FindingChange, ...]:
    if last is None:
        return ()
    return tuple(
        finding_change
        for finding_change in finding_changes(last.opinion, opinion)
        if finding_change.matters
    )


def turning_days(law: Law) -> frozenset[date]:
    """Return every day on which the law of a corpus changes."""
    return frozenset(day for day in _bounds(law) if day is not None)


def _bounds(law: Law) -> Iterator[date | None]:
    for policy in law.policies.values():
        force = policy.authority.in_force
        if force is not None:
            yield from force.turns
        for norm in policy.norms:
            yield from norm.in_force.turns
    for jurisdiction in law.jurisdictions.values():
        for adoption in jurisdiction.adoptions.values():
            yield from adoption.period.turns
        for stand_in in jurisdiction.stand_ins.values():
            yield from stand_in.period.turns
    for membership in law.places.memberships:
        yield from (membership.start, membership.until)
    conditions = [proposition.condition for proposition in propositions(law)]
    conditions += [item.when for item in law.vocabulary.derived.values()]
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf.test, During):
                yield from (leaf.test.start, leaf.test.before)
