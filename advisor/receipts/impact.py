"""A folder of receipts asked again: which of them has another answer now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.diagnostics import Diagnostic, EngineFailure, InvalidScenario, Span
from advisor.receipts.receipt_file import read_receipt
from advisor.receipts.replay_receipt import Replay, replay
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice import Corpus


@dataclass(frozen=True)
class Impact:
    """One file of the folder: its replay, or why there is none."""

    path: Path
    replay: Replay | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def impact(corpus: Corpus, folder: Path, key: bytes = b"") -> Iterator[Impact]:
    """
    Replay every `.json` file of a folder, its subfolders included, in the order of paths.

    A file that cannot be replayed is told and stops nothing. Hidden files are passed over.
    """
    for path in sorted(folder.rglob("*.json")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield replayed(corpus, path, key)


def replayed(corpus: Corpus, path: Path, key: bytes = b"") -> Impact:
    """Replay one file, kept under a key or none."""
    receipt = read_receipt(path, key)
    if isinstance(receipt, Diagnostic):
        return Impact(path, diagnostics=(receipt,))
    try:
        return Impact(path, replay(corpus, receipt))
    except InvalidScenario as invalid:
        return Impact(
            path, diagnostics=tuple(_at(path, diagnostic) for diagnostic in invalid.diagnostics)
        )
    except EngineFailure as failure:
        problem = Diagnostic(
            code="engine-failure",
            at=Span(str(path)),
            what=f"no answer can be had: {failure}",
            why="an answer that two evaluators do not agree on is no answer",
            fix="try `--engine reference`, and report the receipt as a fault of this program",
        )
        return Impact(path, diagnostics=(problem,))


def _at(path: Path, diagnostic: Diagnostic) -> Diagnostic:
    """Point a problem of a receipt's facts at the receipt."""
    return Diagnostic(
        diagnostic.code,
        Span(str(path)),
        diagnostic.what,
        diagnostic.why,
        "replay it with the law that it was saved with, or ask the facts anew"
        if diagnostic.code == "unknown-fact"
        else diagnostic.fix,
        diagnostic.severity,
    )
