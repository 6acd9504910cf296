"""A scenario as literals: what it tells, what it leaves untold, and to whom it goes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from advisor.engine.closure.domains import affirms
from advisor.engine.reference import evaluate_test
from advisor.model.law_clock import SENT_ON
from advisor.model.truth import Truth
from advisor.proof.fact_variables import ChosenVariables, PlacesVariables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value
    from advisor.proof.fact_variables import FactVariables
    from advisor.proof.rails import RailEncoder


def scenario_literals(
    encoder: RailEncoder, scenario: Scenario, *, exactly: bool = True
) -> list[int]:
    """
    Return the literals of what a scenario tells; `exactly` that, and nothing more.

    Its day of sending is taken to be the encoder's, and every other day moves along. A place
    that is told coarsely is one of those within it.
    """
    return list(_literals(encoder, scenario, exactly=exactly))


def _literals(encoder: RailEncoder, scenario: Scenario, *, exactly: bool) -> Iterator[int]:
    people = scenario.people
    for at, there in enumerate(encoder.exists):
        if exactly or scenario.recipients is not None:
            yield there if at < len(people) else -there
    told: list[tuple[str, int | None, Value]] = [
        (name, None, value) for name, value in scenario.facts.items()
    ]
    told += [
        (name, who, value) for who, one in enumerate(people) for name, value in one.facts.items()
    ]
    known = set()
    for name, who, value in told:
        held = encoder.fact(name, who)
        if held is not None and name != SENT_ON:
            known.add(held.told)
            yield held.told
            yield _has_value(encoder, held, _moved(encoder, scenario, name, value))
    if exactly:
        for (name, _), held in encoder.variables.items():
            if held.told not in known and name != SENT_ON:
                yield -held.told


def _moved(encoder: RailEncoder, scenario: Scenario, name: str, value: Value) -> Value:
    """Return a day that is compared with others as far from the day of sending as it was."""
    sent_on = scenario.facts.get(SENT_ON)
    if isinstance(value, date) and isinstance(sent_on, date) and name in encoder.tests.compared:
        return value + (encoder.day - sent_on)
    return value


def _has_value(encoder: RailEncoder, held: FactVariables, value: Value) -> int:
    if isinstance(held, PlacesVariables):
        members = value if isinstance(value, frozenset) else frozenset()
        inside = [_of_class(encoder, held, member) for member in sorted(members)]
        book = encoder.book
        named = [literal for literals in inside for literal in literals]
        return book.all_of(
            [
                *(book.any_of(literals) for literals in inside),
                *(-literal for literal in held.literals if literal not in named),
            ]
        )
    if isinstance(held, ChosenVariables):
        return encoder.book.any_of(_of_class(encoder, held, value))
    return held.is_value(value)


def _of_class(
    encoder: RailEncoder, held: ChosenVariables | PlacesVariables, value: Value
) -> list[int]:
    """Return the literals of the classes that a value may stand for."""
    classes, places, day = held.classes, encoder.law.places, encoder.day
    pairs = list(zip(held.literals, classes.values, strict=True))
    is_compared = held.fact.name in encoder.tests.compared
    if is_compared:
        same = [literal for literal, other in pairs if other == value]
        if same:
            return same
    found = {test: evaluate_test(test[0], value, places, day) for test in classes.truths}
    return [
        literal
        for at, (literal, other) in enumerate(pairs)
        if affirms(other) == affirms(value)
        and all(truth in (classes.truths[test][at], Truth.UNKNOWN) for test, truth in found.items())
        and (not is_compared or _stands_alike(value, other, day))
    ]


def _stands_alike(value: Value, other: Value, day: date) -> bool:
    """Return whether two days lie on the same side of the day of sending."""
    if isinstance(value, date) and isinstance(other, date):
        return (value < day, value > day) == (other < day, other > day)
    return True
