"""All laws on one question as one HTML page that needs nothing else: no script, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from advisor.i18n import ENGLISH, Language
from advisor.model.norms import Outcome
from advisor.reports import labels
from advisor.reports import survey_map as said
from advisor.reports.charts.map_svg import maps_alone
from advisor.reports.render.html_environment import html_environment, stylesheet

if TYPE_CHECKING:
    from advisor.model.comparisons import LawClass, LawSurvey
    from advisor.model.law import Law


class _ClassRow(NamedTuple):
    """One class of laws; `answers` to the probes come with the tone of each."""

    key: str
    members: str
    tone: str
    heading: str
    statement: str
    sources: tuple[str, ...]
    summary: str
    answers: tuple[tuple[str, str], ...]


def survey_page_html(atlas: LawSurvey, law: Law, language: Language = ENGLISH) -> str:
    """Write the map, the classes and what tells them apart as one page."""
    return (
        html_environment("advisor.reports.render", language)
        .get_template("survey_map.html")
        .render(
            title=atlas.question,
            language=language.tag,
            style=stylesheet("survey_map.css"),
            headline=said.survey_headline(atlas),
            map=Markup(maps_alone(atlas, law, language)),  # noqa: S704 - an SVG whose words are escaped
            posed=said.posed(atlas),
            classes=[_row(class_, law) for class_ in atlas.classes],
            probes=[said.probe_text(probe, law) for probe in atlas.probes],
            notes=(*said.notes(atlas), labels.DISCLAIMER),
        )
    )


def _row(law_class: LawClass, law: Law) -> _ClassRow:
    tones = (reply.answer.value for reply in law_class.replies)
    return _ClassRow(
        key=law_class.key,
        members=said.members(law_class, law),
        tone=law_class.answer.value if law_class.replies else Outcome.INAPPLICABLE.value,
        heading=said.heading(law_class),
        statement=said.class_statement(law_class, law),
        sources=tuple(said.sources(law_class, law)),
        summary=said.class_summary(law_class, law),
        answers=tuple(zip(tones, said.cells(law_class), strict=True)),
    )
