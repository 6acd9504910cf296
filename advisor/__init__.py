"""
Advice on legal ethics that says who says so.

Names are imported when they are first used, so that a command pays for no more than it
needs.

>>> import advisor
>>> corpus = advisor.load()
>>> corpus.advise({"as_of": "2026-03-02", "recipients": []}).verdict.value
'ask'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from advisor.version import VERSION

if TYPE_CHECKING:
    from advisor.advice import Corpus, advise, advise_many, load
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
    from advisor.reports.machine.opinion_json import as_json
    from advisor.reports.machine.sarif import as_sarif

__version__ = VERSION

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
    "as_json",
    "as_sarif",
    "load",
]

_HOMES = {
    "Corpus": "advisor.advice.corpus",
    "Diagnostic": "advisor.diagnostics",
    "EngineFailure": "advisor.diagnostics",
    "Finding": "advisor.model.opinions",
    "InvalidCorpus": "advisor.diagnostics",
    "InvalidScenario": "advisor.diagnostics",
    "Modality": "advisor.model.norms",
    "Opinion": "advisor.model.opinions",
    "Outcome": "advisor.model.norms",
    "Scenario": "advisor.model.scenarios",
    "Truth": "advisor.model.truth",
    "Verdict": "advisor.model.opinions",
    "advise": "advisor.advice.corpus",
    "advise_many": "advisor.advice.corpus",
    "as_json": "advisor.reports.machine.opinion_json",
    "as_sarif": "advisor.reports.machine.sarif",
    "load": "advisor.advice.corpus",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module `advisor` has no attribute `{name}`"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
