"""A scenario out of plain values, with the day that is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from advisor.advice.input_errors import contradictions
from advisor.application.results import Document, RefusedRequest, problem_documents, refuse
from advisor.application.typed_places import TypedPlaces
from advisor.corpus import scenario_from
from advisor.diagnostics import Severity
from advisor.facts.profile import apply_profile
from advisor.model.law_clock import moved_to
from advisor.source.scalars import parse_date as read_day
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.diagnostics import Diagnostic
    from advisor.model.scenarios import Scenario

MOST_RECIPIENTS_ASKED = 200
"""So many recipients are answered at once; each is a set of findings of their own."""


@dataclass(frozen=True, slots=True)
class ScenarioRequest:
    """
    A scenario and the day to answer it by.

    `people_unknown` where it says that nobody can tell who receives the message.
    """

    scenario: Scenario
    as_of: date
    people_unknown: bool = False
    warnings: tuple[Diagnostic, ...] = ()


def scenario_request(
    corpus: Corpus, told: object, *, as_of: object, today: date, asked: bool = False
) -> ScenarioRequest | RefusedRequest:
    """
    Read a scenario as a file would be read, and places as people type them.

    The profile of the corpus tells what the scenario does not.

    In an interview (`asked`) a code that stands for two places is read by the others.
    `as_of`, where given, stands instead of the scenario's own day, and its message is taken
    as sent then; without either it is
    `today`. A later day is refused, and so are facts that cannot all be so. Raises
    `EngineFailure`.
    """
    day = asked_day(as_of, today)
    if isinstance(day, RefusedRequest):
        return day
    if not isinstance(told, Mapping):
        return refuse(
            "wrong-type",
            "scenario",
            "the scenario should be a mapping",
            why="a scenario tells facts by their names",
            fix='send an object such as `{"facts": {"message": {"direction": "sent"}}}`',
        )
    crowd = _crowd(told)
    if crowd is not None:
        return crowd
    places = TypedPlaces(corpus.law, asked=asked)
    document = places.read(told)
    scenario, problems = scenario_from(document, corpus.law, today, own_day=day is None)
    found = (*places.problems, *(item for item in problems if not _is_settled(item, places)))
    if scenario is None or any(item.severity is Severity.ERROR for item in found):
        return RefusedRequest(found)
    scenario = apply_profile(scenario, corpus.profile)
    if day is not None:
        scenario = moved_to(scenario, day)
    day = day or scenario.as_of or today
    contradiction = corpus.engine.close(scenario, day).contradiction
    if contradiction is not None:
        close = partial(corpus.engine.close, as_of=day)
        return RefusedRequest(contradictions(contradiction, scenario, close))
    unknown = "recipients" in told and scenario.recipients is None
    return ScenarioRequest(scenario, day, unknown, found)


def with_warnings(document: Document, request: ScenarioRequest) -> Document:
    """Return an answer with what should be looked at in what was asked, where there is any."""
    if not request.warnings:
        return document
    return {**document, "warnings": problem_documents(request.warnings)}


def _is_settled(problem: Diagnostic, places: TypedPlaces) -> bool:
    """Return whether a code is no longer in doubt: it was read by the others, or is a name."""
    is_of_a_code = problem.code == "shared-place-code"
    return is_of_a_code and (places.asked or problem.at.text in places.named)


def asked_day(given: object, today: date) -> date | RefusedRequest | None:
    """Read the day that stands instead of a scenario's own; `None` where none is given."""
    if given is None:
        return None
    result = given if isinstance(given, date) else read_day(given)
    if result is None:
        return refuse(
            "bad-date",
            "as_of",
            "`as_of` is not one day of the calendar",
            why="which law is in force depends on the day that is asked about",
            fix="write it as 2026-03-02",
        )
    if result > today:
        return refuse(
            "future-as-of",
            "as_of",
            f"`{result}` has not come yet",
            why="nobody knows what will be in force then",
            fix=f"ask about {today} or an earlier day",
        )
    return result


def _crowd(told: Mapping[str, Any]) -> RefusedRequest | None:
    people = told.get("recipients")
    if not isinstance(people, list) or len(people) <= MOST_RECIPIENTS_ASKED:
        return None
    return refuse(
        "too-many",
        "recipients",
        f"{len(people)} recipients are more than {MOST_RECIPIENTS_ASKED}",
        why="each recipient has findings of their own, and one answer would take too long",
        fix=f"send at most {MOST_RECIPIENTS_ASKED}, one of each role, place and consent",
    )
