"""What somebody tells in words of their own, as a document of facts to confirm."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.application.results import Document, RefusedRequest, Reply, refuse
from advisor.model.scenarios import IN_OWN_WORDS
from advisor.model.vocabulary import RECIPIENT, FactType, Value
from advisor.told import OfferBasis, TellingReader

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.law import Law
    from advisor.told import Description, OfferedFact

DESCRIPTION_SCHEMA = "advisor/description/1"
LONGEST_DESCRIPTION = 20_000
"""So many characters are read at once: what is longer is no description of one email."""
_UNSAID = "recipient"
_readers: list[tuple[Law, TellingReader]] = []


def description_document(corpus: Corpus, text: str) -> Reply:
    """
    Offer the facts that a text tells, each with its words; nothing of it is used.

    `offered` are in the order in which they are numbered for `confirmed_scenario`.
    """
    refused = _refused(text)
    if refused is not None:
        return refused
    told = description(corpus.law, text)
    return {
        "schema": DESCRIPTION_SCHEMA,
        "offered": [_offered(one, told, corpus.law) for one in told.offered],
        "set_aside": [
            {"fact": one.fact, "because": one.reason.value, **_place(text, one.start, one.end)}
            for one in told.passed_over
        ],
        "not_understood": [_place(text, one.start, one.end) for one in told.left_over],
        "scenario": _scenario(corpus.law, told, _certain(told)),
    }


def asked_description(corpus: Corpus, body: object) -> Reply:
    """Offer the facts of `{"text": "..."}`, as a program sends it."""
    if not isinstance(body, dict) or set(body) != {"text"}:
        return refuse(
            "wrong-type",
            "body",
            "the body should be an object with `text`, and nothing else",
            why="facts are looked for in that text",
            fix='send `{"text": "I emailed opposing counsel ..."}`',
        )
    return description_document(corpus, body["text"])


def confirmed_scenario(corpus: Corpus, text: str, confirmed: Iterable[int]) -> Reply:
    """
    Write a scenario of the facts whose numbers are given, each with the words it came from.

    A fact that had to be asked is taken as it is offered, once it is confirmed.
    """
    refused = _refused(text)
    if refused is not None:
        return refused
    told = description(corpus.law, text)
    wanted = set(confirmed)
    unknown = sorted(wanted - set(range(len(told.offered))))
    if unknown:
        return refuse(
            "bad-value",
            "confirmed",
            f"no fact with the number {unknown[0]} is offered",
            why="only what was offered can be confirmed",
            fix=f"write numbers from 0 to {len(told.offered) - 1}"
            if told.offered
            else "leave it out: nothing is offered",
        )
    clash = _clash(told, wanted, corpus.law)
    if clash is not None:
        return refuse(
            "contradictory-facts",
            "confirmed",
            f"two values of `{clash}` are confirmed",
            why="one fact has one value",
            fix="confirm the one that is so",
        )
    return _scenario(corpus.law, told, wanted)


def description(law: Law, text: str) -> Description:
    """Return what a text offers, by a reader that is made once for one law."""
    if not _readers or _readers[0][0] is not law:
        _readers[:] = [(law, TellingReader(law))]
    return _readers[0][1].read(text)


def _refused(text: object) -> RefusedRequest | None:
    if not isinstance(text, str):
        return refuse(
            "wrong-type",
            "text",
            "the description should be text",
            why="facts are looked for in sentences",
            fix="send what happened in a few sentences",
        )
    if len(text) > LONGEST_DESCRIPTION:
        return refuse(
            "too-many",
            "text",
            f"{len(text)} characters are more than {LONGEST_DESCRIPTION}",
            why="a description is about one email",
            fix="describe the one email that you ask about, in a few sentences",
        )
    return None


def _certain(told: Description) -> set[int]:
    return {number for number, one in enumerate(told.offered) if one.basis is not OfferBasis.ASKED}


def _offered(one: OfferedFact, told: Description, law: Law) -> Document:
    fact = law.vocabulary.facts[one.fact]
    return {
        "fact": one.fact,
        "recipient": one.person,
        "value": _plain(one.value),
        "says": value_words(law, one.fact, one.value),
        "ask": fact.ask,
        "basis": one.basis.value,
        **_place(told.text, one.start, one.end),
    }


def value_words(law: Law, name: str, value: Value) -> str:
    """Return a value as a person would say it: the label of an option, the name of a place."""
    fact = law.vocabulary.facts[name]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ", ".join(value_words(law, name, one) for one in sorted(value)) or "none"
    if fact.type in (FactType.PLACE, FactType.PLACES):
        return law.places.names.get(str(value), str(value))
    return fact.options.get(str(value), str(_plain(value)))


def _place(text: str, start: int, end: int) -> Document:
    return {"words": text[start:end], "start": start, "end": end}


def _clash(told: Description, wanted: Collection[int], law: Law) -> str | None:
    seen: dict[tuple[str, int | None], Value] = {}
    for number in sorted(wanted):
        one = told.offered[number]
        other = seen.setdefault((one.fact, one.person), one.value)
        is_set = isinstance(one.value, frozenset) and isinstance(other, frozenset)
        joins = is_set and bool(one.value) and bool(other)
        if other != one.value and not joins:
            return law.vocabulary.facts[one.fact].name
    return None


def _scenario(law: Law, told: Description, wanted: Collection[int]) -> Document:
    facts: dict[str, dict[str, Any]] = {}
    origins: dict[str, Any] = {}
    people: dict[int, dict[str, Any]] = {}
    for number in sorted(wanted):
        one = told.offered[number]
        entity, _, short = one.fact.partition(".")
        origin = {"known": "told", "by": IN_OWN_WORDS, "because": told.text[one.start : one.end]}
        if one.person is None:
            holder = facts.setdefault(entity, {})
            origins.setdefault(one.fact, origin)
        else:
            holder = people.setdefault(one.person, {"name": _name(law, told, one.person)})
            holder.setdefault("origins", {}).setdefault(short, origin)
        holder[short] = _joined(holder.get(short), one.value)
    document: Document = {"facts": facts}
    if origins:
        document["origins"] = origins
    if people:
        document["recipients"] = [_ordered(people[number]) for number in sorted(people)]
    return document


def _ordered(person: dict[str, Any]) -> dict[str, Any]:
    known = person.pop("origins", None)
    return {**person, "origins": known} if known else person


def _name(law: Law, told: Description, person: int) -> str:
    if person >= len(told.roles):
        return _UNSAID.capitalize()
    label = law.vocabulary.facts[f"{RECIPIENT}.role"].options[told.roles[person]]
    return label[:1].upper() + label[1:]


def _joined(before: object, value: Value) -> Any:  # noqa: ANN401 - plain values
    plain = _plain(value)
    return sorted({*before, *plain}) if isinstance(before, list) else plain


def _plain(value: Value) -> Any:  # noqa: ANN401 - plain values
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value
