"""Questions about places, scopes, derived facts and relations: whether each ever holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from advisor.model.conditions import is_per_recipient
from advisor.model.law_flaws import FlawKind
from advisor.proof.questions import ProofQuestion, QuestionBundle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.model.conditions import Condition
    from advisor.model.relations import Relation
    from advisor.model.vocabulary import DerivedFact
    from advisor.proof.law_of_day import ProvableDay


def place_questions(day: ProvableDay) -> Iterator[QuestionBundle]:
    """Walk over the questions about everything in a law that is no norm."""
    law = day.corpus.law
    with_law = dict.fromkeys(one.jurisdiction for one in day.governing)
    for code in with_law:
        scopes = tuple(one.scope.when for one in day.scopes.by_jurisdiction.get(code, ()))
        yield _bundle(("place", code), scopes, _governed(code))
    for derived in law.vocabulary.derived.values():
        asked = (_holds(derived, wanted=True), _holds(derived, wanted=False))
        yield _bundle(("derived", derived.name), (derived.when,), *asked)
    for relation in law.vocabulary.relations:
        yield _bundle(("relation", relation.id), (relation.when,), _bites(relation))


def _bundle(
    key: tuple[str, str], reads: tuple[Condition, ...], *asked: ProofQuestion
) -> QuestionBundle:
    return QuestionBundle(key, partial(iter, asked), reads=reads)


def _governed(code: str) -> ProofQuestion:
    return ProofQuestion(
        FlawKind.NEVER_GOVERNED,
        (code,),
        lambda day: day.can(day.norms.in_play(code).true),
        lambda _: (
            f"the law of {code} never governs, although it has norms; proved: no possible "
            "scenario meets one of its scopes"
        ),
        places=(code,),
    )


def _holds(derived: DerivedFact, *, wanted: bool) -> ProofQuestion:
    def is_sound(day: ProvableDay) -> bool:
        personal = is_per_recipient(derived.when, day.corpus.law.per_recipient)
        who = 0 if personal else None
        rail = day.encoder.rail(derived.when, who)
        return day.can(day.encoder.there(who), rail.true if wanted else rail.false)

    word = "true" if wanted else "false"
    return ProofQuestion(
        FlawKind.NEVER_HOLDS,
        (derived.name,),
        is_sound,
        lambda _: f"is never {word}; proved: no possible scenario makes it so",
        at=derived.at,
        detail=word,
        needs_days=True,
    )


def _bites(relation: Relation) -> ProofQuestion:
    def is_sound(day: ProvableDay) -> bool:
        personal = is_per_recipient(relation.when, frozenset())
        who = 0 if personal else None
        when = day.encoder.rail(relation.when, who, is_told=False)
        return day.can(day.encoder.there(who), when.true)

    return ProofQuestion(
        FlawKind.NEVER_HOLDS,
        (relation.id,),
        is_sound,
        lambda _: "its `if` never holds; proved: no possible scenario meets it beside the others",
        at=relation.at,
    )
