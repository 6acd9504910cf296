"""From an opinion to its document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from advisor.model.conclusions import Remaining
from advisor.model.norms import Outcome
from advisor.model.truth import Truth
from advisor.reports import reasons
from advisor.reports.machine.opinion_schema import (
    AskDocument,
    AssumedFactDocument,
    BranchDocument,
    CandidateDocument,
    CitationDocument,
    ConclusionDocument,
    ConflictDocument,
    CoverageDocument,
    ExceptionDocument,
    FindingDocument,
    GoverningDocument,
    KnownFactDocument,
    LaterLawDocument,
    MessageOpinionDocument,
    MissingDocument,
    OpinionDocument,
    PositionDocument,
    PremiseDocument,
    ProofDocument,
    ReceiptDocument,
    TopicDocument,
    UnreadFactDocument,
    UsualDocument,
)
from advisor.reports.origins import known_facts
from advisor.reports.questions import why
from advisor.reports.remaining import concluded_text
from advisor.reports.usual import person_about

if TYPE_CHECKING:
    from advisor.model.authorities import Citation
    from advisor.model.conclusions import Conclusion
    from advisor.model.coverage import ScenarioCoverage
    from advisor.model.law import Law
    from advisor.model.opinions import Ask, Conflict, Finding, Governing, LaterLaw, Opinion
    from advisor.model.proofs import Proof
    from advisor.model.scenarios import Scenario
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
        sent_on=opinion.sent_on,
        sent_within=str(opinion.scenario.sent_within) if opinion.scenario.sent_within else None,
        moved_from=opinion.scenario.moved_from,
        verdict=opinion.verdict.value,
        weight=opinion.weight.value if opinion.weight else None,
        because=opinion.because.value,
        summary=opinion.summary,
        relies_on=opinion.relies_on.value if opinion.relies_on else None,
        coverage=_coverage(opinion.coverage),
        facts=_facts(opinion.scenario),
        conclusions=[_conclusion(item, opinion, law) for item in opinion.conclusions],
        governing=[_governing(item, law) for item in opinion.governing],
        governing_later=[_governing(item, law) for item in opinion.governing_later],
        findings=_findings(opinion.findings, everything=everything),
        persuasive=_findings(opinion.persuasive, everything=everything),
        conflicts=[_conflict(conflict) for conflict in opinion.conflicts],
        usual=_usual(opinion),
        asks=_asks(opinion, law),
        candidates=[
            CandidateDocument(
                jurisdiction=candidate.jurisdiction,
                verdict=candidate.verdict.value,
                weight=candidate.weight.value if candidate.weight else None,
                norms=list(dict.fromkeys(map(_norm, candidate.norms))),
            )
            for candidate in opinion.candidates
        ],
        exposures=[exposure.jurisdiction for exposure in opinion.exposures],
        left_open=list(opinion.left_open),
        since_then=[_later(later) for later in opinion.since_then],
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


def _coverage(coverage: ScenarioCoverage) -> CoverageDocument:
    return CoverageDocument(
        topics=[
            TopicDocument(
                topic=topic.topic,
                name=topic.name,
                level=topic.level.value,
                places=list(topic.places),
            )
            for topic in coverage.topics
        ],
        wrongs=[
            UnreadFactDocument(fact=fact.fact, recipient=fact.recipient) for fact in coverage.wrongs
        ],
        places=[
            UnreadFactDocument(fact=fact.fact, recipient=fact.recipient) for fact in coverage.places
        ],
    )


def _facts(scenario: Scenario) -> list[KnownFactDocument]:
    return [
        KnownFactDocument(
            fact=known.name,
            recipient=known.recipient,
            value=cast("bool | float | str | list[str]", json_value(known.value)),
            known=known.origin.source.value,
            by=str(known.origin.detail),
            because=str(known.origin.because),
        )
        for known in known_facts(scenario)
    ]


def _conclusion(conclusion: Conclusion, opinion: Opinion, law: Law) -> ConclusionDocument:
    known = conclusion.known
    people = opinion.scenario.people
    return ConclusionDocument(
        fact=conclusion.fact,
        recipient=None if conclusion.who is None else people[conclusion.who].name,
        value=None if isinstance(known, Remaining) else json_value(known),
        says=concluded_text(conclusion, law, opinion.as_of),
        by=[relation.id for relation in conclusion.by],
        because=conclusion.by[0].because,
        follows_from=[
            PremiseDocument(
                fact=premise.fact,
                recipient=premise.recipient,
                value=cast("bool | float | str | list[str]", json_value(premise.value)),
            )
            for premise in conclusion.premises
        ],
    )


def _usual(opinion: Opinion) -> UsualDocument | None:
    usual = opinion.usual
    if usual is None:
        return None
    return UsualDocument(
        verdict=usual.verdict.value,
        weight=usual.weight.value if usual.weight else None,
        assumed=[
            AssumedFactDocument(
                fact=fact.fact,
                recipient=person_about(fact, opinion.scenario),
                value=cast("bool | float | str | list[str]", json_value(fact.value)),
                because=fact.by.because,
            )
            for fact in usual.assumed
        ],
    )


def _findings(findings: Iterable[Finding], *, everything: bool) -> list[FindingDocument]:
    return [
        finding_document(finding)
        for finding in findings
        if everything or finding.outcome is not Outcome.INAPPLICABLE
    ]


def finding_document(finding: Finding) -> FindingDocument:
    """Put one finding into its shape."""
    lifted = None
    if finding.exception is not None:
        cites = _citations(finding.exception_citations)
        lifted = ExceptionDocument(means=finding.exception, citations=cites)
    return FindingDocument(
        norm=finding.norm.id,
        recipient=finding.recipient,
        act=finding.act,
        bearer=finding.bearer,
        modality=finding.modality.value,
        statement=finding.statement,
        applies=finding.applies.value,
        outcome=finding.outcome.value,
        jurisdiction=finding.jurisdiction,
        layer=finding.layer,
        kind=finding.kind.value,
        weight=finding.weight.value,
        verified=finding.verified.value,
        stands_in=finding.stands_in,
        citations=_citations(finding.citations),
        because=finding.norm.because,
        caveats=list(finding.caveats),
        exception=lifted,
        overridden_by=_norm(finding.overridden_by) if finding.overridden_by else None,
        missing=[MissingDocument(fact=m.fact, recipient=m.recipient) for m in finding.missing],
        branches=[
            BranchDocument(fact=b.fact, value=b.value, outcome=b.outcome.value)
            for b in finding.branches
        ],
        positions=[
            PositionDocument(says=p.says, citations=_citations(p.citations))
            for p in finding.positions
        ],
        why=_proof(finding.why),
        complied=_proof(finding.complied) if finding.complied is not None else None,
    )


def _later(later: LaterLaw) -> LaterLawDocument:
    finding = later.finding
    return LaterLawDocument(
        norm=finding.norm.id,
        jurisdiction=finding.jurisdiction,
        recipient=finding.recipient,
        since=later.since,
        outcome=finding.outcome.value,
        statement=finding.statement,
        citations=_citations(finding.citations),
    )


def _citations(citations: Iterable[Citation]) -> list[CitationDocument]:
    return [
        CitationDocument(
            cite=citation.cite,
            pinpoint=citation.pinpoint,
            url=citation.url,
            quote=citation.quote,
            verified=citation.verified.value if citation.verified else None,
            since_then=citation.since_then.start if citation.since_then else None,
            since_then_by=citation.since_then.start_by if citation.since_then else None,
        )
        for citation in citations
    ]


def _proof(proof: Proof) -> ProofDocument:
    is_fact = proof.op == "fact"
    return ProofDocument(
        op=None if is_fact else cast("Any", proof.op),
        label=proof.label or None,
        fact=proof.fact or None,
        test=proof.test or None,
        value=json_value(proof.value),
        recipient=proof.recipient,
        truth=proof.truth.value,
        of=None if is_fact else [_proof(part) for part in proof.of],
    )


def json_value(value: Value | None) -> bool | float | str | list[str] | None:
    """Return a value as JSON holds it."""
    match value:
        case frozenset():
            return sorted(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _governing(governing: Governing, law: Law) -> GoverningDocument:
    settled = governing.truth is not Truth.UNKNOWN
    say = reasons.because if settled else reasons.unknown
    said = say((governing.why,), law)
    return GoverningDocument(
        jurisdiction=governing.jurisdiction,
        truth=governing.truth.value,
        because=said,
        citations=_citations(governing.citations),
    )


def _conflict(conflict: Conflict) -> ConflictDocument:
    return ConflictDocument(
        act=conflict.act,
        bearer=conflict.bearer,
        recipient=conflict.recipient,
        norms=[conflict.forbids.norm.id, conflict.allows.norm.id],
        resolved_by=conflict.resolved_by,
        prevails=_norm(conflict.prevails) if conflict.prevails else None,
        citations=_citations(conflict.citations),
    )


def _asks(opinion: Opinion, law: Law) -> list[AskDocument]:
    cites = {
        finding.norm.id: finding.citations[0].place
        for finding in opinion.findings
        if finding.citations
    }
    return [_ask(question, cites, law) for question in opinion.asks]


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
