"""Scenarios worth putting to some norms, drawn from what the norms themselves ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice, product
from typing import TYPE_CHECKING, TypeAlias

from advisor.compare.solutions import (
    Solutions,
    ToldFacts,
    conditions_of,
    distinct_solutions,
    fact_ref,
    merge_told,
    told_leaves,
)
from advisor.facts.place_names import PLACE_TYPES
from advisor.model.conditions import All, Is, Leaf, Nor, leaves

if TYPE_CHECKING:
    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.vocabulary import Value

CandidateAnswers: TypeAlias = "Mapping[tuple[str, int | None], tuple[Value, ...]]"
"""The values that norms tell apart, of every fact they turn on."""

MOST_CANDIDATES = 3000
"""How many scenarios are proposed for one question at most."""
_CROSSED = 2
_VARIED_TWICE = 6
_VARIED_THRICE = 2


def proposed(
    ways: Solutions,
    mine: Sequence[NormInstance],
    theirs: Sequence[NormInstance],
    *,
    most: int = MOST_CANDIDATES,
) -> Iterator[ToldFacts]:
    """
    Propose scenarios to norms of two laws, each once, the same ones every time.

    Seeds make each norm bite, be satisfied, be lifted or not apply. Where both laws have
    norms, seeds of both are told together, and one, two and three facts of some are told
    otherwise.
    """
    of_mine, of_theirs = ([_seeds(ways, one) for one in norms] for norms in (mine, theirs))
    seeds = [way for norm in (*of_mine, *of_theirs) for aim in norm for way in aim]
    answers = _answers(ways, (*mine, *theirs))
    found = chain(seeds, (_completed(seed, answers) for seed in seeds))
    if mine and theirs:
        crossed = list(distinct_solutions(_crossed(of_mine, of_theirs)))
        # The last aim of a norm leaves it idle: nothing near that is worth a look.
        biting = [aim[0] for norm in (*of_mine, *of_theirs) for aim in norm[:-1] if aim]
        found = chain(
            found,
            crossed,
            (_completed(item, answers) for item in crossed),
            _flipped(biting, answers, 1),
            _flipped(biting[:_VARIED_TWICE], answers, 2),
            _flipped(biting[:_VARIED_THRICE], answers, 3),
        )
    return islice(distinct_solutions(found), most)


def surveyed(
    ways: Solutions, norms: Sequence[NormInstance], ground: ToldFacts
) -> list[list[ToldFacts]]:
    """
    Propose what to tell otherwise than a ground on which every flag is told.

    First nothing, then steps: one fact, or what makes a derived fact come out otherwise;
    then two steps, and what makes each norm bite, be satisfied or be lifted, by itself
    and with each other norm. What turns on places is left untold.
    """
    answers = _placeless(_answers(ways, norms), ways.law)
    single = [{place: value} for place, values in answers.items() for value in values]
    derived = [
        way
        for fact in _derived_facts(norms, ways.law)
        for holds in (True, False)
        for way in ways.of(Leaf(fact, Is(holds), ""), holds=True)[:_CROSSED]
        if way.keys() <= answers.keys()
    ]
    steps = [_changes(one, ground) for one in (*single, *derived)]
    twice = ({**one, **other} for one, other in combinations(steps, 2))
    seeds = [[aim[:1] for aim in _seeds(ways, one)[:-1]] for one in norms]
    alone = (way for one in norms for aim in _seeds(ways, one) for way in aim)
    wide = (
        _changes({place: one[place] for place in one if place in answers}, ground)
        for one in chain(alone, _crossed(seeds, seeds))
    )
    first: list[ToldFacts] = [{}]
    result: list[list[ToldFacts]] = []
    seen: set[frozenset[object]] = set()
    for level in (first, steps, chain(twice, wide)):
        result.append([])
        for one in level:
            key = frozenset(one.items())
            if key not in seen:
                seen.add(key)
                result[-1].append(one)
    return result


def settled_flags(ways: Solutions, norms: Sequence[NormInstance], ground: ToldFacts) -> ToldFacts:
    """Tell *no* to every flag that the norms turn on and the ground leaves open."""
    answers = _answers(ways, norms)
    flags = {place: False for place, values in answers.items() if False in values}
    return {**flags, **ground}


def _changes(told_facts: ToldFacts, ground: ToldFacts) -> ToldFacts:
    return {
        place: value
        for place, value in told_facts.items()
        if place not in ground or ground[place] != value
    }


def _placeless(answers: CandidateAnswers, law: Law) -> CandidateAnswers:
    return {
        place: values
        for place, values in answers.items()
        if law.vocabulary.facts[place[0]].type not in PLACE_TYPES
    }


def _derived_facts(norms: Iterable[NormInstance], law: Law) -> list[str]:
    named = {leaf.fact for one in norms for it in conditions_of(one) for leaf in leaves(it)}
    return [fact for fact in law.vocabulary.derived if fact in named]


def _seeds(ways: Solutions, norm_instance: NormInstance) -> list[list[ToldFacts]]:
    """Make a norm bite and be satisfied, lift it by each exception, and leave it idle."""
    when = norm_instance.when_condition
    lifted = tuple(exception.when for exception in norm_instance.norm.exceptions)
    applies = All((when, Nor(lifted))) if lifted else when
    aims: list[Condition] = [applies]
    if norm_instance.compliance is not None:
        aims = [
            All((applies, norm_instance.compliance)),
            All((applies, Nor((norm_instance.compliance,)))),
        ]
    aims += [All((when, exception)) for exception in lifted]
    aims.append(Nor((when,)))
    return [ways.of(aim, holds=True) for aim in aims]


def _crossed(
    mine: Sequence[Sequence[Sequence[ToldFacts]]], theirs: Sequence[Sequence[Sequence[ToldFacts]]]
) -> Iterator[ToldFacts]:
    """Tell a seed of each law together; where they contradict each other, both ways."""
    for item, other in product(chain(*mine), chain(*theirs)):
        for here, there in product(item[:_CROSSED], other[:_CROSSED]):
            both = merge_told(here, there)
            if both is not None:
                yield both
            else:
                yield {**here, **there}
                yield {**there, **here}


def _answers(ways: Solutions, norms: Iterable[NormInstance]) -> CandidateAnswers:
    """Return the values that the norms tell apart, of every fact they turn on."""
    found: dict[tuple[str, int | None], dict[Value, None]] = {}
    for norm in norms:
        for leaf in told_leaves(norm, ways.law):
            values = found.setdefault(fact_ref(leaf.fact), {})
            for holds in (True, False):
                values.update(dict.fromkeys(ways.values(leaf, holds=holds)))
    order = ways.law.vocabulary.facts
    return {
        place: tuple(values)
        for place, values in sorted(found.items(), key=lambda it: order[it[0][0]].order)
    }


def _completed(told_facts: ToldFacts, answers: CandidateAnswers) -> ToldFacts:
    """Answer whatever the norms turn on and the seed leaves open, flags with no."""
    rest = {
        place: False if False in values else values[-1]
        for place, values in answers.items()
        if place not in told_facts and values
    }
    return {**told_facts, **rest}


def _flipped(
    seeds: Sequence[ToldFacts],
    answers: CandidateAnswers,
    count: int,
) -> Iterator[ToldFacts]:
    """Tell some facts of each seed otherwise."""
    single = [(place, value) for place, values in answers.items() for value in values]
    for seed in seeds:
        for changes in combinations(single, count):
            if len({place for place, _ in changes}) == count:
                yield {**seed, **dict(changes)}
