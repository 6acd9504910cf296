"""From an opinion to its document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.reports import reasons
from advisor.reports.citations import cited_place
from advisor.reports.machine.opinion_schema import (
    AskDocument,
    BranchDocument,
    CandidateDocument,
    CitationDocument,
    ConflictDocument,
    ExceptionDocument,
    FindingDocument,
    GoverningDocument,
    MessageOpinionDocument,
    MissingDocument,
    OpinionDocument,
    PositionDocument,
    ProofDocument,
    ReceiptDocument,
)
from advisor.reports.questions import why

if TYPE_CHECKING:
    from advisor.model.authorities import Citation
    from advisor.model.law import Law
    from advisor.model.opinions import Ask, Conflict, Finding, Governing, Opinion
    from advisor.model.proofs import Proof
    from advisor.model.vocabulary import Value
    from advisor.reports.machine.opinion_schema import ProvenanceWord


def opinion_document(opinion: Opinion, law: Law, *, everything: bool = False) -> OpinionDocument:
    """
    Put an opinion into the shape of `advisor/opinion/1`.

    `everything` keeps the findings that do not apply.
    """
    receipt = opinion.receipt
    return OpinionDocument(
        scenario=opinion.scenario.title,
        as_of=opinion.as_of,
        verdict=opinion.verdict.value,
        weight=opinion.weight.value if opinion.weight else None,
        summary=opinion.summary,
        relies_on=opinion.relies_on.value if opinion.relies_on else None,
        governing=[_governing(one, law) for one in opinion.governing],
        findings=_findings(opinion.findings, everything=everything),
        persuasive=_findings(opinion.persuasive, everything=everything),
        conflicts=[_conflict(one) for one in opinion.conflicts],
        asks=_asks(opinion, law),
        candidates=[
            CandidateDocument(
                jurisdiction=one.jurisdiction,
                verdict=one.verdict.value,
                weight=one.weight.value if one.weight else None,
                norms=list(dict.fromkeys(map(_norm, one.norms))),
            )
            for one in opinion.candidates
        ],
        exposures=[one.jurisdiction for one in opinion.exposures],
        left_open=list(opinion.left_open),
        notices=[notice.says for notice in opinion.notices],
        receipt=ReceiptDocument(
            corpus=receipt.corpus,
            advisor=receipt.advisor,
            engine=receipt.engine,
            checked_by=receipt.checked_by,
            layers=list(receipt.layers),
        ),
    )


def message_document(
    opinion: Opinion, law: Law, provenance: Mapping[str, str], *, everything: bool = False
) -> MessageOpinionDocument:
    """Put an opinion on a real message into its shape, with how each fact of it is known."""
    whole = opinion_document(opinion, law, everything=everything)
    members = {name: value for name, value in whole if name != "schema_"}
    known = cast("dict[str, ProvenanceWord]", dict(provenance))
    return MessageOpinionDocument(**members, provenance=known)


def as_json(
    opinion: Opinion,
    law: Law,
    *,
    everything: bool = False,
    indent: int | None = 2,
    provenance: Mapping[str, str] | None = None,
) -> str:
    """
    Write the document of an opinion; without `indent`, on one line.

    `provenance` says of the facts of a real message how each is known.
    """
    made = (
        opinion_document(opinion, law, everything=everything)
        if provenance is None
        else message_document(opinion, law, provenance, everything=everything)
    )
    return made.model_dump_json(by_alias=True, indent=indent)


def _findings(findings: Iterable[Finding], *, everything: bool) -> list[FindingDocument]:
    return [
        finding_document(one)
        for one in findings
        if everything or one.outcome is not Outcome.INAPPLICABLE
    ]


def finding_document(one: Finding) -> FindingDocument:
    """Put one finding into its shape."""
    lifted = None
    if one.exception is not None:
        cites = _citations(one.exception_citations)
        lifted = ExceptionDocument(means=one.exception, citations=cites)
    return FindingDocument(
        norm=one.norm.id,
        recipient=one.recipient,
        act=one.act,
        bearer=one.bearer,
        modality=one.modality.value,
        statement=one.statement,
        applies=one.applies.value,
        outcome=one.outcome.value,
        jurisdiction=one.jurisdiction,
        layer=one.layer,
        kind=one.kind.value,
        weight=one.weight.value,
        verified=one.verified.value,
        citations=_citations(one.citations),
        because=one.norm.because,
        caveats=list(one.caveats),
        exception=lifted,
        overridden_by=_norm(one.overridden_by) if one.overridden_by else None,
        missing=[MissingDocument(fact=m.fact, recipient=m.recipient) for m in one.missing],
        branches=[
            BranchDocument(fact=b.fact, value=b.value, outcome=b.outcome.value)
            for b in one.branches
        ],
        positions=[
            PositionDocument(says=p.says, citations=_citations(p.citations)) for p in one.positions
        ],
        why=_proof(one.why),
        complied=_proof(one.complied) if one.complied is not None else None,
    )


def _citations(citations: Iterable[Citation]) -> list[CitationDocument]:
    return [
        CitationDocument(
            cite=one.cite,
            pinpoint=one.pinpoint,
            url=one.url,
            quote=one.quote,
            verified=one.verified.value if one.verified else None,
        )
        for one in citations
    ]


def _proof(proof: Proof) -> ProofDocument:
    is_fact = proof.op == "fact"
    return ProofDocument(
        op=None if is_fact else cast("Any", proof.op),
        label=proof.label or None,
        fact=proof.fact or None,
        test=proof.test or None,
        value=_value(proof.value),
        recipient=proof.recipient,
        truth=proof.truth.value,
        of=None if is_fact else [_proof(part) for part in proof.of],
    )


def _value(value: Value | None) -> bool | float | str | list[str] | None:
    match value:
        case frozenset():
            return sorted(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _governing(one: Governing, law: Law) -> GoverningDocument:
    settled = one.truth is not Truth.UNKNOWN
    said = reasons.because((one.why,), law) if settled else reasons.unknown((one.why,))
    return GoverningDocument(
        jurisdiction=one.jurisdiction,
        truth=one.truth.value,
        because=said,
        citations=_citations(one.citations),
    )


def _conflict(one: Conflict) -> ConflictDocument:
    return ConflictDocument(
        act=one.act,
        bearer=one.bearer,
        recipient=one.recipient,
        norms=[one.forbids.norm.id, one.allows.norm.id],
        resolved_by=one.resolved_by,
        prevails=_norm(one.prevails) if one.prevails else None,
        citations=_citations(one.citations),
    )


def _asks(opinion: Opinion, law: Law) -> list[AskDocument]:
    cites = {
        one.norm.id: cited_place(one.citations[0]) for one in opinion.findings if one.citations
    }
    return [_ask(one, cites, law) for one in opinion.asks]


def _ask(one: Ask, cites: dict[str, str], law: Law) -> AskDocument:
    return AskDocument(
        fact=one.fact.name,
        recipient=one.recipient,
        question=one.fact.ask,
        why=why((one,), cites, law),
        settles=one.settles,
    )


def _norm(instance: str) -> str:
    return instance.partition("@")[0]


def json_lines(opinions: Sequence[Opinion], law: Law, *, everything: bool = False) -> str:
    """Write several opinions, one document on a line."""
    return "\n".join(as_json(one, law, everything=everything, indent=None) for one in opinions)
