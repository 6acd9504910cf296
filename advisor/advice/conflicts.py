"""Findings that cannot both be followed, and what settles it if anything does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from advisor.i18n import message, messages
from advisor.model.authorities import Weight
from advisor.model.norms import Outcome
from advisor.model.opinions import Conflict
from advisor.model.truth import Truth
from advisor.values import replace

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.opinions import Finding
    from advisor.model.places import Places

Subject: TypeAlias = "tuple[str, str]"
"""An act and its bearer."""

NumberedFinding: TypeAlias = "tuple[int, Finding]"
FindingsByRecipient: TypeAlias = "Mapping[str | None, Sequence[NumberedFinding]]"
"""Findings on one subject by recipient; under `None` those of the whole message."""

_STRONGER = messages(
    "",
    {
        (Weight.BINDING, Weight.ADVISORY): "binding over advisory",
        (Weight.BINDING, Weight.PERSUASIVE): "binding over persuasive",
        (Weight.ADVISORY, Weight.PERSUASIVE): "advisory over persuasive",
    },
)


def find_conflicts(
    governing: Sequence[Finding],
    persuasive: Sequence[Finding],
    places: Places,
    day: date,
) -> tuple[Conflict, ...]:
    """
    Pair every two applying findings of which one forbids what the other allows.

    A duty also conflicts with an exemption from it. A prohibition that is met stands
    against nothing. Law from elsewhere is paired with law that governs, and with its
    like only where nothing that governs speaks on the act (policy language, section 7).
    `day` is that of findings which tell none of their own.
    """
    here = [item for item in governing if item.applies is Truth.TRUE]
    abroad = [item for item in persuasive if item.applies is Truth.TRUE]
    spoken = {(item.act, item.recipient) for item in here}
    among_themselves = [item for item in abroad if not speaks_on(spoken, item.act, item.recipient)]
    pairs = [
        *((a, b, True) for a, b in _every_two(here)),
        *((a, b, False) for a, b in _each_with(here, abroad)),
        *((a, b, True) for a, b in _every_two(among_themselves)),
    ]
    return tuple(
        _resolved(conflict, places, day, alike=alike)
        for a, b, alike in pairs
        for conflict in _clash(a, b)
    )


def _every_two(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Yield every two findings on one subject, of one recipient or of the whole message."""
    subjects = _by_subject(findings)
    for number, item in enumerate(findings):
        for later, other in _on_subject(item, subjects):
            if later > number:
                yield item, other


def _each_with(
    findings: Sequence[Finding], others: Sequence[Finding]
) -> Iterator[tuple[Finding, Finding]]:
    """Yield each finding with those of the others that are on its subject."""
    subjects = _by_subject(others)
    for item in findings:
        for _, other in _on_subject(item, subjects):
            yield item, other


def _by_subject(findings: Sequence[Finding]) -> Mapping[Subject, FindingsByRecipient]:
    """Return findings, with their numbers, by act and bearer, and there by recipient."""
    subjects: dict[Subject, dict[str | None, list[NumberedFinding]]] = {}
    for number, item in enumerate(findings):
        of = subjects.setdefault((item.act, item.bearer), {})
        of.setdefault(item.recipient, []).append((number, item))
    return subjects


def _on_subject(
    item: Finding, subjects: Mapping[Subject, FindingsByRecipient]
) -> Iterable[NumberedFinding]:
    """Return in their order those that are of the recipient of a finding, or of no one alone."""
    of = subjects.get((item.act, item.bearer), {})
    if item.recipient is None:
        return sorted(chain.from_iterable(of.values()), key=itemgetter(0))
    return merge(of.get(None, ()), of.get(item.recipient, ()), key=itemgetter(0))


def speaks_on(spoken: set[tuple[str, str | None]], act: str, recipient: str | None) -> bool:
    """Return whether one of these acts and persons covers another."""
    if (act, None) in spoken or (act, recipient) in spoken:
        return True
    return recipient is None and any(item == act for item, _ in spoken)


def _clash(finding: Finding, other: Finding) -> Iterator[Conflict]:
    for against, towards in ((finding, other), (other, finding)):
        if _opposed(against, towards):
            yield Conflict(
                act=finding.act,
                bearer=finding.bearer,
                recipient=finding.recipient or other.recipient,
                forbids=against,
                allows=towards,
            )


def _opposed(against: Finding, towards: Finding) -> bool:
    if against.modality.forbids and towards.modality.allows:
        settled = {against.outcome, towards.outcome}
        return against.outcome is not Outcome.MET or settled == {
            Outcome.MET,
            Outcome.BREACHED,
        }
    exempts = against.modality.exempts and towards.modality.commands
    return exempts and towards.outcome is not Outcome.MET


def _resolved(conflict: Conflict, places: Places, day: date, *, alike: bool) -> Conflict:
    against, towards = conflict.forbids, conflict.allows
    for winner, loser in ((against, towards), (towards, against)):
        if not alike and winner.governs is not Truth.TRUE:
            continue  # what only persuades sets nothing aside that governs
        for override in winner.norm.overrides:
            if override.norm == loser.norm.id and winner.layer == loser.layer:
                return replace(
                    conflict,
                    resolved_by=message("an express override"),
                    prevails=winner.id,
                    citations=override.citations,
                )
    if not alike:
        here = against if against.governs is Truth.TRUE else towards
        return replace(
            conflict, resolved_by=message("the other does not govern here"), prevails=here.id
        )
    if against.weight is towards.weight or not places.are_of_one_order(
        against.jurisdiction, towards.jurisdiction, against.day or day
    ):
        return conflict
    winner, loser = sorted((against, towards), key=lambda one: one.weight.rank)
    if winner.modality.commands and winner.outcome is Outcome.MET:
        return conflict  # a duty that is met sets nothing aside
    tightens = winner.modality.forbids and loser.modality.permits
    if winner.layer != loser.layer and not tightens:
        return conflict  # a layer may forbid what another allows; it lifts no duty of another's
    return replace(
        conflict,
        resolved_by=_STRONGER[winner.weight, loser.weight],
        prevails=winner.id,
    )


def mark_overridden(
    findings: Sequence[Finding], conflicts: Sequence[Conflict]
) -> tuple[Finding, ...]:
    """Mark each finding that a resolved conflict set aside."""
    losers = {
        (loser.id, conflict.recipient): conflict.prevails
        for conflict in conflicts
        if conflict.prevails is not None
        for loser in (conflict.forbids, conflict.allows)
        if loser.id != conflict.prevails
    }
    return tuple(
        replace(finding, overridden_by=losers[finding.id, finding.recipient])
        if (finding.id, finding.recipient) in losers
        else finding
        for finding in findings
    )
