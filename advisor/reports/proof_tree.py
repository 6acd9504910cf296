"""Why and why not, unfolded down to single facts, each with its value and its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import and_list, layout, message, messages, series
from advisor.model.truth import Truth
from advisor.reports import citations, labels, reasons
from advisor.reports.document import ReasonNode, Role, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.conclusions import Conclusion
    from advisor.model.law import Law
    from advisor.model.opinions import Finding
    from advisor.model.proofs import Proof
    from advisor.model.vocabulary import DerivedFact

_TONES = {Truth.TRUE: Tone.FOR, Truth.FALSE: Tone.AGAINST, Truth.UNKNOWN: Tone.OPEN}
_JOINS = messages(
    "joint of conditions",
    {
        "all": "all of these",
        "any": "at least one of these",
        "none": "none of these",
        "some": "for at least one recipient",
        "every": "for every recipient",
    },
)


def finding_trees(
    findings: Sequence[Finding], law: Law, *, whole: bool = False
) -> tuple[ReasonNode, ...]:
    """
    Unfold findings, each under the name of its recipient where there are several.

    Only what decides is unfolded, unless the `whole` proof is wanted.
    """
    if len(findings) == 1:
        return _finding(findings[0], law, whole=whole)
    return tuple(
        ReasonNode(
            labels.outcome_word(finding.outcome),
            Tone.QUIET,
            finding.recipient or "",
            of=_finding(finding, law, whole=whole),
        )
        for finding in findings
    )


def _finding(finding: Finding, law: Law, *, whole: bool) -> tuple[ReasonNode, ...]:
    why, complied = finding.why, finding.complied
    if not whole:
        why = why.determining()
        complied = complied.determining() if complied is not None else None
    nodes = [_labelled(part, finding, law) for part in why.of or (why,)]
    if complied is not None:
        asked = message("what it forbids is done")
        if finding.modality.commands:
            asked = message("what it commands is done")
        nodes.append(_titled(complied, asked, law))
    return tuple(nodes)


def _labelled(part: Proof, finding: Finding, law: Law) -> ReasonNode:
    match part.label:
        case "governs":
            title = message("the law of {place} governs", place=finding.jurisdiction)
            return _titled(part, title, law)
        case "unless":
            means = {exception.name: exception.means for exception in finding.norm.exceptions}
            return ReasonNode(
                labels.truth_word(part.truth),
                _TONES[part.truth],
                message("no exception lifts it"),
                of=tuple(
                    _titled(lifted, means.get(lifted.label, lifted.label).rstrip("."), law)
                    for lifted in part.of
                ),
            )
        case "in force":
            title = message("it is known that it spoke on that day")
            return ReasonNode(labels.truth_word(part.truth), _TONES[part.truth], title)
        case "when":
            return _titled(part, message("its condition is fulfilled"), law)
        case _:
            return node(part, law)


def _titled(proof: Proof, title: str, law: Law) -> ReasonNode:
    inner = _parts(proof, law) if proof.op == "all" else (node(proof, law),)
    return ReasonNode(
        labels.truth_word(proof.truth),
        _TONES[proof.truth],
        title,
        of=inner if proof.of or proof.fact else (),
    )


def node(proof: Proof, law: Law) -> ReasonNode:
    """Unfold one proof."""
    word, tone = labels.truth_word(proof.truth), _TONES[proof.truth]
    match proof.op:
        case "fact":
            return _leaf(proof, law)
        case "derived":
            return _derived(proof, law)
        case "all" | "any" | "none" | "some" | "every" if len(proof.of) == 1 and proof.op != "none":
            return node(proof.of[0], law)
        case _:
            title = _JOINS.get(proof.op, proof.op)
            return ReasonNode(word, tone, title, of=_parts(proof, law))


def _parts(proof: Proof, law: Law) -> tuple[ReasonNode, ...]:
    return tuple(node(part, law) for part in proof.of)


def _leaf(proof: Proof, law: Law) -> ReasonNode:
    fact = law.vocabulary.facts.get(proof.fact)
    name = reasons.named_fact(proof.fact, proof.recipient)
    wanted = labels.wanted(proof.test)
    said = labels.told_text(proof.value, fact)
    follows = proof.follows
    facts = _premises(follows, law) if follows is not None else ""
    if follows is not None and proof.value is None:
        text = message(
            "{fact} was not told, and what is left settles this ({reason})",
            fact=name,
            reason=follows.by[0].because.rstrip("."),
        )
    elif follows is not None:
        text = message(
            "{fact} is {answer}, which follows from {facts} ({reason})",
            fact=name,
            answer=said,
            facts=facts or message("the meaning of the words"),
            reason=follows.by[0].because.rstrip("."),
        )
    elif proof.value is None:
        text = message("{fact} was not told; this asks for {wanted}", fact=name, wanted=wanted)
    elif wanted == labels.told_text(proof.value, fact, labels=False):
        text = message("{fact} is {answer}", fact=name, answer=said)
    else:
        text = message(
            "{fact} is {answer}; this asks for {wanted}", fact=name, answer=said, wanted=wanted
        )
    return ReasonNode(
        labels.truth_word(proof.truth),
        _TONES[proof.truth],
        text,
        note=fact.ask if fact is not None else "",
    )


def _premises(conclusion: Conclusion, law: Law) -> str:
    """Name the told facts from which something follows, each with what was told."""
    return and_list(
        message(
            "{fact} is {answer}",
            fact=reasons.named_fact(premise.fact, premise.recipient),
            answer=labels.told_text(
                premise.value, law.vocabulary.facts.get(premise.fact), labels=False
            ),
        )
        for premise in conclusion.premises
    )


def _derived(proof: Proof, law: Law) -> ReasonNode:
    """Show a fact that is found, with the text that defines it."""
    known = law.vocabulary.derived.get(proof.fact)
    wanted = labels.wanted(proof.test)
    name = reasons.named_fact(proof.fact, proof.recipient)
    text: str = message("{fact} is {answer}", fact=name, answer=wanted)
    if known is not None:
        means = _lower(known.means.rstrip("."))
        text = layout("{fact} ({means})", fact=text, means=means)
    return ReasonNode(
        labels.truth_word(proof.truth),
        _TONES[proof.truth],
        text,
        note=_defined_by(known),
        of=_definition(proof, law),
        is_defined=True,
    )


def _defined_by(known: DerivedFact | None) -> str:
    """Cite what defines a fact, with how it was read: the answer stands on that text too."""
    lines = citations.citation_text("", known.citations) if known is not None else ()
    return series(line.text for line in lines if line.role is Role.CITE)


def _definition(proof: Proof, law: Law) -> tuple[ReasonNode, ...]:
    return tuple(
        inner
        for part in proof.of
        for inner in (_parts(part, law) if part.op == "all" else (node(part, law),))
    )


def _lower(sentence: str) -> str:
    """Start a sentence small, unless it starts with an abbreviation."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence
