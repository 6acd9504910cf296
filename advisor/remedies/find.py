"""From a scenario to its remedies: found, evaluated again, and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from advisor.advice.overtaken_facts import overtaken_facts
from advisor.diagnostics import InvalidScenario
from advisor.model.norms import Outcome
from advisor.model.vocabulary import Control
from advisor.remedies.change_options import ChangeOptions
from advisor.remedies.changes import FactChange, Remedies, Remedy
from advisor.remedies.search import Search

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario
    from advisor.remedies.search import SearchResult, Set

CHANGES, MOST = 3, 10


def find_remedies(
    corpus: Corpus,
    scenario: Scenario,
    *,
    as_of: date,
    changes: int = CHANGES,
    most: int = MOST,
) -> Remedies:
    """
    Return the smallest sets of changes after which nothing that governs is breached.

    Every set of up to `changes` changes is considered, and larger ones only where none
    of these cures. The first `most` are evaluated again and given: the smallest first,
    what is ours before what is theirs. Raises `EngineFailure`.
    """
    opinion = corpus.advise(scenario, as_of=as_of)
    breaches = breached(opinion)
    if not breaches:
        return Remedies(opinion, ())
    prospects = corpus.prospects
    options = ChangeOptions(corpus.law, corpus.engine, prospects.answers(as_of), scenario, as_of)
    cures = Search(prospects, options, scenario, as_of).run(changes=changes)
    written = _closest(_in_order(cures.found, scenario, corpus))
    found = [
        remedy
        for item in written[:most]
        if (remedy := _evaluated(item, scenario, opinion, corpus, as_of)) is not None
    ]
    # Among equals, what opens least comes first.
    found.sort(key=lambda one: (len(one.changes), one.theirs, len(one.opened)))
    return Remedies(
        opinion=opinion,
        breaches=breaches,
        remedies=tuple(found),
        incurable=_incurable(cures, breaches, corpus, scenario, as_of),
        searched=cures.searched,
        exhausted=cures.exhausted,
        cures=len(written),
        is_past=options.is_past,
    )


def breached(opinion: Opinion) -> tuple[Finding, ...]:
    """Return the governing findings that are breached and that nothing sets aside."""
    return tuple(
        finding
        for finding in opinion.findings
        if finding.outcome is Outcome.BREACHED and finding.overridden_by is None
    )


def _in_order(
    sets: Iterable[Set], scenario: Scenario, corpus: Corpus
) -> list[tuple[FactChange, ...]]:
    written = [_written(item, scenario, corpus) for item in sets]
    return sorted(written, key=_cost)


def _written(changes: Set, scenario: Scenario, corpus: Corpus) -> tuple[FactChange, ...]:
    facts = corpus.law.vocabulary.facts
    made = [
        FactChange(
            fact=facts[name],
            who=who,
            recipient=None if who is None else scenario.people[who].name,
            before=scenario.value(name, who),
            after=value,
        )
        for (name, who), value in changes
    ]
    return tuple(sorted(made, key=lambda one: (one.fact.order, one.who or 0)))


def _cost(changes: Sequence[FactChange]) -> tuple[object, ...]:
    theirs = sum(change.fact.control is Control.THEIRS for change in changes)
    orders = tuple((change.fact.order, change.who or 0, repr(change.after)) for change in changes)
    edits = sum(len(_edits(change)) for change in changes)
    return len(changes), theirs, edits, orders


def _closest(written: Sequence[tuple[FactChange, ...]]) -> list[tuple[FactChange, ...]]:
    """Leave out what changes the same sets as another cure, and needlessly more of them."""
    kept: list[tuple[FactChange, ...]] = []
    for item in written:
        if not any(_dominates(other, item) for other in kept):
            kept.append(item)
    return kept


def _dominates(fact_changes: Sequence[FactChange], other: Sequence[FactChange]) -> bool:
    places = [(change.fact.name, change.who) for change in fact_changes]
    if places != [(change.fact.name, change.who) for change in other]:
        return False
    return all(
        a.after == b.after or (_edits(a) and _edits(a) < _edits(b))
        for a, b in zip(fact_changes, other, strict=True)
    )


def _edits(change: FactChange) -> frozenset[str]:
    if not isinstance(change.after, frozenset):
        return frozenset()
    before = change.before if isinstance(change.before, frozenset) else frozenset()
    return change.after ^ before


def _evaluated(
    changes: tuple[FactChange, ...],
    scenario: Scenario,
    before: Opinion,
    corpus: Corpus,
    as_of: date,
) -> Remedy | None:
    """Answer the changed scenario; `None` where it cannot be, or does not cure after all."""
    for change in changes:
        scenario = change.applied(scenario)
    changed = {(change.fact.name, change.who) for change in changes}
    overtaken = overtaken_facts(corpus.engine, scenario, changed, as_of)
    for fact, who in overtaken:
        scenario = scenario.told(fact, None, who)
    try:
        opinion = corpus.advise(scenario, as_of=as_of)
    except InvalidScenario:
        return None
    if breached(opinion):
        return None
    left = tuple(finding for finding in opinion.findings if finding.outcome.is_unfinished)
    open_before = {
        (finding.id, finding.recipient)
        for finding in before.findings
        if finding.outcome.is_unfinished
    }
    opened = tuple(item for item in left if (item.id, item.recipient) not in open_before)
    return Remedy(changes, opinion, left, opened)


def _incurable(
    cures: SearchResult,
    breaches: Iterable[Finding],
    corpus: Corpus,
    scenario: Scenario,
    as_of: date,
) -> tuple[Finding, ...]:
    instances = corpus.prospects.instances(as_of)
    named = {
        (
            f"{instances[at].norm.id}@{instances[at].jurisdiction}",
            None if who is None else scenario.people[who].name,
        )
        for at, who in cures.incurable
    }
    return tuple(breach for breach in breaches if (breach.id, breach.recipient) in named)
