"""`advisor coverage`: what was read, by place and topic."""

from __future__ import annotations

import json
from enum import Enum
from typing import TYPE_CHECKING, Annotated

from advisor.cli.errors import exit_with_diagnostics
from advisor.cli.loading import clock, corpus_loader
from advisor.cli.output.console import echo, open_console
from advisor.cli.parsing.options import AsOf, DatesIn, Plain, Policies, Tongue, spoken
from advisor.cli.parsing.parameters import Argument, Option

if TYPE_CHECKING:
    from datetime import date

    from advisor.i18n import Language
    from advisor.model.coverage import CoverageSurvey
    from advisor.model.law import Law
    from advisor.reports.document import ReportDocument


class CoverageFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which coverage can be had."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def command(  # noqa: PLR0913 - one parameter for each option
    place: Annotated[
        str | None,
        Argument(metavar="PLACE", help="A place, by code or name; all with law without one."),
    ] = None,
    *,
    topic: Annotated[
        str,
        Option("--topic", metavar="NAME", help="Only a topic, or a wrong by the name of its fact."),
    ] = "",
    unread: Annotated[
        bool,
        Option("--unread", help="What remains to be read, rule by rule, with where to look."),
    ] = False,
    as_of: AsOf = None,
    policies: Policies = None,
    output: Annotated[CoverageFormat, Option("--output", help="The form of the answer.")] = (
        CoverageFormat.TEXT
    ),
    language: Tongue = "en",
    dates: DatesIn = None,
    plain: Plain = False,
) -> None:
    """
    Show on what the law of each place was read, stands in by a model rule, or was not read.

    With a place: what was read on each topic, and where to look for the rest. Law of the
    unions in which a place lies counts for it, and is told apart.
    """
    from advisor.application.coverage import coverage_survey
    from advisor.application.results import RefusedRequest

    tongue = spoken(language, dates)
    corpus = corpus_loader.load_corpus(policies, engine="reference")
    today = clock.today()
    if unread:
        _show_unread(corpus.law, place or "", as_of or today, output, tongue, plain=plain)
        return
    survey = coverage_survey(
        corpus, today=today, place=place or "", topic=topic, as_of=as_of or today
    )
    if isinstance(survey, RefusedRequest):
        exit_with_diagnostics(survey.diagnostics)
    if output is CoverageFormat.JSON:
        echo(_json(survey, one=bool(place)))
        return
    page = _page(survey, corpus.law, tongue, place=bool(place), topic=bool(topic))
    _show(page, output, plain=plain)


def _show_unread(  # noqa: PLR0913 - the options that the answer depends on
    law: Law,
    place: str,
    day: date,
    output: CoverageFormat,
    tongue: Language,
    *,
    plain: bool,
) -> None:
    from advisor.application.results import RefusedRequest
    from advisor.application.unread import cell_survey, unread_document
    from advisor.reports.unread import unread_page

    survey = cell_survey(law, day, place)
    if isinstance(survey, RefusedRequest):
        exit_with_diagnostics(survey.diagnostics)
    if output is CoverageFormat.JSON:
        echo(json.dumps(unread_document(survey), indent=2, ensure_ascii=False))
    else:
        _show(unread_page(survey, tongue), output, plain=plain)


def _show(page: ReportDocument, output: CoverageFormat, *, plain: bool) -> None:
    if output is CoverageFormat.MARKDOWN:
        from advisor.reports.render.markdown import markdown

        echo(markdown(page))
    else:
        open_console(plain=plain).show(page)


def _json(survey: CoverageSurvey, *, one: bool) -> str:
    from advisor.application.coverage import survey_document, surveyed_place_document

    document = surveyed_place_document(survey) if one else survey_document(survey)
    return json.dumps(document, indent=2, ensure_ascii=False)


def _page(
    survey: CoverageSurvey, law: Law, language: Language, *, place: bool, topic: bool
) -> ReportDocument:
    from advisor.reports.coverage import coverage_page, place_coverage_page, subject_page

    if place:
        return place_coverage_page(survey, law, language)
    return subject_page(survey, law, language) if topic else coverage_page(survey, law, language)
