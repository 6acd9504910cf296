"""
Advice on legal ethics that says who says so.

>>> import advisor
>>> corpus = advisor.load()
>>> corpus.advise({"as_of": "2026-03-02", "recipients": []}).verdict.value
'ask'
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from advisor.advise import Corpus, load
from advisor.diagnostics import (
    Diagnostic,
    EngineFailure,
    InvalidCorpus,
    InvalidScenario,
)
from advisor.model.norms import Modality, Outcome
from advisor.model.opinions import Finding, Opinion, Verdict
from advisor.model.scenarios import Scenario
from advisor.model.truth import Truth
from advisor.version import VERSION as __version__

__all__ = [
    "Corpus",
    "Diagnostic",
    "EngineFailure",
    "Finding",
    "InvalidCorpus",
    "InvalidScenario",
    "Modality",
    "Opinion",
    "Outcome",
    "Scenario",
    "Truth",
    "Verdict",
    "advise",
    "advise_many",
    "load",
]


def advise(
    scenario: Scenario | Mapping[str, Any] | str | Path,
    *,
    corpus: Corpus | None = None,
    as_of: date | None = None,
) -> Opinion:
    """
    Answer one scenario by the bundled law, or by a corpus loaded before.

    Loading takes longer than answering: load once where there is more than one.
    See `Corpus.advise` for the arguments and the errors.
    """
    return (corpus or load()).advise(scenario, as_of=as_of)


def advise_many(
    scenarios: Iterable[Scenario | Mapping[str, Any] | str | Path],
    *,
    corpus: Corpus | None = None,
    as_of: date | None = None,
) -> Iterator[Opinion]:
    """Answer scenarios one after another; see `Corpus.advise`."""
    return (corpus or load()).advise_many(scenarios, as_of=as_of)
