"""The analysis, norm by norm: what it says, why it applies, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from advisor.i18n import LawText
from advisor.model.norms import Outcome
from advisor.model.policies import BUNDLED
from advisor.model.recipient_names import spoken_name
from advisor.model.truth import Truth
from advisor.reports.document import (
    Basis,
    Block,
    Heading,
    Paragraph,
    Point,
    Points,
    Sentence,
    SentenceSource,
)
from advisor.reports.labels import KINDS_LEADING, verification_text, weight_word
from advisor.reports.memo.frames import quote, retell, say_frame
from advisor.reports.memo.memo_context import as_clause, source_of
from advisor.reports.memo.reasons import reasons

if TYPE_CHECKING:
    from advisor.model.opinions import Finding
    from advisor.model.proofs import Proof
    from advisor.reports.memo.memo_context import MemoContext

ORDER = (
    Outcome.BREACHED,
    Outcome.NOT_FOLLOWED,
    Outcome.UNSETTLED,
    Outcome.OPEN,
    Outcome.UNDETERMINED,
    Outcome.AVAILABLE,
    Outcome.MET,
    Outcome.DEFEATED,
    Outcome.INAPPLICABLE,
)
"""The outcomes as a lawyer wants to read them: what is against it comes first."""
_EXCEPTIONS = {
    Truth.TRUE: "analysis.exception.true",
    Truth.FALSE: "analysis.exception.false",
    Truth.UNKNOWN: "analysis.exception.unknown",
}


def analysis(materials: MemoContext) -> Iterator[Block]:
    """Write the analysis: place by place, authority by authority, the worst first."""
    findings = materials.opinion.findings
    if not findings:
        yield Paragraph((say_frame("analysis.none"),))
    by_place = sorted(findings, key=lambda finding: _place_rank(finding, findings))
    for code, here in groupby(by_place, key=lambda one: one.jurisdiction):
        source = SentenceSource(Basis.GOVERNING, code)
        yield Heading(2, say_frame("analysis.place", source, place=materials.place(code)))
        yield from _authorities(tuple(here), materials)


def _place_rank(finding: Finding, all_findings: Sequence[Finding]) -> tuple[int, int]:
    first = next(
        n for n, one in enumerate(all_findings) if one.jurisdiction == finding.jurisdiction
    )
    same = [one for one in all_findings if one.jurisdiction == finding.jurisdiction]
    return min(ORDER.index(item.outcome) for item in same), first


def _authorities(findings: Sequence[Finding], materials: MemoContext) -> Iterator[Block]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_heading(finding), []).append(finding)

    def worst(group: list[Finding]) -> tuple[int, int]:
        outcome = min(ORDER.index(item.outcome) for item in group)
        return outcome, min(item.weight.rank for item in group)

    for cite, group in sorted(groups.items(), key=lambda item: worst(item[1])):
        first = group[0]
        source = SentenceSource(Basis.AUTHORITY, cite)
        yield Heading(3, say_frame("analysis.authority", source, authority=cite))
        yield Paragraph(tuple(_standing(first, materials)), aside=True)
        for finding in sorted(group, key=lambda one: ORDER.index(one.outcome)):
            yield from _finding(finding, materials)


def _heading(finding: Finding) -> str:
    return finding.citations[0].cite if finding.citations else finding.norm.policy


def _standing(finding: Finding, materials: MemoContext) -> Iterator[Sentence]:
    yield say_frame(
        "analysis.standing",
        source_of(finding),
        kind=KINDS_LEADING[finding.kind],
        weight=weight_word(finding.weight, finding.kind),
        verification=verification_text(finding.verified),
    )
    if finding.stands_in:
        yield say_frame("analysis.stands-in", source_of(finding))
    if finding.layer != BUNDLED:
        yield say_frame("analysis.layer", source_of(finding), layer=finding.layer)
    if finding.governs is Truth.UNKNOWN:
        source = SentenceSource(Basis.GOVERNING, finding.jurisdiction)
        place = materials.place(finding.jurisdiction)
        yield say_frame("analysis.governs.unknown", source, place=place)


def _finding(finding: Finding, materials: MemoContext) -> Iterator[Block]:
    source = source_of(finding)
    said = [say_frame(f"analysis.{finding.outcome.value}", source, strong=True)]
    if finding.recipient is not None and spoken_name(finding.recipient) not in finding.statement:
        said.append(say_frame("analysis.about", source, recipient=spoken_name(finding.recipient)))
    notes = materials.register.note(finding.citations, finding)
    said.append(quote(LawText(finding.statement), source, notes=notes))
    if finding.norm.because:
        said.append(quote(LawText(finding.norm.because), source))
    yield Paragraph(tuple(said))
    points = tuple(_points(finding, materials))
    if points:
        yield Points(points)


def _points(finding: Finding, materials: MemoContext) -> Iterator[Point]:
    yield from _applies(finding, materials)
    yield from _complied(finding, materials)
    yield from _exceptions(finding, materials)
    source = source_of(finding)
    for position in finding.positions:
        notes = materials.register.note(position.citations)
        lead = say_frame("analysis.position", source, strong=True)
        words = as_clause(position.says)
        yield Point((lead, say_frame("analysis.says", source, notes=notes, words=words)))
    for caveat in finding.caveats:
        yield Point((say_frame("analysis.caveat", source, strong=True), retell(caveat, source)))
    if finding.overridden_by is not None:
        authority = materials.norms([finding.overridden_by]) or finding.overridden_by
        yield Point((say_frame("analysis.overridden", source, authority=authority),))
    if finding.branches:
        yield Point((say_frame("analysis.judgment", source),))


def _applies(finding: Finding, materials: MemoContext) -> Iterator[Point]:
    """Say which facts made the norm apply; its scope only where it is the norm's own."""
    source = source_of(finding)
    policy = materials.law.policies.get(finding.norm.policy)
    labels = {"when"} | ({"governs"} if policy is not None and policy.scope else set())
    parts = [part for part in finding.why.of if part.label in labels]
    if finding.outcome is Outcome.UNDETERMINED:
        parts = [part for part in parts if part.truth is Truth.UNKNOWN]
        name = "analysis.applies.unknown"
    elif finding.outcome is Outcome.INAPPLICABLE:
        parts = [part for part in parts if part.truth is Truth.FALSE]
        name = "analysis.applies.not"
    else:
        name = "analysis.applies"
    found = tuple(point for part in parts for point in reasons(part, materials, finding.recipient))
    if found:
        yield Point((say_frame(name, source),), found)
    elif name == "analysis.applies":
        yield Point((say_frame("analysis.applies.always", source),))


def _complied(finding: Finding, materials: MemoContext) -> Iterator[Point]:
    if finding.complied is None or finding.outcome in (Outcome.UNDETERMINED, Outcome.DEFEATED):
        return
    name = f"analysis.complied.{finding.outcome.value}"
    found = reasons(finding.complied, materials, finding.recipient)
    if found:
        yield Point((say_frame(name, source_of(finding)),), found)


def _exceptions(finding: Finding, materials: MemoContext) -> Iterator[Point]:
    proofs: dict[str, Proof] = {
        part.label: part for group in finding.why.of if group.label == "unless" for part in group.of
    }
    for exception in finding.norm.exceptions:
        proof = proofs.get(exception.name)
        truth = proof.truth if proof is not None else Truth.UNKNOWN
        yield Point(
            (
                say_frame(
                    _EXCEPTIONS[truth],
                    source_of(finding),
                    notes=materials.register.note(exception.citations),
                    means=as_clause(exception.means),
                ),
            ),
            () if proof is None else reasons(proof, materials, finding.recipient),
        )
