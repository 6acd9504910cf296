"""The corpus for a command: loaded, warned about, or complained of."""

from __future__ import annotations

import os
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
        loaded = load(*folders, engine=engine, image=cache_file(folders), cases=cases)
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
        echo_err(text)


def report_engine_failure(failure: BaseException) -> None:
    """Tell that an engine gave no answer that can be trusted, or is not there to give one."""
    from advisor.engine.durable import Unavailable

    why = "an answer that two evaluators do not agree on is no answer"
    fix = "try `--engine reference`, and report the scenario as a fault of this program"
    if isinstance(failure, Unavailable):
        why = "the engine was asked for by name, so no other answers in its place"
        fix = "install it, or leave `--engine` out and take the one that is there"
    tell("engine-failure", str(failure), why, fix)


def cache_file(folders: Sequence[Path]) -> Path | None:
    """
    Choose the file that keeps the compiled law between starts.

    `None` where the cache is turned off, cannot be made or is open to other users.
    """
    if os.environ.get("ADVISOR_NO_CACHE"):
        return None
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        home = Path(base) if base.startswith("/") else Path.home() / ".cache"
        folder = home / "advisor"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.stat()
        key = _key(folders)
    except (OSError, RuntimeError):
        return None
    if about.st_uid != os.getuid() or about.st_mode & 0o022:
        return None
    return folder / f"law-{key}.image"


def _key(folders: Sequence[Path]) -> str:
    from advisor.corpus.law_cache.key import digest
    from advisor.version import VERSION

    parts = [VERSION, str(Path(__file__).parent), *(str(folder.resolve()) for folder in folders)]
    return digest("\0".join(parts).encode("utf-8", "surrogateescape")).hex()
