"""Questions about two norms: whether they can conflict, always do, or one says it all."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from advisor.model.law_flaws import FlawKind
from advisor.proof.answers import ExpectedConflict, expected
from advisor.proof.clauses import HOLDS
from advisor.proof.questions import ProofQuestion, QuestionBundle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.scenarios import Scenario
    from advisor.proof.law_of_day import ProvableDay
    from advisor.proof.norm_rails import NormRails


def pair_questions(day: ProvableDay) -> Iterator[QuestionBundle]:
    """Walk over the questions about every two norms on one act of one bearer."""
    heard = [one for one in day.governing if not one.day_unread]
    heard.sort(key=_subject)
    for _, group in groupby(heard, key=_subject):
        norms = list(group)
        ask: tuple[ProofQuestion, ...]
        for one in norms:
            for other in norms:
                if are_opposed(one, other):
                    ask = (_conflict(one, other), _always(one, other))
                elif one is not other and _may_say_the_same(one, other):
                    ask = (_subsumed(one, other),)
                else:
                    continue
                key = "pair", one.id, other.id
                yield QuestionBundle(key, partial(iter, ask), instances=(one, other))


def _subject(instance: NormInstance) -> tuple[str, str]:
    return instance.norm.act, instance.norm.bearer


def are_opposed(against: NormInstance, towards: NormInstance) -> bool:
    """Return whether one forbids what the other allows, or exempts from what it commands."""
    first, second = against.norm.modality, towards.norm.modality
    return (first.forbids and second.allows) or (first.exempts and second.commands)


def conflict(day: ProvableDay, against: NormRails, towards: NormRails) -> int:
    """Return the literal that two findings conflict (policy language, section 7)."""
    book = day.encoder.book
    both = (against.at_stake, towards.at_stake)
    if against.instance.norm.modality.forbids:
        breached = towards.disregarded if towards.compliance is not None else -HOLDS
        return book.all_of((*both, book.any_of((against.disregarded, breached))))
    return book.all_of((*both, towards.disregarded))


def _pairs(
    day: ProvableDay, one: NormInstance, other: NormInstance
) -> Sequence[tuple[NormRails, NormRails]]:
    """Return two norms as rails, for each pair of subjects of whom both speak at once."""
    norms, others = day.norms.each(one), day.norms.each(other)
    return [(norm, towards) for norm in norms for towards in others]


def conflicts(day: ProvableDay, one: NormInstance, other: NormInstance) -> int:
    """Return the literal that two norms conflict, of whomever they speak."""
    return day.encoder.book.any_of(conflict(day, *pair) for pair in _pairs(day, one, other))


def _conflict(one: NormInstance, other: NormInstance) -> ProofQuestion:
    return ProofQuestion(
        FlawKind.CONFLICT,
        (one.norm.id, other.norm.id),
        lambda day: not day.can(conflicts(day, one, other)),
        lambda day: (
            f"can conflict: {_said(one)}, and {_said(other)}; {_settlement(day, one, other)}"
        ),
        partial(_shown, one=one, other=other),
        instances=(one, other),
        places=(one.jurisdiction, other.jurisdiction),
        at=one.norm.at,
        one_is_enough=True,
    )


def _settlement(day: ProvableDay, one: NormInstance, other: NormInstance) -> str:
    """Return what settles a conflict of two norms (policy language, section 7), if anything."""
    for winner, loser in ((one, other), (other, one)):
        named = {override.norm for override in winner.norm.overrides}
        if loser.norm.id in named and winner.layer == loser.layer:
            return f"settled: {winner.id} overrides the other"
    places = day.corpus.law.places
    if one.weight is not other.weight and places.are_of_one_order(
        one.jurisdiction, other.jurisdiction, day.day
    ):
        heavier = min(one, other, key=lambda norm: norm.weight.rank)
        return f"settled by the weight of {heavier.id}, unless that is a duty which is met"
    return "unresolved"


def _said(instance: NormInstance) -> str:
    return f"{instance.id} {instance.norm.modality.verb}"


def _shown(day: ProvableDay, one: NormInstance, other: NormInstance) -> Scenario | None:
    return day.witness(
        conflicts(day, one, other),
        title=f"{one.norm.id} against {other.norm.id}",
        expectations=(ExpectedConflict(one.id, other.id),),
    )


def _always(one: NormInstance, other: NormInstance) -> ProofQuestion:
    def is_sound(day: ProvableDay) -> bool:
        if not day.can(conflicts(day, one, other)):
            return True
        pairs = _pairs(day, one, other)
        return any(_is_reconciled(day, *pair) for pair in pairs)

    return ProofQuestion(
        FlawKind.ALWAYS_CONFLICT,
        (one.norm.id, other.norm.id),
        is_sound,
        lambda _: (
            f"always conflict: {_said(one)}, and {_said(other)}; proved: wherever both apply "
            "and are settled, one of them is not followed"
        ),
        partial(_shown, one=one, other=other),
        instances=(one, other),
        places=(one.jurisdiction, other.jurisdiction),
        at=one.norm.at,
    )


def _is_reconciled(day: ProvableDay, against: NormRails, towards: NormRails) -> bool:
    """
    Return whether both can be followed at once, or one is only about a breach of the other.

    Such a rider, which applies only where the other is breached, is meant to meet it.
    """
    kept = against.met if against.compliance is not None else against.at_stake
    done = towards.met if towards.compliance is not None else towards.at_stake
    if day.can(kept, done):
        return True
    if towards.compliance is None or against.compliance is None:
        return False
    return not (day.can(against.met, towards.at_stake) and day.can(towards.met, against.at_stake))


def _may_say_the_same(one: NormInstance, other: NormInstance) -> bool:
    """Return whether one could add nothing: the other stands in the same place, as strong."""
    return (
        one.compliance is not None
        and one.jurisdiction == other.jurisdiction
        and one.norm.modality.stance is other.norm.modality.stance
        and other.norm.modality.is_strict >= one.norm.modality.is_strict
        and other.weight.rank <= one.weight.rank
        and (one.per_recipient, one.per_recipient_scope)
        == (other.per_recipient, other.per_recipient_scope)
    )


def _subsumed(one: NormInstance, other: NormInstance) -> ProofQuestion:
    def both(day: ProvableDay) -> int:
        return day.encoder.book.any_of(
            day.encoder.book.all_of((norm.disregarded, more.disregarded))
            for norm, more in zip(day.norms.each(one), day.norms.each(other), strict=True)
        )

    def is_sound(day: ProvableDay) -> bool:
        book = day.encoder.book
        alone = (
            book.all_of((norm.disregarded, more.is_kept))
            for norm, more in zip(day.norms.each(one), day.norms.each(other), strict=True)
        )
        return day.can(book.any_of(alone)) or not day.can(both(day))

    def show(day: ProvableDay) -> Scenario | None:
        norm, more = (day.norms.each(item)[0] for item in (one, other))
        outcomes = (
            norm.instance.norm.modality.disregarded,
            more.instance.norm.modality.disregarded,
        )
        return day.witness(
            both(day),
            title=f"{one.norm.id} beside {other.norm.id}",
            expectations=(expected(norm, outcomes[0]), expected(more, outcomes[1])),
        )

    return ProofQuestion(
        FlawKind.SUBSUMED,
        (one.norm.id, other.norm.id),
        is_sound,
        lambda _: (
            f"{one.id} adds nothing to {other.id}; proved: wherever it is disregarded and both "
            "are settled, the other is too"
        ),
        show,
        instances=(one, other),
        places=(one.jurisdiction,),
        at=one.norm.at,
    )
