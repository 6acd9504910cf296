"""Where a problem is, what it is, why it matters and how to fix it."""

from advisor.diagnostics.failures import EngineFailure, InvalidCorpus, InvalidScenario
from advisor.diagnostics.problems import Diagnostic, Severity
from advisor.diagnostics.spans import Span

__all__ = [
    "Diagnostic",
    "EngineFailure",
    "InvalidCorpus",
    "InvalidScenario",
    "Severity",
    "Span",
]
