"""One finding, or several alike, as an entry: the sentence, its reason, its authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from advisor.i18n import Message, and_list, message, messages, series
from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.reports import citations, labels, proof_tree, reasons
from advisor.reports.document import FindingEntry, Line, Role
from advisor.reports.duty_groups import Duty, duty
from advisor.reports.fact_clauses import asked

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Finding
    from advisor.model.proofs import Proof
    from advisor.reports.recipient_groups import RecipientGroup


class Depth(Enum):
    """How much of a finding is told."""

    SENTENCE = "the sentence, its authority and its caveats"
    REASONS = "the reason too, in the facts that were told"
    PROOF = "all of it, down to the facts that decide"
    EVERYTHING = "all of it, down to every fact that was tested"


_WORDS = messages(
    "outcome",
    {
        Duty.MAY: "allowed",
        Duty.NOT_REQUIRED: "not required",
        Duty.SET_ASIDE: "set aside",
    },
)


_REASONS = messages(
    "reason",
    {
        Outcome.UNDETERMINED: "Whether it applies depends on {facts}.",
        Outcome.OPEN: "Whether it is met depends on {facts}.",
        Outcome.INAPPLICABLE: "It does not apply, because {facts}.",
    },
)
_BECAUSE = message("Because {facts}.", context="reason")


def finding_entry(group: RecipientGroup, law: Law, depth: Depth = Depth.REASONS) -> FindingEntry:
    """Tell a group of findings."""
    full = depth in (Depth.PROOF, Depth.EVERYTHING)
    whole = depth is Depth.EVERYTHING
    lines = tuple(_lines(group, law, depth))
    word = _WORDS.get(duty(group.first), labels.OUTCOME_LABELS[group.first.outcome])
    return FindingEntry(
        word=word,
        tone=duty(group.first).tone,
        text=group.statement,
        lines=(*lines, *citations.others(group.first)) if full else lines,
        tree=proof_tree.finding_trees(group.findings, law, whole=whole) if full else (),
    )


def _lines(group: RecipientGroup, law: Law, depth: Depth) -> Iterator[Line]:
    one = group.first
    reason = "" if depth is Depth.SENTENCE and _is_plain(one) else _reason(group, law)
    if reason:
        yield Line(Role.REASON, reason)
    if group.names and group.names[0] not in f"{group.statement} {reason}":
        people = and_list(group.names)
        yield Line(Role.REASON, message("This concerns {people}.", people=people))
    if one.overridden_by is not None:
        other = _norm(one.overridden_by, law)
        yield Line(Role.REASON, message("{authority} stands instead.", authority=other))
    yield from branches(group, law)
    yield citations.own(one)
    if one.exception is not None:
        lead = message("Exception:", context="before a citation")
        yield from citations.citation_text(lead, one.exception_citations)
    if depth is not Depth.SENTENCE:
        yield from _positions(one)
        if one.norm.because and not one.positions:
            yield Line(Role.NOTE, one.norm.because)
    for caveat in one.caveats:
        yield Line(Role.CAVEAT, caveat)


def _is_plain(finding: Finding) -> bool:
    return finding.outcome in (Outcome.MET, Outcome.AVAILABLE, Outcome.UNSETTLED)


def _positions(finding: Finding) -> Iterator[Line]:
    for position in finding.positions:
        said = position.says.rstrip(".")
        if not position.citations:
            yield Line(Role.NOTE, message("One view: {words}.", words=said))
            continue
        cited = position.citations[0]
        text = message("One view: {words} ({authority}).", words=said, authority=cited.place)
        yield Line(Role.NOTE, text, cite=cited.cite)


def _reason(group: RecipientGroup, law: Law) -> str:
    one = group.first
    named = all(name in group.statement for name in group.names)
    everyone = group.names if named else ()
    missing = [told for found in group.findings for told in found.missing]
    waits = reasons.waiting_facts(missing, law, everyone=everyone)
    match one.outcome:
        case Outcome.UNDETERMINED:
            return _unless_empty(_REASONS[one.outcome], waits)
        case Outcome.OPEN:
            return _unless_empty(_REASONS[one.outcome], waits)
        case Outcome.DEFEATED:
            proofs: Iterable[Proof] = _lifting(group.findings)
            means = (one.exception or "").rstrip(".")
            fact = reasons.because(proofs, law, everyone=everyone)
            if not fact:
                return message("Lifted: {means}.", means=means)
            return message("Lifted: {means}, because {facts}.", means=means, facts=fact)
        case Outcome.INAPPLICABLE:
            proofs = (found.why for found in group.findings)
            fact = reasons.because(proofs, law, everyone=everyone)
            return _unless_empty(_REASONS[one.outcome], fact)
        case _:
            proofs = deciding_part(group.findings)
            fact = reasons.because(proofs, law, everyone=everyone)
            return _unless_empty(_BECAUSE, fact)


def _unless_empty(reason: Message, facts: str) -> str:
    return reason.fill(facts=facts) if facts else ""


def deciding_part(findings: Sequence[Finding]) -> Iterator[Proof]:
    """Return the proofs that say most: of compliance where there is one, else of the `when`."""
    for finding in findings:
        if finding.complied is not None:
            yield finding.complied
        else:
            yield from (part for part in finding.why.of if part.label == "when")


def _lifting(findings: tuple[Finding, ...]) -> Iterator[Proof]:
    for finding in findings:
        for part in finding.why.of:
            if part.label == "unless":
                yield from (lifted for lifted in part.of if lifted.truth is Truth.TRUE)


def branches(group: RecipientGroup, law: Law) -> Iterator[Line]:
    """Show what each answer to a judgment would make of a finding, on one line."""
    answers: dict[str, dict[str, None]] = {}
    told: dict[str, set[Outcome]] = {}
    for finding in group.findings:
        for branch in finding.branches:
            then = labels.outcome_word(branch.outcome)
            said = message("if yes, {outcome}", outcome=then)
            if not branch.value:
                said = message("if no, {outcome}", outcome=then)
            answers.setdefault(branch.fact, {}).setdefault(said)
            told.setdefault(branch.fact, set()).add(branch.outcome)
    for fact, outcomes in answers.items():
        # Where both answers leave the finding as it is, other facts come first.
        if len(told[fact]) > 1:
            text = message(
                "A person must judge {fact}: {outcomes}.",
                fact=asked(fact, (), law),
                outcomes=series(outcomes),
            )
            yield Line(Role.REASON, text)


def _norm(instance: str, law: Law) -> str:
    norm_id, _, code = instance.partition("@")
    norm = law.norm(norm_id)
    if norm is None or not norm.citations:
        return norm_id
    cite = norm.citations[0].place
    if not code:
        return cite
    place = citations.jurisdiction(code, law)
    return message("{authority} in {place}", authority=cite, place=place)
