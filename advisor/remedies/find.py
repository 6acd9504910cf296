"""From a scenario to its remedies: found, evaluated again, and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from advisor.diagnostics import InvalidScenario
from advisor.model.law_clock import LawClock
from advisor.model.norms import Outcome
from advisor.model.vocabulary import Control
from advisor.remedies.aftermath import steps_afterwards
from advisor.remedies.change_options import ChangeOptions
from advisor.remedies.changes import FactChange, Remedies, Remedy
from advisor.remedies.consequences import Consequences
from advisor.remedies.search import Search
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.model.opinions import Finding, Opinion
    from advisor.model.scenarios import Scenario
    from advisor.remedies.consequences import ChangeSet
    from advisor.remedies.search import SearchResult

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
    what is ours before what is theirs. Of a message that is sent or received the steps
    that are left are given too, whether anything is breached or not. Raises `EngineFailure`.
    """
    opinion = corpus.advise(scenario, as_of=as_of)
    return remedies_of(opinion, corpus, changes=changes, most=most)


def remedies_of(
    opinion: Opinion, corpus: Corpus, *, changes: int = CHANGES, most: int = MOST
) -> Remedies:
    """Return the same for an opinion of the corpus that was given by the scenario's own days."""
    scenario, as_of = opinion.scenario, opinion.as_of
    breaches = breached(opinion)
    prospects = corpus.prospects
    options = ChangeOptions(corpus.law, prospects.answers(as_of), scenario, as_of)
    afterwards = steps_afterwards(corpus, scenario, opinion, as_of)
    if not breaches:
        return Remedies(
            opinion,
            (),
            is_past=options.is_past,
            is_received=options.is_received,
            afterwards=afterwards,
        )
    consequences = Consequences(corpus.engine, options)
    cures = Search(prospects, options, consequences).run(changes=changes)
    written = _closest(_in_order(cures.found, consequences))
    tried = _tried(written, most, opinion, consequences, corpus)
    # Among equals, what opens least comes first.
    tried.confirmed.sort(key=lambda one: (len(one.changes), one.theirs, len(one.opened)))
    return Remedies(
        opinion=opinion,
        breaches=breaches,
        remedies=tuple(tried.confirmed),
        incurable=_incurable(cures, breaches, corpus, scenario, as_of),
        searched=cures.searched,
        exhausted=cures.exhausted,
        cures=len(written) - tried.unconfirmed - tried.worsening,
        unconfirmed=tried.unconfirmed,
        worsening=tried.worsening,
        is_past=options.is_past,
        is_received=options.is_received,
        afterwards=afterwards,
    )


def breached(opinion: Opinion) -> tuple[Finding, ...]:
    """Return the governing findings that are breached and that nothing sets aside."""
    return tuple(
        finding
        for finding in opinion.findings
        if finding.outcome is Outcome.BREACHED and finding.overridden_by is None
    )


def _in_order(
    sets: Iterable[ChangeSet], consequences: Consequences
) -> list[tuple[FactChange, ...]]:
    written = [_written(item, consequences) for item in sets]
    return sorted(written, key=_cost)


def _written(changes: ChangeSet, consequences: Consequences) -> tuple[FactChange, ...]:
    options = consequences.options
    facts, scenario = options.law.vocabulary.facts, options.scenario
    made = [
        FactChange(
            facts[fact],
            who,
            None if who is None else scenario.people[who].name,
            scenario.value(fact, who),
            value,
            consequences.taken(((fact, who), value)),
        )
        for (fact, who), value in changes
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


@dataclass
class _Tried:
    """Cures as they came out when each was answered in full."""

    confirmed: list[Remedy] = field(default_factory=list)
    unconfirmed: int = 0
    worsening: int = 0


def _tried(
    written: Iterable[tuple[FactChange, ...]],
    most: int,
    before: Opinion,
    consequences: Consequences,
    corpus: Corpus,
) -> _Tried:
    """Answer the changed scenarios in full until so many are confirmed."""
    tried = _Tried()
    for changes in written:
        if len(tried.confirmed) == most:
            break
        changed = consequences.options.scenario
        for change in changes:
            consequences.confirm(((change.fact.name, change.who), change.after))
            changed = change.applied(changed)
        opinion = _answer(changed, before.as_of, corpus)
        if opinion is None or breached(opinion):
            tried.unconfirmed += 1
        elif _newly_breached(before.findings, opinion.findings):
            tried.worsening += 1
        else:
            tried.confirmed.append(_remedy(changes, before, opinion))
    return tried


def _answer(scenario: Scenario, as_of: date, corpus: Corpus) -> Opinion | None:
    """Return the opinion on a changed scenario; `None` where its facts cannot all be so."""
    try:
        return corpus.advise(scenario, as_of=as_of)
    except InvalidScenario:
        return None


def _newly_breached(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are breached, set aside or not, and were not before."""
    known = {
        (finding.id, finding.recipient) for finding in before if finding.outcome is Outcome.BREACHED
    }
    return tuple(
        finding
        for finding in after
        if finding.outcome is Outcome.BREACHED and (finding.id, finding.recipient) not in known
    )


def _remedy(changes: tuple[FactChange, ...], before: Opinion, after: Opinion) -> Remedy:
    left = tuple(finding for finding in after.findings if finding.outcome.is_unfinished)
    open_before = {
        (finding.id, finding.recipient)
        for finding in before.findings
        if finding.outcome.is_unfinished
    }
    opened = tuple(item for item in left if (item.id, item.recipient) not in open_before)
    against = _newly_breached(before.persuasive, after.persuasive)
    return Remedy(changes, after, left, opened, against)


def _incurable(
    cures: SearchResult,
    breaches: Iterable[Finding],
    corpus: Corpus,
    scenario: Scenario,
    as_of: date,
) -> tuple[Finding, ...]:
    if not cures.incurable:
        return ()
    instances = corpus.prospects.instances(LawClock.of(scenario, as_of))
    named = {
        (
            f"{instances[at].norm.id}@{instances[at].jurisdiction}",
            None if who is None else scenario.people[who].name,
        )
        for at, who in cures.incurable
    }
    return tuple(breach for breach in breaches if (breach.id, breach.recipient) in named)
