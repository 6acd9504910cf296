"""Whether a question matters that settles nothing by itself but may together with others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from random import Random
from typing import TYPE_CHECKING

from advisor.advice.variants.analysis import deciding_propositions
from advisor.interview.ranking import is_open
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.advice.variants.analysis import VariantOutcomes
    from advisor.engine.bitset.variants import Variant
    from advisor.interview.questions import AskedFact
    from advisor.interview.ranking import QuestionSpace, Ranked
    from advisor.model.vocabulary import Value

_SAMPLES = 32
_MOST = 256
_SEED = 1


def first_that_matters(field: QuestionSpace, ranking: Sequence[Ranked]) -> Ranked | None:
    """
    Return the best question whose answer can change anything.

    One that settles something by itself can; of the others those are passed over of
    which it is shown that no answers to all other questions leave anything to them.
    What cannot be shown cheaply counts as mattering.
    """
    for ranked in ranking:
        if can_matter(field, ranked):
            return ranked
        # Not asked, so unknown from here on: two facts must not excuse one another.
        field = replace(field, closed=field.closed | {ranked.place})
    return None


def can_matter(field: QuestionSpace, ranked: Ranked) -> bool:
    """Return whether the answer to one of the questions can change anything."""
    return ranked.settles > 0 or _matters(field, ranked.place)


def decides_a_breach(field: QuestionSpace, place: AskedFact) -> bool:
    """Return whether something is breached by one answer to a question, and by another not."""
    fact = field.prospects.law.vocabulary.facts[place[0]]
    values = field.answers.every(fact) or field.answers.likely(fact)
    outlook = field.outlook([{place: value} for value in values])
    each = outlook.lanes.each
    possible = [at for at in range(len(values)) if outlook.is_possible(at)]
    return any(
        len({standing.breached >> at * each & (1 << each) - 1 for at in possible}) > 1
        for standing in outlook.standings
        if standing.breached
    )


def _matters(field: QuestionSpace, place: AskedFact) -> bool:
    others = sorted(_turning_on(field, place), key=str)
    facts = field.prospects.law.vocabulary.facts
    likely = {other: field.answers.likely(facts[other[0]]) for other in others}
    random = Random(_SEED)  # noqa: S311 - any fixed sequence serves
    sampled = [
        {other: random.choice(values) for other, values in likely.items() if values}
        for _ in range(_SAMPLES)
    ]
    own = field.answers.every(facts[place[0]]) or field.answers.likely(facts[place[0]])
    if _settles_any(field, place, own, sampled):
        return True
    every = _completions(field, others)
    return every is None or _settles_any(field, place, own, every)


def _turning_on(field: QuestionSpace, place: AskedFact) -> set[AskedFact]:
    """Return the untold facts of the open points that mention a fact, itself omitted."""
    outlook = field.outlook([{}])
    mentions = field.prospects.mentions
    asked_facts: set[AskedFact] = set()
    groups = [item.scopes for item in outlook.reached if item.open]
    groups += [
        deciding_propositions(standing.instance)
        for standing in outlook.standings
        if is_open(standing)
    ]
    for group in groups:
        names = set().union(
            *(mentions.get(item, frozenset()) for item in group if outlook.is_open(item))
        )
        if place[0] in names:
            asked_facts.update(other for name in names for other in field.places(name))
    return asked_facts - {place}


def _completions(field: QuestionSpace, others: Sequence[AskedFact]) -> list[Variant] | None:
    """Return all answers to all other questions; `None` where they are too many."""
    facts = field.prospects.law.vocabulary.facts
    values = [field.answers.every(facts[name]) for name, _ in others]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or prod(map(len, known)) > _MOST:
        return None
    return [dict(zip(others, chosen, strict=True)) for chosen in product(*known)]


def _settles_any(
    field: QuestionSpace, place: AskedFact, own: Sequence[Value], completions: Sequence[Variant]
) -> bool:
    """Return whether some answer settles what these completions leave open."""
    if not completions:
        return False
    before = field.outlook(completions)
    left = dict(_open(before))
    if not any(left.values()):
        return False
    for value in own:
        told = field.outlook([{**completion, place: value} for completion in completions])
        after = dict(_open(told))
        possible = ~(before.contradictory | told.contradictory)
        if any(left[key] & ~after.get(key, 0) & possible for key in left):
            return True
    return False


def _open(outlook: VariantOutcomes) -> Iterator[tuple[tuple[int, str], int]]:
    for reached in outlook.reached:
        yield (-1, reached.jurisdiction), reached.open
    for standing in outlook.standings:
        yield (standing.at, "applies"), standing.unapplied
        yield (standing.at, "settled"), standing.unsettled
