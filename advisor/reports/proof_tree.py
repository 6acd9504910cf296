"""Why and why not, unfolded down to single facts, each with its value and its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, listed_words
from advisor.model.truth import Truth
from advisor.reports import citations, labels, reasons
from advisor.reports.page_blocks import ReasonNode, Role, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.law import Law
    from advisor.model.opinions import Finding
    from advisor.model.proofs import Proof
    from advisor.model.vocabulary import DerivedFact

_TONES = {Truth.TRUE: Tone.FOR, Truth.FALSE: Tone.AGAINST, Truth.UNKNOWN: Tone.OPEN}
_JOINS = listed_words(
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
    findings: Sequence[Finding], law: Law, *, whole: bool = False, language: Language = ENGLISH
) -> tuple[ReasonNode, ...]:
    """
    Unfold findings, each under the name of its recipient where there are several.

    Only what decides is unfolded, unless the `whole` proof is wanted.
    """
    if len(findings) == 1:
        return _finding(findings[0], law, whole=whole, language=language)
    return tuple(
        ReasonNode(
            labels.outcome_word(one.outcome, language),
            Tone.QUIET,
            one.recipient or "",
            of=_finding(one, law, whole=whole, language=language),
        )
        for one in findings
    )


def _finding(
    finding: Finding, law: Law, *, whole: bool, language: Language
) -> tuple[ReasonNode, ...]:
    why, complied = finding.why, finding.complied
    if not whole:
        why = why.determining()
        complied = complied.determining() if complied is not None else None
    nodes = [_labelled(part, finding, law, language) for part in why.of or (why,)]
    if complied is not None:
        asked = language.phrase("what it forbids is done")
        if finding.modality.commands:
            asked = language.phrase("what it commands is done")
        nodes.append(_titled(complied, asked, law, language))
    return tuple(nodes)


def _labelled(part: Proof, finding: Finding, law: Law, language: Language) -> ReasonNode:
    match part.label:
        case "governs":
            title = language.phrase("the law of {place} governs", place=finding.jurisdiction)
            return _titled(part, title, law, language)
        case "unless":
            means = {one.name: one.means for one in finding.norm.exceptions}
            return ReasonNode(
                labels.truth_word(part.truth, language),
                _TONES[part.truth],
                language.phrase("no exception lifts it"),
                of=tuple(
                    _titled(lifted, means.get(lifted.label, lifted.label), law, language)
                    for lifted in part.of
                ),
            )
        case "when":
            return _titled(part, language.phrase("its condition is fulfilled"), law, language)
        case _:
            return node(part, law, language)


def _titled(proof: Proof, title: str, law: Law, language: Language) -> ReasonNode:
    inner = _parts(proof, law, language) if proof.op == "all" else (node(proof, law, language),)
    return ReasonNode(
        labels.truth_word(proof.truth, language),
        _TONES[proof.truth],
        title.rstrip("."),
        of=inner if proof.of or proof.fact else (),
    )


def node(proof: Proof, law: Law, language: Language = ENGLISH) -> ReasonNode:
    """Unfold one proof."""
    word, tone = labels.truth_word(proof.truth, language), _TONES[proof.truth]
    match proof.op:
        case "fact":
            return _leaf(proof, law, language)
        case "derived":
            return _derived(proof, law, language)
        case "all" | "any" | "none" | "some" | "every" if len(proof.of) == 1 and proof.op != "none":
            return node(proof.of[0], law, language)
        case _:
            title = language.term("joint of conditions", _JOINS.get(proof.op, proof.op))
            return ReasonNode(word, tone, title, of=_parts(proof, law, language))


def _parts(proof: Proof, law: Law, language: Language) -> tuple[ReasonNode, ...]:
    return tuple(node(part, law, language) for part in proof.of)


def _leaf(proof: Proof, law: Law, language: Language) -> ReasonNode:
    fact = law.vocabulary.facts.get(proof.fact)
    name = reasons.named_fact(proof.fact, proof.recipient, language)
    wanted = labels.wanted(proof.test, language)
    said = labels.told_text(proof.value, fact, language=language)
    if proof.value is None:
        text = language.phrase(
            "{fact} was not told; this asks for {wanted}", fact=name, wanted=wanted
        )
    elif wanted == labels.told_text(proof.value, fact, labels=False, language=language):
        text = language.phrase("{fact} is {answer}", fact=name, answer=said)
    else:
        text = language.phrase(
            "{fact} is {answer}; this asks for {wanted}", fact=name, answer=said, wanted=wanted
        )
    return ReasonNode(
        labels.truth_word(proof.truth, language),
        _TONES[proof.truth],
        text,
        note=fact.ask if fact is not None else "",
    )


def _derived(proof: Proof, law: Law, language: Language) -> ReasonNode:
    """Show a fact that is found, with the text that defines it."""
    known = law.vocabulary.derived.get(proof.fact)
    wanted = labels.wanted(proof.test, language)
    means = f" ({_lower(known.means.rstrip('.'))})" if known is not None else ""
    name = reasons.named_fact(proof.fact, proof.recipient, language)
    return ReasonNode(
        labels.truth_word(proof.truth, language),
        _TONES[proof.truth],
        f"{language.phrase('{fact} is {answer}', fact=name, answer=wanted)}{means}",
        note=_defined_by(known, language),
        of=_definition(proof, law, language),
        is_defined=True,
    )


def _defined_by(known: DerivedFact | None, language: Language) -> str:
    """Cite what defines a fact, with how it was read: the answer stands on that text too."""
    lines = citations.citation_text("", known.citations, language) if known is not None else ()
    return "; ".join(line.text for line in lines if line.role is Role.CITE)


def _definition(proof: Proof, law: Law, language: Language) -> tuple[ReasonNode, ...]:
    return tuple(
        inner
        for part in proof.of
        for inner in (
            _parts(part, law, language) if part.op == "all" else (node(part, law, language),)
        )
    )


def _lower(sentence: str) -> str:
    """Start a sentence small, unless it starts with an abbreviation."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence
