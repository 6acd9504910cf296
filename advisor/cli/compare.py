"""`advisor compare`: where the law differs, and the smallest scenario that shows it."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from advisor.cli.errors import write_or_stop
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import clock, corpus_loader
from advisor.cli.output.console import echo, open_console
from advisor.cli.parsing.jurisdiction_argument import parse_jurisdiction
from advisor.cli.parsing.options import (
    AsOf,
    DatesIn,
    EngineOption,
    Engines,
    Plain,
    Policies,
    Tongue,
    spoken,
)
from advisor.cli.parsing.parameters import Argument, Misuse, Option

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.i18n import Language
    from advisor.reports.document import ReportDocument

_TWO = 2


class ComparisonFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which a comparison can be had; pictures of all laws only."""

    TEXT = "text"
    JSON = "json"
    SVG = "svg"
    HTML = "html"


def command(  # noqa: PLR0913 - one parameter for each option
    names: Annotated[
        list[str] | None,
        Argument(
            metavar="[LAW LAW [SCENARIO]]",
            help="Two jurisdictions, by code or name, and a scenario to put to both.",
        ),
    ] = None,
    *,
    everywhere: Annotated[
        bool,
        Option("--all", help="Sort all laws by what they say on tracked email, with a map."),
    ] = False,
    as_of: AsOf = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
    output: Annotated[
        ComparisonFormat,
        Option("--output", help="The form of the answer; `svg` and `html` with `--all`."),
    ] = ComparisonFormat.TEXT,
    to: Annotated[Path | None, Option("--to", metavar="FILE", help="Write to a file.")] = None,
    language: Tongue = "en",
    dates: DatesIn = None,
    plain: Plain = False,
) -> None:
    """
    Show where two laws differ, act by act, each with its citations.

    With a scenario: the opinion if either law governed, side by side. Without one: the
    smallest scenarios that tell the two laws apart. With `--all`: the classes of laws that
    say the same on tracked email, as a table and a map.
    """
    given = names or []
    _expect(given, output, everywhere=everywhere)
    tongue = spoken(language, dates)
    corpus = corpus_loader.load_corpus(policies, engine=engine.value)
    job = _Job(corpus, as_of, output, to, tongue, plain=plain)
    from advisor.diagnostics import EngineFailure

    try:
        if everywhere:
            job.everywhere()
            return
        left, right = (parse_jurisdiction(name, corpus.law) for name in given[:_TWO])
        if len(given) > _TWO:
            job.scenario(left, right, given[_TWO])
        else:
            job.laws(left, right)
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
        raise SystemExit(FAILED) from None


def _expect(given: list[str], output: ComparisonFormat, *, everywhere: bool) -> None:
    if everywhere and given:
        raise Misuse("`--all` compares every law; name none beside it")
    if not everywhere and len(given) not in (_TWO, _TWO + 1):
        raise Misuse("name two laws, as `advisor compare LAW LAW`, or say `--all`")
    if not everywhere and output in (ComparisonFormat.SVG, ComparisonFormat.HTML):
        raise Misuse(f"`{output.value}` is drawn with `--all` only")


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


class _Job:
    """One comparison, from the corpus to the reader."""

    def __init__(  # noqa: PLR0913 - what is compared and for whom
        self,
        corpus: Corpus,
        as_of: date | None,
        output: ComparisonFormat,
        to: Path | None,
        language: Language,
        *,
        plain: bool,
    ) -> None:
        self.corpus = corpus
        self.law = corpus.law
        self.today = clock.today()
        self.as_of = as_of
        self.output = output
        self.to = to
        self.language = language
        self.plain = plain

    def laws(self, left: str, right: str) -> None:
        """Tell two laws apart by the smallest scenarios."""
        from advisor.compare.distinguish import separate

        found = separate(self.corpus, left, right, as_of=self.as_of or self.today)
        if self.output is ComparisonFormat.JSON:
            from advisor.application.compare_document import separated_document

            self.write(_json(separated_document(found)))
            return
        from advisor.reports.comparisons import separated_page

        self.show(separated_page(found, self.law, self.language))

    def scenario(self, left: str, right: str, name: str) -> None:
        """Put one scenario to two laws."""
        from advisor.cli.loading.scenario_input import read_or_exit
        from advisor.compare.side_by_side import contrast

        or_exit = read_or_exit(name, self.corpus, self.today, as_of=self.as_of)
        day = self.as_of or or_exit.as_of or self.today
        sides = contrast(self.corpus, or_exit, left, right, as_of=day)
        if self.output is ComparisonFormat.JSON:
            from advisor.application.compare_document import sides_document

            self.write(_json(sides_document(sides, left, right)))
            return
        from advisor.reports.comparisons import sides_page

        self.show(sides_page(sides, left, right, self.law, self.language))

    def everywhere(self) -> None:
        """Sort all laws by what they say on tracked email."""
        from advisor.compare.equivalence_classes import sort_laws
        from advisor.compare.question import tracking_question
        from advisor.reports.charts.tile_map import tile_maps

        drawn = [code for one in tile_maps() for code in one.tiles]
        codes = [code for code in drawn if code in self.law.jurisdictions]
        question = tracking_question(self.corpus)
        atlas = sort_laws(self.corpus, codes, question, as_of=self.as_of or self.today)
        match self.output:
            case ComparisonFormat.TEXT:
                from advisor.reports.survey_map import survey_page

                self.show(survey_page(atlas, self.law, self.language))
            case ComparisonFormat.JSON:
                from advisor.application.compare_document import atlas_document

                self.write(_json(atlas_document(atlas)))
            case ComparisonFormat.SVG:
                from advisor.reports.charts.map_svg import map_svg

                self.write(map_svg(atlas, self.law, self.language))
            case ComparisonFormat.HTML:
                from advisor.reports.survey_map_html import survey_page_html

                self.write(survey_page_html(atlas, self.law, self.language))

    def show(self, page: ReportDocument) -> None:
        """Show a page, or write it plainly to the file that was named."""
        from advisor.reports.render.terminal import terminal

        if self.to is None:
            open_console(plain=self.plain).show(page)
        else:
            self.write(terminal(page, width=100))

    def write(self, text: str) -> None:
        """Write to the file that was named, or to standard output."""
        if self.to is None:
            echo(text)
        else:
            write_or_stop(self.to, text)
