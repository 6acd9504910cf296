"""Why, in the facts that were told: the part of a proof that decides it, as a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.model.opinions import Missing
from advisor.model.truth import Truth
from advisor.reports import words

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.proofs import Proof

ENOUGH = 3
"""So many facts make a reason; the rest is for the full explanation."""


def facts(proof: Proof) -> Iterator[Proof]:
    """Give the single facts that decide a proof, in reading order."""
    return _facts(proof.determining())


def _facts(node: Proof) -> Iterator[Proof]:
    if node.op == "fact" and node.fact:
        yield node
    for part in node.of:
        yield from _facts(part)


def because(proofs: Iterable[Proof], law: Law, *, enough: int = ENOUGH) -> str:
    """
    Say in one clause which told facts decide these proofs; empty where none do.

    What several people share is said once.
    """
    people: dict[tuple[str, object], list[str]] = {}
    for proof in proofs:
        for leaf in facts(proof):
            if leaf.truth is Truth.UNKNOWN and leaf.value is None:
                continue
            names = people.setdefault((leaf.fact, leaf.value), [])
            if leaf.recipient is not None and leaf.recipient not in names:
                names.append(leaf.recipient)
    clauses = [_clause(fact, value, names, law) for (fact, value), names in people.items()]
    if len(clauses) > enough + 1:
        rest = len(clauses) - enough
        clauses = [*clauses[:enough], words.counted(rest, "more fact")]
    return words.joined(clauses)


def _clause(fact: str, value: object, names: list[str], law: Law) -> str:
    said = words.told(value, law.vocabulary.facts.get(fact))  # type: ignore[arg-type]
    match names:
        case []:
            return f"`{fact}` is {said}"
        case [name]:
            return f"{name}'s `{short(fact)}` is {said}"
        case _:
            return f"`{short(fact)}` is {said} for {words.joined(names)}"


def short(fact: str) -> str:
    """
    Name a fact without its entity, where the sentence names whose it is.

    >>> short("recipient.consented")
    'consented'
    """
    return fact.partition(".")[2] or fact


def waiting(missing: Iterable[Missing]) -> str:
    """Name the facts that were not told, each once, with the people it concerns."""
    people: dict[str, list[str]] = {}
    for one in missing:
        names = people.setdefault(one.fact, [])
        if one.recipient is not None and one.recipient not in names:
            names.append(one.recipient)
    return words.joined(
        f"{words.joined(names)}'s `{short(fact)}`" if names else f"`{fact}`"
        for fact, names in people.items()
    )


def unknown(proofs: Iterable[Proof]) -> str:
    """Name the untold facts that keep these proofs open."""
    return waiting(
        dict.fromkeys(
            Missing(leaf.fact, leaf.recipient)
            for proof in proofs
            if proof.truth is Truth.UNKNOWN
            for leaf in facts(proof)
        )
    )
