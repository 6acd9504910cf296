"""One finding, or several alike, as an entry: the sentence, its reason, its authority."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.reports import citations, reasons, trees, words
from advisor.reports.blocks import Entry, Line, Role
from advisor.reports.duties import Duty, duty

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.opinions import Finding
    from advisor.model.proofs import Proof
    from advisor.reports.people import Group


class Depth(Enum):
    """How much of a finding is told."""

    SENTENCE = "the sentence, its authority and its caveats"
    REASONS = "the reason too, in the facts that were told"
    PROOF = "all of it, down to the facts that decide"
    EVERYTHING = "all of it, down to every fact that was tested"


_WORDS = {
    Duty.MAY: "allowed",
    Duty.NOT_REQUIRED: "not required",
    Duty.SET_ASIDE: "set aside",
}


def entry(group: Group, law: Law, depth: Depth = Depth.REASONS) -> Entry:
    """Tell a group of findings."""
    full = depth in (Depth.PROOF, Depth.EVERYTHING)
    whole = depth is Depth.EVERYTHING
    lines = tuple(_lines(group, law, depth))
    return Entry(
        word=_WORDS.get(duty(group.first), words.OUTCOMES[group.first.outcome]),
        tone=duty(group.first).tone,
        text=group.statement,
        lines=(*lines, *citations.others(group.first)) if full else lines,
        tree=trees.finding_trees(group.findings, law, whole=whole) if full else (),
    )


def _lines(group: Group, law: Law, depth: Depth) -> Iterator[Line]:
    one = group.first
    reason = "" if depth is Depth.SENTENCE and _is_plain(one) else _reason(group, law)
    if reason:
        yield Line(Role.REASON, reason)
    if group.names and group.names[0] not in f"{group.statement} {reason}":
        yield Line(Role.REASON, f"This concerns {words.joined(group.names)}.")
    if one.overridden_by is not None:
        yield Line(Role.REASON, f"{_norm(one.overridden_by, law)} stands instead.")
    yield from branches(group)
    yield citations.own(one)
    if one.exception is not None:
        yield from citations.cited("Exception:", one.exception_citations)
    if depth is not Depth.SENTENCE:
        yield from _positions(one)
        if one.norm.because and not one.positions:
            yield Line(Role.NOTE, one.norm.because)
    for caveat in one.caveats:
        yield Line(Role.CAVEAT, caveat)


def _is_plain(one: Finding) -> bool:
    return one.outcome in (Outcome.MET, Outcome.AVAILABLE, Outcome.UNSETTLED)


def _positions(one: Finding) -> Iterator[Line]:
    for position in one.positions:
        cited = position.citations[0] if position.citations else None
        by = f" ({citations.place(cited)})" if cited is not None else ""
        cite = cited.cite if cited is not None else ""
        yield Line(Role.NOTE, f"One view: {position.says.rstrip('.')}{by}.", cite=cite)


def _reason(group: Group, law: Law) -> str:
    one = group.first
    named = all(name in group.statement for name in group.names)
    everyone = group.names if named else ()
    missing = [told for found in group.findings for told in found.missing]
    waits = reasons.waiting(missing, everyone=everyone)
    match one.outcome:
        case Outcome.UNDETERMINED:
            return f"Whether it applies depends on {waits}." if waits else ""
        case Outcome.OPEN:
            return f"Whether it is met depends on {waits}." if waits else ""
        case Outcome.DEFEATED:
            fact = reasons.because(_lifting(group.findings), law, everyone=everyone)
            means = (one.exception or "").rstrip(".")
            return f"Lifted: {means}{f', because {fact}' if fact else ''}."
        case Outcome.INAPPLICABLE:
            whys = (found.why for found in group.findings)
            fact = reasons.because(whys, law, everyone=everyone)
            return f"It does not apply, because {fact}." if fact else ""
        case _:
            fact = reasons.because(deciding(group.findings), law, everyone=everyone)
            return f"Because {fact}." if fact else ""


def deciding(findings: Sequence[Finding]) -> Iterator[Proof]:
    """Give the proofs that say most: of compliance where there is one, else of the `when`."""
    for one in findings:
        if one.complied is not None:
            yield one.complied
        else:
            yield from (part for part in one.why.of if part.label == "when")


def _lifting(findings: tuple[Finding, ...]) -> Iterator[Proof]:
    for one in findings:
        for part in one.why.of:
            if part.label == "unless":
                yield from (lifted for lifted in part.of if lifted.truth is Truth.TRUE)


def branches(group: Group) -> Iterator[Line]:
    """Show what each answer to a judgment would make of a finding, on one line."""
    answers: dict[str, dict[str, None]] = {}
    told: dict[str, set[Outcome]] = {}
    for finding in group.findings:
        for one in finding.branches:
            said = f"if {'yes' if one.value else 'no'}, {words.OUTCOMES[one.outcome]}"
            answers.setdefault(one.fact, {}).setdefault(said)
            told.setdefault(one.fact, set()).add(one.outcome)
    for fact, outcomes in answers.items():
        # Where both answers leave the finding as it is, other facts come first.
        if len(told[fact]) > 1:
            yield Line(Role.REASON, f"A person must judge `{fact}`: {'; '.join(outcomes)}.")


def _norm(instance: str, law: Law) -> str:
    norm_id, _, code = instance.partition("@")
    norm = law.norm(norm_id)
    if norm is None or not norm.citations:
        return norm_id
    where = f" in {citations.jurisdiction(code, law)}" if code else ""
    return f"{citations.place(norm.citations[0])}{where}"
