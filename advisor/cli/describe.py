"""`advisor describe`: an email told in one's own words, as facts to confirm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from advisor.cli.conversation.confirmed_description import confirmed_numbers, read_description
from advisor.cli.errors import exit_with_diagnostics, tell_unsaved
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader
from advisor.cli.loading.scenario_input import STDIN
from advisor.cli.output.console import echo, echo_err, open_console
from advisor.cli.parsing.options import Plain, Policies
from advisor.cli.parsing.parameters import Argument, Option

if TYPE_CHECKING:
    from advisor.advice import Corpus


def command(  # noqa: PLR0913 - one parameter for each option
    told: Annotated[
        str, Argument(metavar="FILE", help="A text that tells what happened; `-` is a pipe.")
    ],
    *,
    save: Annotated[
        Path | None,
        Option("--save", metavar="FILE", help="Keep a scenario of what is confirmed."),
    ] = None,
    confirm: Annotated[
        str,
        Option(
            "--confirm",
            metavar="NUMBERS",
            help="What is so: numbers such as 1-4,7, or `said`, `all`, `none`.",
        ),
    ] = "",
    as_json: Annotated[bool, Option("--json", help="Show it for a program.")] = False,
    policies: Policies = None,
    plain: Plain = False,
) -> None:
    """
    Offer the facts that a text tells, each with the words it came from.

    Nothing is used until it is confirmed. What was only thought, wished or heard is not taken,
    and what is not understood is shown.
    """
    from advisor.application.describe import description_document
    from advisor.application.results import RefusedRequest
    from advisor.reports.description import description_page

    text = read_description(told)
    corpus = corpus_loader.load_corpus(policies, engine="reference")
    document = description_document(corpus, text)
    if isinstance(document, RefusedRequest):
        exit_with_diagnostics(document.diagnostics)
    if as_json:
        echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        open_console(plain=plain).show(description_page(document))
    if save is not None:
        _save(
            corpus,
            text,
            confirmed_numbers(confirm, document["offered"], is_piped=told == STDIN),
            save,
        )


def _save(corpus: Corpus, text: str, confirmed: set[int], path: Path) -> None:
    from advisor.application.describe import confirmed_scenario
    from advisor.application.results import RefusedRequest
    from advisor.atomic_files import write_whole
    from advisor.facts.scenario_writer import document_text

    scenario = confirmed_scenario(corpus, text, confirmed)
    if isinstance(scenario, RefusedRequest):
        exit_with_diagnostics(scenario.diagnostics)
    kept = document_text(scenario)
    try:
        write_whole(path, kept.encode())
    except OSError as error:
        tell_unsaved(path, error, "choose another place with `--save`", kept)
        raise SystemExit(FAILED) from None
    echo_err(f"Saved to {path}.")
