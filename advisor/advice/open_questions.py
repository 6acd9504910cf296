"""The questions whose answers can still change a governing finding, best first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from advisor.advice.findings import unknowns
from advisor.model.law_clock import SENT_ON
from advisor.model.opinions import Ask

if TYPE_CHECKING:
    from advisor.model.opinions import Finding, Governing, Missing
    from advisor.model.vocabulary import Fact, Vocabulary


def open_questions(
    governing: Sequence[Governing],
    findings: Sequence[Finding],
    vocabulary: Vocabulary,
    muted: Collection[tuple[str, str | None]] = (),
) -> tuple[Ask, ...]:
    """
    Rank the untold facts on which a governing finding still depends.

    Those that are `muted`, by fact and recipient, do not arise.

    A finding that waits for several facts counts for each of them by its share, so that
    an answer that settles a finding alone comes before one of many. Ties go by the order
    of the vocabulary; what only a person can judge comes last.
    """
    shares: dict[Missing, float] = {}
    norms: dict[Missing, dict[str, None]] = {}
    for missing, name in _waiting(governing, findings):
        for entry in missing:
            shares[entry] = shares.get(entry, 0.0) + 1 / len(missing)
            norms.setdefault(entry, {}).setdefault(name)
    found = [
        Ask(vocabulary.facts[item.fact], item.recipient, round(share, 3), tuple(norms[item]))
        for item, share in shares.items()
        if item.fact in vocabulary.facts and (item.fact, item.recipient) not in muted
    ]
    return tuple(sorted(found, key=_rank))


def day_question(vocabulary: Vocabulary) -> Iterable[Ask]:
    """Ask on what day a message was sent: the law of that day speaks on it."""
    if SENT_ON in vocabulary.facts:
        yield Ask(vocabulary.facts[SENT_ON], None, 0.0)


def _rank(ask: Ask) -> tuple[bool, float, int, str]:
    fact: Fact = ask.fact
    return fact.judgment is not None, -ask.settles, fact.order, ask.recipient or ""


def _waiting(
    governing: Sequence[Governing], findings: Sequence[Finding]
) -> Iterable[tuple[tuple[Missing, ...], str]]:
    for item in governing:
        missing = unknowns(item.why)
        if missing:
            yield missing, item.jurisdiction
    for finding in findings:
        if finding.missing:
            yield finding.missing, finding.norm.id
