"""`advisor fix`: the smallest changes that would cure a breach."""

from __future__ import annotations

import json
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli import loading
from advisor.cli.clock import today
from advisor.cli.options import AsOf, Engine, Engines, Plain, Policies
from advisor.cli.reading import read
from advisor.cli.screen import say, screen
from advisor.cli.statuses import CLEAR, FAILED, status

if TYPE_CHECKING:
    from advisor.remedies import Remedies


class Output(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which remedies can be had."""

    TEXT = "text"
    JSON = "json"


def command(  # noqa: PLR0913 - one parameter for each option
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="A YAML or JSON file; `-` reads one.")
    ],
    *,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, help="Show at most so many remedies.")
    ] = 10,
    changes: Annotated[
        int,
        typer.Option(
            "--changes",
            metavar="N",
            min=1,
            max=8,
            help="Consider every set of up to so many changes; larger ones if none cures.",
        ),
    ] = 3,
    as_of: AsOf = None,
    policies: Policies = None,
    engine: Engine = Engines.AUTO,
    output: Annotated[Output, typer.Option("--output", help="The form of the answer.")] = (
        Output.TEXT
    ),
    plain: Plain = False,
) -> None:
    """
    Show what you, or they, could change so that nothing that governs is breached.

    Each remedy has been evaluated again. The exit status is 0 where the scenario is clear
    or can be cured, 3 where it is breached and nothing cures it, and 4 where nothing is
    breached but something is open.
    """
    corpus = loading.corpus(policies, engine=engine.value)
    from advisor.diagnostics import EngineFailure
    from advisor.remedies import remedies

    told = read(scenario, corpus, today())
    day = as_of or told.as_of or today()
    try:
        found = remedies(corpus, told, as_of=day, changes=changes, most=most)
    except EngineFailure as failure:
        loading.broken(failure)
        raise typer.Exit(FAILED) from None
    if output is Output.JSON:
        from advisor.service.curing import document

        say(json.dumps(document(found, told), indent=2, ensure_ascii=False))
    else:
        from advisor.service.curing import remedies_page

        screen(plain=plain).show(remedies_page(found))
    raise typer.Exit(_status(found))


def _status(found: Remedies) -> int:
    return CLEAR if found.remedies else status(found.opinion)
