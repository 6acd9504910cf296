"""One scenario through the years: when each answer changed, and what changed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from advisor.model.conditions import During, leaves
from advisor.model.norms import Outcome
from advisor.model.propositions import propositions

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.authorities import Citation
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario

SINCE = date(2000, 1, 1)
"""The first day that the timeline looks at unless told."""


@dataclass(frozen=True)
class Change:
    """
    One finding that is not what it was the day before.

    `before` and `after` are outcomes, `silent` where the norm did not speak.
    """

    norm: str
    jurisdiction: str
    recipient: str | None
    before: str
    after: str
    statement: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Era:
    """Days from `start` to the day before `end` on which the answer is the same."""

    start: date
    end: date | None
    opinion: Opinion
    changes: tuple[Change, ...] = field(default=())


def timeline(
    corpus: Corpus,
    scenario: Scenario,
    *,
    since: date = SINCE,
    until: date,
) -> tuple[Era, ...]:
    """
    Answer one scenario by the law of every day from `since` to `until`.

    Only days on which some law begins or ends are evaluated; days between them have the
    same answer. Eras with equal verdicts and findings are joined.
    """
    days = sorted({since, *(day for day in turning_days(corpus.law) if since < day <= until)})
    eras: list[Era] = []
    for start, end in (*pairwise(days), (days[-1], None)):
        opinion = corpus.advise(scenario, as_of=start)
        changes = () if not eras else tuple(_changes(eras[-1].opinion, opinion))
        same = eras and not changes and eras[-1].opinion.verdict is opinion.verdict
        if same:
            eras[-1] = Era(eras[-1].start, end, eras[-1].opinion, eras[-1].changes)
        else:
            eras.append(Era(start, end, opinion, changes))
    return tuple(eras)


def turning_days(law: Law) -> frozenset[date]:
    """Give every day on which the law of a corpus changes."""
    return frozenset(day for day in _bounds(law) if day is not None)


def _bounds(law: Law) -> Iterator[date | None]:
    for policy in law.policies.values():
        force = policy.authority.in_force
        if force is not None:
            yield from (force.start, force.until)
        for norm in policy.norms:
            yield from (norm.in_force.start, norm.in_force.until)
    for jurisdiction in law.jurisdictions.values():
        for adoption in jurisdiction.adoptions.values():
            yield from (adoption.period.start, adoption.period.until)
    for membership in law.places.memberships:
        yield from (membership.start, membership.until)
    conditions = [one.condition for one in propositions(law)]
    conditions += [one.when for one in law.vocabulary.derived.values()]
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf.test, During):
                yield from (leaf.test.start, leaf.test.before)


def _changes(before: Opinion, after: Opinion) -> Iterator[Change]:
    old, new = _by_key(before), _by_key(after)
    for key in dict.fromkeys((*new, *old)):
        was, now = old.get(key), new.get(key)
        said = _outcome(was), _outcome(now)
        shown = now or was
        if said[0] == said[1] or shown is None:
            continue
        yield Change(
            norm=shown.norm.id,
            jurisdiction=shown.jurisdiction,
            recipient=shown.recipient,
            before=said[0],
            after=said[1],
            statement=shown.statement,
            citations=shown.citations,
        )


def _by_key(opinion: Opinion) -> dict[tuple[str, str | None], Finding]:
    spoken: Sequence[Finding] = (*opinion.findings, *opinion.persuasive)
    return {(one.id, one.recipient): one for one in spoken}


def _outcome(finding: Finding | None) -> str:
    if finding is None or finding.outcome is Outcome.INAPPLICABLE:
        return "silent"
    return finding.outcome.value


def eve(day: date) -> date:
    """Give the last day of an era that ends before `day`."""
    return day - timedelta(days=1)
