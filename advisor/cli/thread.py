"""`advisor thread`: messages and consents in their order, each message answered on its day."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Annotated

from advisor.cli.errors import write_or_stop
from advisor.cli.exit_codes import FAILED, exit_code, worst_exit_code
from advisor.cli.loading import clock, corpus_loader
from advisor.cli.output.console import echo, open_console
from advisor.cli.parsing.options import (
    DatesIn,
    EngineOption,
    Engines,
    Plain,
    Policies,
    ProfileFile,
    Tongue,
    spoken,
)
from advisor.cli.parsing.parameters import Argument, Option


class ThreadFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which a thread can be had."""

    TEXT = "text"
    JSON = "json"
    SVG = "svg"


def command(  # noqa: PLR0913 - one parameter for each option
    thread: Annotated[Path, Argument(metavar="THREAD", help="A YAML file with `events`.")],
    *,
    profile: ProfileFile = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
    output: Annotated[ThreadFormat, Option("--output", help="The form of the answer.")] = (
        ThreadFormat.TEXT
    ),
    to: Annotated[Path | None, Option("--to", metavar="FILE", help="Write to a file.")] = None,
    language: Tongue = "en",
    dates: DatesIn = None,
    plain: Plain = False,
) -> None:
    """
    Answer messages in their order, each by the law and the consents of its day.

    A consent counts from its day on and a withdrawal ends it; what was sent before stays as
    lawful as it was. `--output svg` draws it. The exit status is that of the worst answer.
    """
    import sys

    from advisor.application.thread import answer_thread
    from advisor.cli.loading.profile_input import ProfileFinder
    from advisor.diagnostics import EngineFailure
    from advisor.facts.thread_file import read_thread
    from advisor.reports import threads

    tongue = spoken(language, dates)
    corpus = corpus_loader.load_corpus(policies, engine=engine.value)
    told, problems = read_thread(thread, corpus.law, clock.today())
    corpus_loader.report_diagnostics(problems)
    if told is None:
        sys.exit(FAILED)
    corpus = corpus.with_profile(ProfileFinder(corpus.law, profile).profile(thread))
    try:
        answered = answer_thread(corpus, told)
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
        sys.exit(FAILED)
    text = ""
    match output:
        case ThreadFormat.TEXT:
            page = threads.thread_page(told, answered, corpus.law, tongue)
            if to is None:
                open_console(plain=plain).show(page)
            else:
                from advisor.reports.render.terminal import terminal

                text = terminal(page, width=100)
        case ThreadFormat.JSON:
            document = threads.thread_document(told, answered)
            text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        case ThreadFormat.SVG:
            from advisor.reports.charts.thread_svg import thread_svg

            text = thread_svg(told, answered, tongue)
    if to is not None:
        write_or_stop(to, text)
    elif text:
        echo(text.rstrip("\n"))
    opinions = [one.opinion for one in answered if one.opinion is not None]
    sys.exit(worst_exit_code(map(exit_code, opinions)))
