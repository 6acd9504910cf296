"""Why and why not, unfolded down to single facts, each with its value and its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.truth import Truth
from advisor.reports import reasons, words
from advisor.reports.blocks import Node, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.law import Law
    from advisor.model.opinions import Finding
    from advisor.model.proofs import Proof

_TONES = {Truth.TRUE: Tone.FOR, Truth.FALSE: Tone.AGAINST, Truth.UNKNOWN: Tone.OPEN}
_JOINS = {
    "all": "all of these",
    "any": "at least one of these",
    "none": "none of these",
    "some": "for at least one recipient",
    "every": "for every recipient",
}


def finding_trees(
    findings: Sequence[Finding], law: Law, *, whole: bool = False
) -> tuple[Node, ...]:
    """
    Unfold findings, each under the name of its recipient where there are several.

    Only what decides is unfolded, unless the `whole` proof is wanted.
    """
    if len(findings) == 1:
        return _finding(findings[0], law, whole=whole)
    return tuple(
        Node(
            words.OUTCOMES[one.outcome],
            Tone.QUIET,
            one.recipient or "",
            of=_finding(one, law, whole=whole),
        )
        for one in findings
    )


def _finding(finding: Finding, law: Law, *, whole: bool) -> tuple[Node, ...]:
    why, complied = finding.why, finding.complied
    if not whole:
        why = why.determining()
        complied = complied.determining() if complied is not None else None
    nodes = [_labelled(part, finding, law) for part in why.of or (why,)]
    if complied is not None:
        asked = "commands" if finding.modality.commands else "forbids"
        nodes.append(_titled(complied, f"what it {asked} is done", law))
    return tuple(nodes)


def _labelled(part: Proof, finding: Finding, law: Law) -> Node:
    match part.label:
        case "governs":
            return _titled(part, f"the law of {finding.jurisdiction} governs", law)
        case "unless":
            means = {one.name: one.means for one in finding.norm.exceptions}
            return Node(
                words.TRUTHS[part.truth],
                _TONES[part.truth],
                "no exception lifts it",
                of=tuple(
                    _titled(lifted, means.get(lifted.label, lifted.label), law)
                    for lifted in part.of
                ),
            )
        case "when":
            return _titled(part, "its condition is fulfilled", law)
        case _:
            return node(part, law)


def _titled(proof: Proof, title: str, law: Law) -> Node:
    inner = _parts(proof, law) if proof.op == "all" else (node(proof, law),)
    return Node(
        words.TRUTHS[proof.truth],
        _TONES[proof.truth],
        title.rstrip("."),
        of=inner if proof.of or proof.fact else (),
    )


def node(proof: Proof, law: Law) -> Node:
    """Unfold one proof."""
    word, tone = words.TRUTHS[proof.truth], _TONES[proof.truth]
    match proof.op:
        case "fact":
            return _leaf(proof, law)
        case "derived":
            return _derived(proof, law)
        case "all" | "any" | "none" | "some" | "every" if len(proof.of) == 1 and proof.op != "none":
            return node(proof.of[0], law)
        case _:
            return Node(word, tone, _JOINS.get(proof.op, proof.op), of=_parts(proof, law))


def _parts(proof: Proof, law: Law) -> tuple[Node, ...]:
    return tuple(node(part, law) for part in proof.of)


def _leaf(proof: Proof, law: Law) -> Node:
    fact = law.vocabulary.facts.get(proof.fact)
    name = _name(proof)
    if proof.value is None:
        text = f"{name} was not told; this asks for {words.wanted(proof.test)}"
    else:
        bare = words.told(proof.value, fact, labels=False)
        wanted = words.wanted(proof.test)
        text = f"{name} is {words.told(proof.value, fact)}"
        if wanted != bare:
            text += f"; this asks for {wanted}"
    return Node(
        words.TRUTHS[proof.truth],
        _TONES[proof.truth],
        text,
        note=fact.ask if fact is not None else "",
    )


def _derived(proof: Proof, law: Law) -> Node:
    known = law.vocabulary.derived.get(proof.fact)
    wanted = words.wanted(proof.test)
    means = f" ({_lower(known.means.rstrip('.'))})" if known is not None else ""
    return Node(
        words.TRUTHS[proof.truth],
        _TONES[proof.truth],
        f"{_name(proof)} is {wanted}{means}",
        of=_definition(proof, law),
    )


def _definition(proof: Proof, law: Law) -> tuple[Node, ...]:
    return tuple(
        inner
        for part in proof.of
        for inner in (_parts(part, law) if part.op == "all" else (node(part, law),))
    )


def _lower(sentence: str) -> str:
    """Start a sentence small, unless it starts with an abbreviation."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence


def _name(proof: Proof) -> str:
    if proof.recipient is None:
        return f"`{proof.fact}`"
    return f"{proof.recipient}'s `{reasons.short(proof.fact)}`"
