"""Why a question is asked, and which answers were too coarse to settle anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.advice.statements import StatementNames, norm_statement
from advisor.advice.variants.analysis import deciding_propositions
from advisor.interview.questions import WaitingFor
from advisor.interview.ranking import is_open
from advisor.model.conditions import Within, WithinAll
from advisor.model.truth import Truth
from advisor.model.vocabulary import FactType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.advice.variants.analysis import NormOutcomes, VariantOutcomes
    from advisor.interview.questions import AskedFact
    from advisor.interview.ranking import QuestionSpace
    from advisor.model.vocabulary import Value


def waiting_norms(field: QuestionSpace, place: AskedFact) -> tuple[WaitingFor, ...]:
    """
    Return what waits for a fact: norms that surely govern first, then the laws themselves.

    Of those that may govern, places that were mentioned come first; then the weightier.
    """
    outlook = field.outlook([{}])
    law = field.prospects.law
    norms = [
        standing
        for standing in outlook.standings
        if is_open(standing) and _mentions(field, standing, place, outlook)
    ]
    named = _named(field)
    norms.sort(
        key=lambda norm: (
            outlook.is_open(norm.instance.governs),
            norm.instance.jurisdiction not in named,
            norm.instance.weight.rank,
        )
    )
    laws = [
        item
        for item in outlook.reached
        if item.open
        and place[0] in _names(field, filter(outlook.is_open, item.scopes))
        and item.jurisdiction in law.jurisdictions
    ]
    speech = _speech(field)
    found = [_norm(field, norm, place, speech) for norm in norms]
    scopes = ((law.jurisdictions[one.jurisdiction].scope, one) for one in laws)
    found += [
        WaitingFor(item.jurisdiction, citations=scope.citations if scope else ())
        for scope, item in scopes
    ]
    return tuple(found)


def _named(field: QuestionSpace) -> frozenset[str]:
    """Return the places that were told, with all that they lie within."""
    places = field.prospects.law.places
    codes: set[str] = set()
    for (name, _), value in _told(field):
        fact = field.prospects.law.vocabulary.facts.get(name)
        if fact is not None and fact.type in (FactType.PLACE, FactType.PLACES):
            codes |= value if isinstance(value, frozenset) else {str(value)}
    return frozenset().union(*(places.unions_of(code, field.as_of) for code in codes))


def _norm(
    field: QuestionSpace, standing: NormOutcomes, place: AskedFact, speech: StatementNames
) -> WaitingFor:
    instance = standing.instance
    name = None if place[1] is None else field.scenario.people[place[1]].name
    said = norm_statement(instance.norm, instance.text, instance, name, speech)
    return WaitingFor(instance.jurisdiction, instance.norm.id, said, instance.citations[:1])


def _speech(field: QuestionSpace) -> StatementNames:
    law = field.prospects.law
    names = {code: jurisdiction.name for code, jurisdiction in law.jurisdictions.items()}
    return StatementNames(law.vocabulary.bearers, names)


def _mentions(
    field: QuestionSpace, standing: NormOutcomes, place: AskedFact, outlook: VariantOutcomes
) -> bool:
    return place[0] in _names(
        field, filter(outlook.is_open, deciding_propositions(standing.instance))
    )


def _names(field: QuestionSpace, propositions: Iterable[str]) -> frozenset[str]:
    mentions = field.prospects.mentions
    return frozenset().union(
        *(mentions.get(proposition, frozenset()) for proposition in propositions)
    )


def coarse(field: QuestionSpace) -> tuple[AskedFact, ...]:
    """Return the places told that leave a test open, where something still turns on it."""
    outlook = field.outlook([{}])
    groups = [one.scopes for one in outlook.reached if one.open]
    groups += [deciding_propositions(one.instance) for one in outlook.standings if is_open(one)]
    names = _names(field, (one for group in groups for one in group if outlook.is_open(one)))
    return tuple(
        place
        for place, value in _told(field)
        if place[0] in names and _leaves_open(field, place, value)
    )


def _told(field: QuestionSpace) -> Iterator[tuple[AskedFact, Value]]:
    for name, value in field.scenario.facts.items():
        yield (name, None), value
    for who, person in enumerate(field.scenario.people):
        for name, value in person.facts.items():
            yield (name, who), value


def _leaves_open(field: QuestionSpace, place: AskedFact, value: Value) -> bool:
    fact = field.prospects.law.vocabulary.facts.get(place[0])
    if fact is None or fact.type not in (FactType.PLACE, FactType.PLACES):
        return False
    tests = field.prospects.tests.get(place[0], ())
    truths = field.answers.signature(fact, value)
    return any(
        truth is Truth.UNKNOWN and isinstance(test, Within | WithinAll)
        for test, truth in zip(tests, truths, strict=True)
    )
