"""`advisor timeline`: one scenario through the years."""

from __future__ import annotations

import json
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from advisor.cli.errors import write_or_stop
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import clock, corpus_loader
from advisor.cli.loading.scenario_input import read_with_profile
from advisor.cli.output.console import echo, open_console
from advisor.cli.parsing.options import (
    DatesIn,
    EngineOption,
    Engines,
    Plain,
    Policies,
    ProfileFile,
    Tongue,
    parse_day,
    spoken,
)
from advisor.cli.parsing.parameters import Argument, Misuse, Option
from advisor.i18n import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.i18n import Language
    from advisor.model.changes import Era
    from advisor.model.law import Law
    from advisor.reports.document import ReportDocument


class TimelineFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which a timeline can be had."""

    TEXT = "text"
    JSON = "json"
    SVG = "svg"


def command(  # noqa: PLR0913 - one parameter for each option
    scenario: Annotated[
        str, Argument(metavar="SCENARIO", help="A YAML or JSON file; `-` reads one.")
    ],
    *,
    since: Annotated[
        date | None, Option("--since", metavar="DATE", parser=parse_day, help="Start here.")
    ] = None,
    profile: ProfileFile = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
    output: Annotated[TimelineFormat, Option("--output", help="The form of the answer.")] = (
        TimelineFormat.TEXT
    ),
    to: Annotated[Path | None, Option("--to", metavar="FILE", help="Write to a file.")] = None,
    language: Tongue = "en",
    dates: DatesIn = None,
    plain: Plain = False,
) -> None:
    """
    Answer one scenario by the law of every year, and say what changed each answer.

    `--output svg` draws it.
    """
    from advisor.compare.timeline import SINCE, timeline
    from advisor.diagnostics import EngineFailure

    tongue = spoken(language, dates)
    corpus = corpus_loader.load_corpus(policies, engine=engine.value)
    today = clock.today()
    told = read_with_profile(scenario, corpus, today, profile)
    start = since or SINCE
    if start > today:
        raise Misuse("the timeline cannot start after today", option="--since")
    try:
        eras = timeline(corpus, told, since=start, until=today)
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
        raise SystemExit(FAILED) from None
    if output is TimelineFormat.TEXT and to is None:
        open_console(plain=plain).show(_page(eras, told.title, corpus.law, tongue))
        return
    text = _written(eras, told.title, today, corpus.law, output, tongue)
    if to is None:
        echo(text)
    else:
        write_or_stop(to, text)


def _written(  # noqa: PLR0913, PLR0917 - one parameter for each option
    eras: Sequence[Era],
    title: str,
    today: date,
    law: Law,
    output: TimelineFormat,
    language: Language,
) -> str:
    match output:
        case TimelineFormat.TEXT:
            from advisor.reports.render.terminal import terminal

            return terminal(_page(eras, title, law, language), width=100)
        case TimelineFormat.JSON:
            return _json(eras)
        case TimelineFormat.SVG:
            return _drawn(eras, title, today, language)


def _page(eras: Sequence[Era], title: str, law: Law, language: Language) -> ReportDocument:
    from advisor.reports.differences import timeline_page

    return timeline_page(eras, title, law, language)


def _drawn(eras: Sequence[Era], title: str, today: date, language: Language) -> str:
    from advisor.reports.charts.timeline_svg import TimelineSpan, timeline_svg

    stretches = [TimelineSpan(era.start, era.end or today, era.opinion) for era in eras]
    return timeline_svg(stretches, title or message("Timeline"), language)


def _json(eras: Sequence[Era]) -> str:
    return json.dumps([_era(era) for era in eras], indent=2, ensure_ascii=False) + "\n"


def _era(era: Era) -> dict[str, Any]:
    return {
        "from": era.start.isoformat(),
        "until": era.end.isoformat() if era.end else None,
        "verdict": era.opinion.verdict.value,
        "weight": era.opinion.weight.value if era.opinion.weight else None,
        "summary": era.opinion.summary,
        "changes": [
            {
                "norm": change.shown.norm.id,
                "jurisdiction": change.shown.jurisdiction,
                "recipient": change.shown.recipient,
                "governs": change.governs,
                "before": change.before.outcome.value if change.before else None,
                "after": change.after.outcome.value if change.after else None,
                "statement": change.shown.statement,
            }
            for change in era.changes
        ],
    }
