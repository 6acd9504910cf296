"""`advisor check`: the opinion on each scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli import loading, memos, receipts
from advisor.cli.options import AsOf, Engine, Engines, Plain, Policies, today
from advisor.cli.reading import read_if_sound
from advisor.cli.telling import Answer, Output, Telling

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion

CLEAR, FAILED, STOP, OPEN = 0, 1, 3, 4
_WORST_FIRST = (FAILED, STOP, OPEN, CLEAR)


def command(  # noqa: PLR0913 - one parameter for each option
    scenarios: Annotated[
        list[str], typer.Argument(metavar="SCENARIO", help="YAML or JSON files; `-` reads one.")
    ],
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Unfold why and why not, down to single facts.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show what does not apply too, and condense nothing.")
    ] = False,
    as_of: AsOf = None,
    policies: Policies = None,
    engine: Engine = Engines.AUTO,
    output: Annotated[Output, typer.Option("--output", help="The form of the answer.")] = (
        Output.TEXT
    ),
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write the memo to a file.")
    ] = None,
    receipt: Annotated[
        Path | None,
        typer.Option("--receipt", metavar="FILE", help="Keep the opinion, to replay it later."),
    ] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="Keep no names and no free text in the receipt.")
    ] = False,
    plain: Plain = False,
) -> None:
    """
    Give the opinion on a described email.

    `--output markdown`, `html`, `docx` and `pdf` write it as a memo to a reviewing attorney.

    The exit status is 0 clear, 3 stop, 4 open; 1 where an answer could not be had. Of
    several scenarios the worst counts.
    """
    several = len(scenarios) > 1
    memos.check_options(output.value, to, several=several)
    receipts.check_options(receipt, redact=redact, several=several)
    corpus = loading.corpus(policies, engine=engine.value)

    def answers() -> Iterator[Answer]:
        for name in scenarios:
            opinion = _advise(name, corpus, as_of, everything=everything)
            if opinion is not None and receipt is not None:
                receipts.keep(opinion, corpus, receipt, redact=redact)
            yield Answer(name, opinion)

    told = Telling(corpus, several, explain, everything, plain, to).tell(answers(), output)
    raise typer.Exit(worst(status(one.opinion) for one in told))


def _advise(name: str, corpus: Corpus, as_of: date | None, *, everything: bool) -> Opinion | None:
    """Answer one file; what is wrong with it is told on standard error."""
    from advisor.diagnostics import EngineFailure

    now = today()
    scenario = read_if_sound(name, corpus, now)
    if scenario is None:
        return None
    day = as_of or scenario.as_of or now
    try:
        return corpus.advise(scenario, as_of=day, everything=everything)
    except EngineFailure as failure:
        loading.broken(failure)
        return None


def status(opinion: Opinion | None) -> int:
    """Give the exit status of one answer."""
    if opinion is None:
        return FAILED
    return {"clear": CLEAR, "stop": STOP}.get(opinion.verdict.value, OPEN)


def worst(statuses: Iterable[int]) -> int:
    """
    Give the exit status of several answers: the worst of them.

    >>> worst([0, 4, 3])
    3
    """
    return min(statuses, key=_WORST_FIRST.index, default=CLEAR)
