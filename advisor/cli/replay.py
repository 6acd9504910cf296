"""`advisor replay`: an earlier opinion asked again."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader
from advisor.cli.output.console import echo, open_console
from advisor.cli.output.receipt_output import receipt_key
from advisor.cli.parsing.options import EngineOption, Engines, Plain, Policies, ReceiptKey
from advisor.cli.parsing.parameters import Argument, Option

if TYPE_CHECKING:
    from advisor.receipts import Replay

SAME, CHANGED = 0, 3


class ReplayFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which a replay can be had."""

    TEXT = "text"
    JSON = "json"


def command(  # noqa: PLR0913 - one parameter for each option
    receipt: Annotated[Path, Argument(metavar="RECEIPT", help="A file saved with `--receipt`.")],
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
    Ask the facts of a receipt again, and say what has changed, norm by norm.

    The exit status is 0 where the answer is the same, 3 where it is another, and 1 where
    it could not be had.
    """
    from advisor.cli.output.replay_output import replay_page
    from advisor.receipts import ReplayState, replayed

    corpus = corpus_loader.load_corpus(policies, engine=engine.value)
    found = replayed(corpus, receipt, receipt_key(key))
    corpus_loader.report_diagnostics(found.diagnostics)
    if found.replay is None:
        raise SystemExit(FAILED)
    if output is ReplayFormat.JSON:
        echo(json.dumps(replay_document(receipt, found.replay), indent=2, ensure_ascii=False))
    else:
        open_console(plain=plain).show(replay_page(found.replay))
    raise SystemExit(CHANGED if found.replay.state is ReplayState.CHANGED else SAME)


def replay_document(path: Path, replay: Replay) -> dict[str, Any]:
    """Put one replay into the form that programs read."""
    return {
        "schema": "advisor/replay/1",
        "receipt": str(path),
        "as_of": replay.receipt.as_of,
        "state": replay.state.value,
        "verdict": {
            "before": replay.receipt.answer.verdict,
            "after": replay.again.answer.verdict,
        },
        "changes": [
            {
                "part": change.part.value,
                "about": change.about,
                "recipient": change.recipient,
                "what": change.what,
                "before": change.before,
                "after": change.after,
            }
            for change in replay.changes
        ],
    }
