"""Questions about single tests: whether a norm would be another one without it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.model.conditions import (
    ALWAYS_TRUE,
    All,
    Any,
    Condition,
    Every,
    Leaf,
    Nor,
    Some,
    leaves,
)
from advisor.model.law_clock import SENT_ON
from advisor.model.law_flaws import FlawKind
from advisor.proof.clauses import HOLDS, Rail
from advisor.proof.norm_rails import NormRails
from advisor.proof.questions import ProofQuestion, QuestionBundle
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from advisor.advice.norms_in_force import NormInstance
    from advisor.proof.law_of_day import ProvableDay
    from advisor.proof.rails import RailEncoder

_WHEN, _COMPLIANCE = "when", "compliance"


PutTest: TypeAlias = "Callable[[Condition | None], Condition]"
"""Returns a condition with another test in the place of one, or with none."""


class ConditionPart(NamedTuple):
    """One condition of a norm: its `when`, its compliance, or an exception by its number."""

    name: str
    condition: Condition
    exception: int | None = None


def condition_parts(instance: NormInstance) -> Iterator[ConditionPart]:
    """Walk over the conditions of a norm."""
    yield ConditionPart(_WHEN, instance.when_condition)
    if instance.compliance is not None:
        key = instance.norm.modality.compliance_key or _COMPLIANCE
        yield ConditionPart(key, instance.compliance)
    for at, exception in enumerate(instance.norm.exceptions):
        yield ConditionPart(f"unless {exception.name}", exception.when, at)


def condition_questions(day: ProvableDay) -> Iterator[QuestionBundle]:
    """Walk over the questions about every test of every norm, once for all places alike."""
    for key, of in alike_norms(day).items():
        yield QuestionBundle(("tests", *key), partial(_of_group, of), instances=of)


def alike_norms(day: ProvableDay) -> Mapping[tuple[str, int, int], tuple[NormInstance, ...]]:
    """Return the norms of a day, those together that have the same conditions."""
    groups: dict[tuple[str, int, int], tuple[NormInstance, ...]] = {}
    for one in (*day.governing, *day.elsewhere):
        if not one.day_unread:
            key = one.norm.id, id(one.when_condition), id(one.compliance)
            groups[key] = (*groups.get(key, ()), one)
    return groups


def _of_group(instances: tuple[NormInstance, ...]) -> Iterator[ProofQuestion]:
    for part in condition_parts(instances[0]):
        for number, (leaf, without) in enumerate(deletions(part.condition)):
            yield _idle(instances, part, leaf, without, number)


def _idle(
    instances: tuple[NormInstance, ...],
    part: ConditionPart,
    leaf: Leaf,
    without: Condition,
    number: int,
) -> ProofQuestion:
    first = instances[0]
    place = f" ({first.jurisdiction})" if first.when_condition is not first.norm.when else ""
    return ProofQuestion(
        FlawKind.IDLE_CONDITION,
        (first.norm.id, f"{part.name}: {{{leaf.fact}: {leaf.text}}}{place}"),
        lambda day: any(is_changed(day, one, part, without) for one in instances),
        lambda _: (
            f"`{leaf.fact}: {leaf.text}` in `{part.name}` changes nothing; proved: no possible "
            "scenario has another outcome without it"
        ),
        instances=instances,
        places=(first.jurisdiction,),
        at=first.norm.at,
        needs_days=leaf.fact == SENT_ON,
        detail=f"{part.name} {number} {id(part.condition)}",
    )


def is_changed(
    day: ProvableDay, instance: NormInstance, part: ConditionPart, other: Condition
) -> bool:
    """
    Return whether some possible scenario has another outcome with another condition.

    First where both outcomes are settled; else where everything is told that arises.
    """
    for norm in day.norms.each(instance):
        changed = with_condition(norm, part, other, day.encoder)
        governed = day.encoder.book.all_of((norm.there, norm.governs.true))
        if day.can(governed, difference(norm, changed, day.encoder)):
            return True
        conditions = [other, *(one.condition for one in condition_parts(instance))]
        everything = told_completely(conditions, day.encoder)
        if day.can(governed, everything, any_difference(norm, changed, day.encoder)):
            return True
    return False


def with_condition(
    norm: NormRails, part: ConditionPart, other: Condition, encoder: RailEncoder
) -> NormRails:
    """Return a norm with one of its conditions replaced."""
    rail = encoder.rail(other, norm.who)
    if part.exception is not None:
        lifted = list(norm.exceptions)
        lifted[part.exception] = rail
        return replace(norm, exceptions=tuple(lifted))
    if part.name == _WHEN:
        return replace(norm, when=rail)
    return replace(norm, compliance=rail)


def difference(norm: NormRails, other: NormRails, encoder: RailEncoder) -> int:
    """Return the literal that two versions of a norm have outcomes that are settled and differ."""
    book = encoder.book
    first, second = norm.applies, other.applies
    ways = [_opposite(first, second, encoder)]
    if norm.compliance is not None and other.compliance is not None:
        opposite = _opposite(norm.compliance, other.compliance, encoder)
        ways.append(book.all_of((first.true, second.true, opposite)))
    return book.any_of(ways)


def _opposite(one: Rail, other: Rail, encoder: RailEncoder) -> int:
    both = encoder.book.all_of
    return encoder.book.any_of((both((one.true, other.false)), both((one.false, other.true))))


def any_difference(norm: NormRails, other: NormRails, encoder: RailEncoder) -> int:
    """Return the literal that two versions differ in any way, what stays open included."""
    first, second, book = norm.applies, other.applies, encoder.book
    ways = [_unlike(first, second, encoder)]
    if norm.compliance is not None and other.compliance is not None:
        unlike = _unlike(norm.compliance, other.compliance, encoder)
        ways.append(book.all_of((first.true, second.true, unlike)))
    return book.any_of(ways)


def _unlike(one: Rail, other: Rail, encoder: RailEncoder) -> int:
    both = encoder.book.all_of
    pairs = ((one.true, other.true), (one.false, other.false))
    return encoder.book.any_of(
        both((first, -second)) for pair in pairs for first, second in (pair, pair[::-1])
    )


def told_completely(conditions: Sequence[Condition], encoder: RailEncoder) -> int:
    """Return the literal that all facts which some conditions read are told, or do not arise."""
    facts = {leaf.fact for condition in conditions for leaf in leaves(condition)}
    pending, told = list(facts), []
    while pending:
        name = pending.pop()
        definition = encoder.law.vocabulary.derived.get(name)
        if definition is not None:
            fresh = {leaf.fact for leaf in leaves(definition.when)} - facts
            facts |= fresh
            pending += fresh
            continue
        for who in encoder.subjects(personal=name.startswith("recipient.")):
            held = encoder.fact(name, who)
            if held is not None:
                told.append(encoder.book.any_of((held.told, -held.present, -encoder.there(who))))
    return encoder.book.all_of(told) if told else HOLDS


def deletions(condition: Condition) -> Iterator[tuple[Leaf, Condition]]:
    """Walk over the tests of a condition, each with the condition that is left without it."""
    for leaf, put in test_sites(condition):
        yield leaf, put(None)


def test_sites(condition: Condition) -> Iterator[tuple[Leaf, PutTest]]:
    """Walk over the tests of a condition, each with what puts another, or none, in its place."""
    match condition:
        case Leaf():
            yield condition, lambda other: ALWAYS_TRUE if other is None else other
        case All(of) | Any(of) | Nor(of):
            kind = type(condition)
            for at, part in enumerate(of):
                if isinstance(part, Leaf):
                    yield part, partial(_put_here, kind, of, at)
                    continue
                for leaf, put in test_sites(part):
                    yield leaf, partial(_put_within, kind, of, at, put)
        case Some(inner) | Every(inner):
            one = type(condition)
            for leaf, put in test_sites(inner):
                yield leaf, partial(_put_inside, one, put)


def _put_here(
    kind: type[All | Any | Nor], of: tuple[Condition, ...], at: int, other: Condition | None
) -> Condition:
    middle = () if other is None else (other,)
    return kind((*of[:at], *middle, *of[at + 1 :]))


def _put_within(
    kind: type[All | Any | Nor],
    of: tuple[Condition, ...],
    at: int,
    put: PutTest,
    other: Condition | None,
) -> Condition:
    return kind((*of[:at], put(other), *of[at + 1 :]))


def _put_inside(kind: type[Some | Every], put: PutTest, other: Condition | None) -> Condition:
    return kind(put(other))
