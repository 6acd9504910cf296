"""Questions about single norms: whether each can apply, be met, be breached and be lifted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from advisor.model.law_flaws import FlawKind
from advisor.model.norms import Outcome
from advisor.proof.answers import expected
from advisor.proof.questions import ProofQuestion, QuestionBundle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.scenarios import Scenario
    from advisor.proof.law_of_day import ProvableDay

_PROVED = "proved: no possible scenario"


def norm_questions(day: ProvableDay) -> Iterator[QuestionBundle]:
    """Walk over the questions about every norm that is in force on a day."""
    for instance in day.spoken.instances:
        if not instance.day_unread:
            yield QuestionBundle(
                ("norm", instance.id), partial(_of_norm, instance), instances=(instance,)
            )


def _of_norm(instance: NormInstance) -> Iterator[ProofQuestion]:
    yield _applies(instance)
    if instance.stands_in:
        return  # the model itself is asked about
    if instance.compliance is not None:
        yield _disregarded(instance)
        yield _met(instance)
    for at in range(len(instance.norm.exceptions)):
        yield _swallowing(instance, at)
        yield _idle_exception(instance, at)


def _applies(instance: NormInstance) -> ProofQuestion:
    return ProofQuestion(
        FlawKind.NEVER_APPLIES,
        (instance.norm.id,),
        lambda day: day.can(day.any_of(instance, "at_stake")),
        partial(_why_never, instance=instance),
        instances=(instance,),
        places=(instance.jurisdiction,),
        at=instance.norm.at,
    )


def _why_never(day: ProvableDay, instance: NormInstance) -> str:
    """Say which part of a norm keeps it from ever applying."""
    norms = day.norms.each(instance)
    book = day.encoder.book
    if not day.can(book.any_of(one.governs.true for one in norms)):
        return f"never applies in {instance.jurisdiction}: {_PROVED} has its law govern"
    if not day.can(book.any_of(one.when.true for one in norms)):
        return f"never applies: {_PROVED} meets its `when`"
    both = (book.all_of((one.governs.true, one.when.true)) for one in norms)
    if not day.can(book.any_of(both)):
        return f"never applies: {_PROVED} meets its `when` where its law governs"
    return f"never applies: {_PROVED} escapes its exceptions"


def _disregarded(instance: NormInstance) -> ProofQuestion:
    word = "breached" if instance.norm.modality.is_strict else "disregarded"
    return ProofQuestion(
        FlawKind.NEVER_DISREGARDED,
        (instance.norm.id,),
        lambda day: _is_dead(day, instance) or day.can(day.any_of(instance, "disregarded")),
        lambda _: f"can never be {word}: wherever it applies and is settled, it is met; {_PROVED}",
        partial(_shown, instance=instance, literal="met", outcome=Outcome.MET),
        instances=(instance,),
        places=(instance.jurisdiction,),
        at=instance.norm.at,
    )


def _met(instance: NormInstance) -> ProofQuestion:
    worst = instance.norm.modality.disregarded
    return ProofQuestion(
        FlawKind.NEVER_MET,
        (instance.norm.id,),
        lambda day: _is_dead(day, instance) or day.can(day.any_of(instance, "met")),
        lambda _: f"can never be met: wherever it applies and is settled, it is not; {_PROVED}",
        partial(_shown, instance=instance, literal="disregarded", outcome=worst),
        instances=(instance,),
        places=(instance.jurisdiction,),
        at=instance.norm.at,
    )


def _swallowing(instance: NormInstance, at: int) -> ProofQuestion:
    exception = instance.norm.exceptions[at]

    def is_sound(day: ProvableDay) -> bool:
        norms, both = day.norms.each(instance), day.encoder.book.all_of
        bare = [both((one.there, one.governs.true, one.when.true)) for one in norms]
        escaping = [
            both((one, norm.exceptions[at].false)) for one, norm in zip(bare, norms, strict=True)
        ]
        book = day.encoder.book
        return not day.can(book.any_of(bare)) or day.can(book.any_of(escaping))

    return ProofQuestion(
        FlawKind.SWALLOWED,
        (instance.norm.id,),
        is_sound,
        lambda _: (
            f"its exception `{exception.name}` swallows it: {_PROVED} meets its `when` and "
            "escapes that exception"
        ),
        partial(_lifted, instance=instance, at=at, alone=False),
        instances=(instance,),
        places=(instance.jurisdiction,),
        at=exception.at or instance.norm.at,
        detail=exception.name,
    )


def _idle_exception(instance: NormInstance, at: int) -> ProofQuestion:
    exception = instance.norm.exceptions[at]

    def is_sound(day: ProvableDay) -> bool:
        lifted = (one.lifted_alone(at) for one in day.norms.each(instance))
        return _is_dead(day, instance) or day.can(day.encoder.book.any_of(lifted))

    return ProofQuestion(
        FlawKind.IDLE_EXCEPTION,
        (instance.norm.id,),
        is_sound,
        lambda _: (
            f"its exception `{exception.name}` never matters: {_PROVED} has it alone lift the norm"
        ),
        partial(_applying, instance=instance),
        instances=(instance,),
        places=(instance.jurisdiction,),
        at=exception.at or instance.norm.at,
        detail=exception.name,
    )


def _is_dead(day: ProvableDay, instance: NormInstance) -> bool:
    """Return whether a norm never applies, which is told by itself."""
    return not day.can(day.any_of(instance, "at_stake"))


def _applying(day: ProvableDay, instance: NormInstance) -> Scenario | None:
    worst = instance.norm.modality.disregarded
    return _shown(day, instance=instance, literal="disregarded", outcome=worst)


def _shown(
    day: ProvableDay, instance: NormInstance, literal: str, outcome: Outcome
) -> Scenario | None:
    """Return the smallest scenario in which a norm comes to an outcome."""
    if instance in day.elsewhere:
        return None
    norm = day.norms.each(instance)[0]
    return day.witness(
        getattr(norm, literal),
        title=f"{instance.norm.id} is {outcome.value}",
        expectations=(expected(norm, outcome),),
    )


def _lifted(day: ProvableDay, instance: NormInstance, at: int, *, alone: bool) -> Scenario | None:
    """Return the smallest scenario in which an exception lifts a norm."""
    if instance in day.elsewhere:
        return None
    norm = day.norms.each(instance)[0]
    literal = norm.lifted_alone(at) if alone else norm.lifted_by(at)
    return day.witness(
        literal,
        title=f"{instance.norm.id} is lifted",
        expectations=(expected(norm, Outcome.DEFEATED),),
    )
