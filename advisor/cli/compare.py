"""`advisor compare`: where the law differs, and the smallest scenario that shows it."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from advisor.cli import clock, loading
from advisor.cli.options import AsOf, Engine, Engines, Plain, Policies
from advisor.cli.places import code_of
from advisor.cli.screen import say, screen
from advisor.cli.statuses import FAILED
from advisor.cli.stopping import write_or_stop

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus

_TWO = 2


class Output(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which a comparison can be had; pictures of all laws only."""

    TEXT = "text"
    JSON = "json"
    SVG = "svg"
    HTML = "html"


def command(  # noqa: PLR0913 - one parameter for each option
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LAW LAW [SCENARIO]]",
            help="Two jurisdictions, by code or name, and a scenario to put to both.",
        ),
    ] = None,
    *,
    everywhere: Annotated[
        bool,
        typer.Option("--all", help="Sort all laws by what they say on tracked email, with a map."),
    ] = False,
    as_of: AsOf = None,
    policies: Policies = None,
    engine: Engine = Engines.AUTO,
    output: Annotated[
        Output,
        typer.Option("--output", help="The form of the answer; `svg` and `html` with `--all`."),
    ] = Output.TEXT,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write to a file.")
    ] = None,
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
    corpus = loading.corpus(policies, engine=engine.value)
    job = _Job(corpus, as_of, output, to, plain=plain)
    from advisor.diagnostics import EngineFailure

    try:
        if everywhere:
            job.everywhere()
            return
        left, right = (code_of(name, corpus.law) for name in given[:_TWO])
        if len(given) > _TWO:
            job.scenario(left, right, given[_TWO])
        else:
            job.laws(left, right)
    except EngineFailure as failure:
        loading.broken(failure)
        raise typer.Exit(FAILED) from None


def _expect(given: list[str], output: Output, *, everywhere: bool) -> None:
    if everywhere and given:
        raise typer.BadParameter("`--all` compares every law; name none beside it")
    if not everywhere and len(given) not in (_TWO, _TWO + 1):
        raise typer.BadParameter("name two laws, as `advisor compare LAW LAW`, or say `--all`")
    if not everywhere and output in (Output.SVG, Output.HTML):
        raise typer.BadParameter(f"`{output.value}` is drawn with `--all` only")


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


class _Job:
    """One comparison, from the corpus to the reader."""

    def __init__(
        self, corpus: Corpus, as_of: date | None, output: Output, to: Path | None, *, plain: bool
    ) -> None:
        self.corpus = corpus
        self.law = corpus.law
        self.today = clock.today()
        self.as_of = as_of
        self.output = output
        self.to = to
        self.plain = plain

    def laws(self, left: str, right: str) -> None:
        """Tell two laws apart by the smallest scenarios."""
        from advisor.compare.separating import separate

        found = separate(self.corpus, left, right, as_of=self.as_of or self.today)
        if self.output is Output.JSON:
            from advisor.service.comparing import separated_document

            self.write(_json(separated_document(found)))
            return
        from advisor.reports.comparisons import separated_page

        self.show(separated_page(found, self.law))

    def scenario(self, left: str, right: str, name: str) -> None:
        """Put one scenario to two laws."""
        from advisor.cli.reading import read
        from advisor.compare.contrasting import contrast

        told = read(name, self.corpus, self.today)
        day = self.as_of or told.as_of or self.today
        sides = contrast(self.corpus, told, left, right, as_of=day)
        if self.output is Output.JSON:
            from advisor.service.comparing import sides_document

            self.write(_json(sides_document(sides, left, right)))
            return
        from advisor.reports.comparisons import sides_page

        self.show(sides_page(sides, left, right, self.law))

    def everywhere(self) -> None:
        """Sort all laws by what they say on tracked email."""
        from advisor.compare.question import tracking_question
        from advisor.compare.sorting import sort_laws
        from advisor.reports.tiles import tile_maps

        drawn = [code for one in tile_maps() for code in one.tiles]
        codes = [code for code in drawn if code in self.law.jurisdictions]
        question = tracking_question(self.corpus)
        atlas = sort_laws(self.corpus, codes, question, as_of=self.as_of or self.today)
        match self.output:
            case Output.TEXT:
                from advisor.reports.atlas import atlas_page

                self.show(atlas_page(atlas, self.law))
            case Output.JSON:
                from advisor.service.comparing import atlas_document

                self.write(_json(atlas_document(atlas)))
            case Output.SVG:
                from advisor.reports.maps import svg

                self.write(svg(atlas, self.law))
            case Output.HTML:
                from advisor.reports.atlas_page import atlas_page_html

                self.write(atlas_page_html(atlas, self.law))

    def show(self, page: object) -> None:
        """Show a page, or write it plainly to the file that was named."""
        from typing import cast

        from advisor.reports.document_tree import Document
        from advisor.reports.render.terminal import terminal

        made = cast("Document", page)
        if self.to is None:
            screen(plain=self.plain).show(made)
        else:
            self.write(terminal(made, width=100))

    def write(self, text: str) -> None:
        """Write to the file that was named, or to standard output."""
        if self.to is None:
            say(text)
        else:
            write_or_stop(self.to, text)
