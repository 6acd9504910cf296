"""The corpus for a command: loaded, warned about, or complained of."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.errors import tell
from advisor.cli.exit_codes import FAILED
from advisor.cli.output.console import echo_err

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.advice import Corpus
    from advisor.diagnostics import Diagnostic


def load_corpus(
    policies: Sequence[Path] | None, *, engine: str = "auto", cases: bool = False
) -> Corpus:
    """
    Load the bundled law with a firm's folders over it.

    Leaves with status 1 and every problem told where that cannot be done.
    """
    from advisor.advice import load
    from advisor.diagnostics import EngineFailure, InvalidCorpus

    folders = tuple(policies or ())
    try:
        loaded = load(*folders, engine=engine, cases=cases)
    except InvalidCorpus as invalid:
        report_diagnostics(invalid.diagnostics)
        sys.exit(FAILED)
    except EngineFailure as failure:
        report_engine_failure(failure)
        sys.exit(FAILED)
    if loaded.warning:
        echo_err(f"advisor: warning: {loaded.warning}")
    return loaded


def report_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Tell problems on standard error: where, what, why, fix."""
    from advisor.reports.render.diagnostics import render_diagnostics

    text = render_diagnostics(diagnostics)
    if text:
        echo_err(text, styled=True)


def report_engine_failure(failure: BaseException) -> None:
    """Tell that an engine gave no answer that can be trusted, or is not there to give one."""
    from advisor.engine.durable import Unavailable

    why = "an answer that two evaluators do not agree on is no answer"
    fix = "try `--engine reference`, and report the scenario as a fault of this program"
    if isinstance(failure, Unavailable):
        why = "the engine was asked for by name, so no other answers in its place"
        fix = "install it, or leave `--engine` out and take the one that is there"
    tell("engine-failure", str(failure), why, fix)
