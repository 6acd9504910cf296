"""What was read for each place, as documents; places and subjects as people write them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from advisor.application.citation_document import citation_document
from advisor.application.results import Document, RefusedRequest, Reply, refuse
from advisor.application.scenario_input import asked_day
from advisor.facts.place_names import PlaceInDoubt, PlaceReader, PlaceUnread
from advisor.interview.place_examples import place_example

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.model.coverage import (
        CoverageSubject,
        CoverageSurvey,
        CoveringNorm,
        PlaceCoverage,
        SubjectCoverage,
        UnreadModel,
    )
    from advisor.model.law import Law

COVERAGE_SCHEMA = "advisor/coverage/1"
PLACE_COVERAGE_SCHEMA = "advisor/place-coverage/1"


def coverage_survey(
    corpus: Corpus, *, today: date, place: str = "", topic: str = "", as_of: object = None
) -> CoverageSurvey | RefusedRequest:
    """
    Survey all places or one, by its code or name; all subjects or one.

    `topic` is the id of a topic, or the name of a fact whose wording describes a wrong.
    """
    day = asked_day(as_of, today)
    if isinstance(day, RefusedRequest):
        return day
    code = place_code(place, corpus.law) if place else None
    if isinstance(code, RefusedRequest):
        return code
    survey = corpus.coverage(code, as_of=day or today)
    if not topic:
        return survey
    known = [subject.id for subject in survey.subjects]
    return survey.only(topic) if topic in known else _unknown_topic(topic, known)


def coverage_document(
    corpus: Corpus, *, today: date, topic: str = "", as_of: object = None
) -> Reply:
    """Write for each place and subject by what it is covered, with the names of the norms."""
    survey = coverage_survey(corpus, today=today, topic=topic, as_of=as_of)
    return survey if isinstance(survey, RefusedRequest) else survey_document(survey)


def place_coverage_document(
    corpus: Corpus, place: str, *, today: date, topic: str = "", as_of: object = None
) -> Reply:
    """Write what was read for one place, each norm with its citation, and where to look."""
    survey = coverage_survey(corpus, today=today, place=place, topic=topic, as_of=as_of)
    return survey if isinstance(survey, RefusedRequest) else surveyed_place_document(survey)


def survey_document(survey: CoverageSurvey) -> Document:
    """Write a survey of places."""
    return {
        "schema": COVERAGE_SCHEMA,
        "as_of": survey.as_of.isoformat(),
        "subjects": [_subject(subject) for subject in survey.subjects],
        "places": [
            {
                **_place(place),
                "subjects": [
                    {**_levels(item), "norms": [norm.id for norm in item.norms]}
                    for item in place.subjects
                ],
            }
            for place in survey.places
        ],
    }


def surveyed_place_document(survey: CoverageSurvey) -> Document:
    """Write a survey of one place in full."""
    (place,) = survey.places
    return {
        "schema": PLACE_COVERAGE_SCHEMA,
        "as_of": survey.as_of.isoformat(),
        **_place(place),
        "subjects": [
            {
                **_levels(item),
                "name": item.subject.name,
                "is_wrong": item.subject.is_wrong,
                "own_norms": [_norm(norm) for norm in item.own_norms],
                "union_norms": [_norm(norm) for norm in item.union_norms],
                "unread": [_unread(model) for model in item.unread],
            }
            for item in place.subjects
        ],
    }


def place_code(name: str, law: Law) -> str | RefusedRequest:
    """
    Find a place by its code or its name, with law or without.

    A code of a country without law here that is also that of a part with law is refused.
    """
    code = name.strip().upper()
    parts = [part for part in law.places.parts_called(code) if part in law.jurisdictions]
    if code in law.jurisdictions or (code in law.places.names and not parts):
        return code
    reader = PlaceReader(law.places)
    try:
        return reader.place(name)
    except PlaceInDoubt as doubt:
        meant = " or ".join(law.places.names[code] for code in doubt.codes)
        fixes = " or ".join(f"`{reader.unmistakable(code)}`" for code in doubt.codes)
        return refuse(
            "place-in-doubt",
            "place",
            f"`{name}` could be {meant}",
            why="each has law of its own, or none that was read",
            fix=f"write {fixes}",
        )
    except PlaceUnread as unread:
        near = " or ".join(f"`{code}`" for code in unread.near)
        example, known = place_example(law.places.names)
        return refuse(
            "unknown-jurisdiction",
            "place",
            f"no place is called `{name}`",
            why="of a place that nobody knows it cannot be said what was read",
            fix=f"did you mean {near}?"
            if near
            else f"write a code, such as `{known}` for {example}",
        )


def _unknown_topic(topic: str, known: list[str]) -> RefusedRequest:
    near = " or ".join(f"`{item}`" for item in get_close_matches(topic, known, n=2))
    return refuse(
        "unknown-name",
        "topic",
        f"no topic is named `{topic}`",
        why="a topic is named by its id, a wrong by its fact, exactly as written",
        fix=f"did you mean {near}?" if near else f"write one of {', '.join(known)}",
    )


def _subject(subject: CoverageSubject) -> Document:
    return {"subject": subject.id, "name": subject.name, "is_wrong": subject.is_wrong}


def _place(place: PlaceCoverage) -> Document:
    return {"place": place.place, "name": place.name, "unions": list(place.unions)}


def _levels(item: SubjectCoverage) -> Document:
    return {
        "subject": item.subject.id,
        "level": item.level.value,
        "own": item.own.value,
        "union": item.union.value,
    }


def _norm(norm: CoveringNorm) -> Document:
    return {
        "norm": norm.norm,
        "jurisdiction": norm.jurisdiction,
        "stands_in": norm.stands_in,
        "verified": norm.verified.value,
        "citation": citation_document([norm.citation])[0],
        "url": norm.url,
        "note": norm.note,
    }


def _unread(model: UnreadModel) -> Document:
    return {
        "norm": model.norm,
        "citation": citation_document([model.citation])[0],
        "is_declined": model.is_declined,
        "note": model.note,
    }
