"""Why, in the facts that were told: the part of a proof that decides it, as a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.i18n import and_list, message, plural_message
from advisor.model.opinions import Missing
from advisor.model.recipient_names import spoken_name
from advisor.model.truth import Truth
from advisor.reports import labels
from advisor.reports.fact_clauses import asked, fact_clause

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.proofs import Proof
    from advisor.model.vocabulary import Value

ENOUGH_REASONS = 3
"""So many facts make a reason; the rest is for the full explanation."""


def deciding_facts(proof: Proof) -> Iterator[Proof]:
    """Return the single facts that decide a proof, in reading order."""
    return _facts(proof.determining())


def _facts(node: Proof) -> Iterator[Proof]:
    if node.op == "fact" and node.fact:
        yield node
    for part in node.of:
        yield from _facts(part)


def because(
    proofs: Iterable[Proof],
    law: Law,
    *,
    everyone: tuple[str, ...] = (),
    enough: int = ENOUGH_REASONS,
) -> str:
    """
    Say in one clause which told facts decide these proofs; empty where none do.

    What several people share is said once; of `everyone` that the sentence has named
    already it says *their*.
    """
    people: dict[tuple[str, Value | None], list[str]] = {}
    for proof in proofs:
        for leaf in deciding_facts(proof):
            if leaf.truth is Truth.UNKNOWN and leaf.value is None:
                continue
            names = people.setdefault((leaf.fact, leaf.value), [])
            name = spoken_name(leaf.recipient or "")
            if name and name not in names:
                names.append(name)
    # What was told of a person says more than what is true of the message at large.
    ranked = sorted(people.items(), key=lambda item: (not item[1], item[1]))
    clauses = []
    before: list[str] = []
    for (fact, value), names in ranked:
        named = tuple(names) == everyone
        clause = "" if value is None else fact_clause(fact, value, names, law, named_before=named)
        if not clause:
            said = labels.told_text(value, law.vocabulary.facts.get(fact), labels=False)
            shown = f"`{short_fact_name(fact) if names else fact}`"
            clause = _clause(shown, said, [] if names == before else names, everyone)
        clauses.append(clause)
        before = names
    if len(clauses) > enough + 1:
        rest = len(clauses) - enough
        more = plural_message(rest, "{count} more fact", "{count} more facts")
        clauses = [*clauses[:enough], more]
    return and_list(clauses)


def _clause(fact: str, said: str, names: list[str], everyone: tuple[str, ...]) -> str:
    """Say what a fact is, and whose it is where that was not said just before."""
    if not names:
        return message("{fact} is {answer}", fact=fact, answer=said)
    if len(names) > 1 and tuple(names) == everyone:
        return message("their {fact} is {answer}", fact=fact, answer=said)
    people = and_list(names)
    if names[-1].endswith("s"):
        return message("{person}' {fact} is {answer}", person=people, fact=fact, answer=said)
    return message("{person}'s {fact} is {answer}", person=people, fact=fact, answer=said)


def told_fact(fact: str, value: Value, recipient: str | None, law: Law | None) -> str:
    """
    Say in plain words what is known of a fact.

    By its name where the vocabulary has no words for it, or where no `law` is at hand.
    """
    people = () if recipient is None else (recipient,)
    clause = "" if law is None else fact_clause(fact, value, people, law)
    known = None if law is None else law.vocabulary.facts.get(fact)
    return clause or message(
        "{fact} is {answer}",
        fact=named_fact(fact, recipient),
        answer=labels.told_text(value, known),
    )


def named_fact(fact: str, recipient: str | None) -> str:
    """
    Return the name of a fact as it is written, and whose it is.

    >>> named_fact("recipient.consented", "Ann")
    "Ann's `consented`"
    """
    if recipient is None:
        return f"`{fact}`"
    person, shown = spoken_name(recipient), f"`{short_fact_name(fact)}`"
    if person.endswith("s"):
        return message("{person}' {facts}", person=person, facts=shown)
    return message("{person}'s {facts}", person=person, facts=shown)


def short_fact_name(fact: str) -> str:
    """
    Return the name of a fact without its entity, where the sentence names whose it is.

    >>> short_fact_name("recipient.consented")
    'consented'
    """
    return fact.partition(".")[2] or fact


def waiting_facts(
    missing: Iterable[Missing],
    law: Law,
    *,
    everyone: tuple[str, ...] = (),
    enough: int = ENOUGH_REASONS,
) -> str:
    """
    Return the questions whose answers were not told, each once, and about whom they are.

    Of `everyone` the sentence has named already.
    """
    people: dict[str, list[str]] = {}
    for item in missing:
        names = people.setdefault(item.fact, [])
        name = spoken_name(item.recipient or "")
        if name and name not in names:
            names.append(name)
    questions = [
        asked(fact, names, law, named_before=tuple(names) == everyone)
        for fact, names in people.items()
    ]
    if len(questions) > enough + 1:
        rest = len(questions) - enough
        questions = [*questions[:enough], plural_message(rest, "{count} more", "{count} more")]
    return and_list(questions) if questions else ""


def unknown(proofs: Iterable[Proof], law: Law) -> str:
    """Return the questions whose missing answers keep these proofs open."""
    return waiting_facts(
        dict.fromkeys(
            Missing(leaf.fact, leaf.recipient)
            for proof in proofs
            if proof.truth is Truth.UNKNOWN
            for leaf in deciding_facts(proof)
        ),
        law,
    )
