"""A proof as a list that a lawyer reads: the facts that made the truth what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.truth import Truth
from advisor.reports.document import Basis, Point, SentenceSource
from advisor.reports.memo.frames import fill_frame, say_frame
from advisor.reports.memo.memo_context import as_clause

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.model.proofs import Proof
    from advisor.reports.document import Sentence
    from advisor.reports.memo.memo_context import MemoContext

_DERIVED = {
    Truth.TRUE: "reason.derived.true",
    Truth.FALSE: "reason.derived.false",
    Truth.UNKNOWN: "reason.derived.unknown",
}


def reasons(proof: Proof, materials: MemoContext, about: str | None = None) -> tuple[Point, ...]:
    """
    Return the facts that decide a proof, each once, definitions with theirs beneath.

    `about` is the recipient whose name need not be said again.
    """
    points: dict[str, Point] = {}
    for point in _points(proof.determining(), materials, about):
        points.setdefault(point.sentences[0].text, point)
    return tuple(points.values())


def _points(proof: Proof, materials: MemoContext, about: str | None) -> Iterator[Point]:
    match proof.op:
        case "fact":
            if proof.fact:
                yield Point((_fact(proof, materials, about),))
        case "derived":
            yield _derived(proof, materials, about)
        case _:
            if not proof.of and proof.op in ("some", "every"):
                yield Point((_nobody(proof),))
            for part in proof.of:
                yield from _points(part, materials, about)


def _nobody(proof: Proof) -> Sentence:
    """Say that there is nobody of whom a condition could hold; all else would have parts."""
    unknown = proof.truth is Truth.UNKNOWN
    name = "facts.people.unknown" if unknown else "facts.people.none"
    return say_frame(name, SentenceSource(Basis.FACT, "recipients"))


def _fact(proof: Proof, materials: MemoContext, about: str | None) -> Sentence:
    source = SentenceSource(Basis.FACT, proof.fact, proof.recipient)
    slots: dict[str, Slot] = {"question": materials.question(proof.fact)}
    name = "reason.untold"
    if proof.value is not None:
        name = "reason.told"
        slots["answer"] = materials.answer(proof.fact, proof.value)
    if proof.recipient is not None and proof.recipient != about:
        name, slots["recipient"] = f"{name}.person", proof.recipient
    return fill_frame(name, source, slots)


def _derived(proof: Proof, materials: MemoContext, about: str | None) -> Point:
    """Return whether a defined fact is made out; the memo unfolds it the first time only."""
    definition = materials.law.vocabulary.derived.get(proof.fact)
    means = as_clause(definition.means) if definition is not None else proof.fact
    inner = proof.of[0] if proof.of else None
    truth = inner.truth if inner is not None else proof.truth
    source = SentenceSource(Basis.FACT, proof.fact, proof.recipient)
    unfolded = (proof.fact, proof.recipient, truth)
    if unfolded in materials.unfolded:
        return Point((say_frame(_DERIVED[truth], source, means=means),))
    materials.unfolded.add(unfolded)
    notes = materials.register.note(definition.citations) if definition is not None else ()
    beneath = () if inner is None else reasons(inner, materials, about)
    return Point((say_frame(_DERIVED[truth], source, notes=notes, means=means),), beneath)
