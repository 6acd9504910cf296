"""`advisor impact`: which earlier opinions an update of the law changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from advisor.cli.errors import exit_with_error
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader
from advisor.cli.output.console import echo, open_console
from advisor.cli.output.receipt_output import receipt_key
from advisor.cli.parsing.options import EngineOption, Engines, Plain, Policies, ReceiptKey
from advisor.cli.parsing.parameters import Argument, Option
from advisor.cli.replay import CHANGED, SAME, ReplayFormat, replay_document

if TYPE_CHECKING:
    from advisor.receipts import Impact


def command(  # noqa: PLR0913 - one parameter for each option
    folder: Annotated[
        Path,
        Argument(
            metavar="FOLDER",
            help="Receipts, in subfolders too.",
            is_existing_folder=True,
        ),
    ],
    *,
    key: ReceiptKey = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
    output: Annotated[ReplayFormat, Option("--output", help="The form of the answer.")] = (
        ReplayFormat.TEXT
    ),
    plain: Plain = False,
) -> None:
    """
    Ask every receipt of a folder again, and tell those that have another answer now.

    The exit status is 0 where none has, 3 where one has, and 1 where a file could not be
    replayed or there is none. JSON is one document per line.
    """
    from advisor.cli.output.replay_output import impact_page
    from advisor.receipts import impact

    corpus = corpus_loader.load_corpus(policies, engine=engine.value)
    impacts: list[Impact] = []
    for item in impact(corpus, folder, receipt_key(key)):
        impacts.append(item)
        corpus_loader.report_diagnostics(item.diagnostics)
        if output is ReplayFormat.JSON and item.replay is not None:
            echo(json.dumps(replay_document(item.path, item.replay), ensure_ascii=False))
    if not impacts:
        exit_with_error(
            "no-receipts",
            f"`{folder}` holds no receipt",
            "a folder without `.json` files gives no answer either way",
            "save opinions there with `advisor check SCENARIO --receipt FILE`",
        )
    if output is ReplayFormat.TEXT:
        open_console(plain=plain).show(impact_page(impacts, folder))
    raise SystemExit(_status(impacts))


def _status(impacts: list[Impact]) -> int:
    from advisor.receipts import ReplayState

    if any(item.replay is None for item in impacts):
        return FAILED
    changed = any(
        item.replay is not None and item.replay.state is ReplayState.CHANGED for item in impacts
    )
    return CHANGED if changed else SAME
