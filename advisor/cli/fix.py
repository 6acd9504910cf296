"""`advisor fix`: the smallest changes that would cure a breach."""

from __future__ import annotations

import json
from enum import Enum
from typing import TYPE_CHECKING, Annotated

from advisor.cli.exit_codes import CLEAR, FAILED, exit_code
from advisor.cli.loading import corpus_loader
from advisor.cli.loading.clock import today
from advisor.cli.loading.scenario_input import read_with_profile
from advisor.cli.output.console import echo, open_console
from advisor.cli.parsing.options import AsOf, EngineOption, Engines, Plain, Policies, ProfileFile
from advisor.cli.parsing.parameters import Argument, Option

if TYPE_CHECKING:
    from advisor.remedies import Remedies


class RemediesFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which remedies can be had."""

    TEXT = "text"
    JSON = "json"


def command(  # noqa: PLR0913 - one parameter for each option
    scenario: Annotated[
        str, Argument(metavar="SCENARIO", help="A YAML or JSON file; `-` reads one.")
    ],
    *,
    most: Annotated[
        int, Option("--most", metavar="N", min=1, help="Show at most so many remedies.")
    ] = 10,
    changes: Annotated[
        int,
        Option(
            "--changes",
            metavar="N",
            min=1,
            max=8,
            help="Consider every set of up to so many changes; larger ones if none cures.",
        ),
    ] = 3,
    as_of: AsOf = None,
    profile: ProfileFile = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
    output: Annotated[RemediesFormat, Option("--output", help="The form of the answer.")] = (
        RemediesFormat.TEXT
    ),
    plain: Plain = False,
) -> None:
    """
    Show what you, or they, could change so that nothing that governs is breached.

    Each remedy has been evaluated again. The exit status is 0 where the scenario is clear
    or can be cured, 3 where it is breached and nothing cures it, and 4 where nothing is
    breached but something is open.
    """
    corpus = corpus_loader.load_corpus(policies, engine=engine.value)
    from advisor.diagnostics import EngineFailure
    from advisor.remedies import find_remedies

    told = read_with_profile(scenario, corpus, today(), profile, as_of=as_of)
    day = as_of or told.as_of or today()
    try:
        found = find_remedies(corpus, told, as_of=day, changes=changes, most=most)
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
        raise SystemExit(FAILED) from None
    if output is RemediesFormat.JSON:
        from advisor.application.remedies_document import remedies_document

        echo(json.dumps(remedies_document(found, told), indent=2, ensure_ascii=False))
    else:
        from advisor.application.remedies_document import remedies_page

        open_console(plain=plain).show(remedies_page(found))
    raise SystemExit(_status(found))


def _status(found: Remedies) -> int:
    return CLEAR if found.remedies else exit_code(found.opinion)
