"""What a verb gives: a document of plain values, or the diagnostics that stand in its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from advisor.diagnostics import Diagnostic, EngineFailure, Span
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.diagnostics.codes import Code

Document: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RefusedRequest:
    """Why there is no answer: every problem, and not the first only."""

    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> frozenset[Code]:
        """Return the name of the problems."""
        return frozenset(diagnostic.code for diagnostic in self.diagnostics)


Reply: TypeAlias = Document | RefusedRequest


def refuse(code: Code, where: str, what: str, *, why: str, fix: str) -> RefusedRequest:
    """Refuse for one problem; `where` is the name of what was given."""
    return RefusedRequest((Diagnostic(code, Span(where), what, why, fix),))


def engine_refusal(failure: EngineFailure) -> RefusedRequest:
    """Refuse because no answer can be trusted."""
    return refuse(
        "engine-failure",
        failure.norm or "<scenario>",
        "no answer can be given",
        why="an answer that two evaluators do not agree on is no answer",
        fix="report it as a fault of this program, with the norm and the version",
    )


def problem_documents(diagnostics: Iterable[Diagnostic]) -> list[Document]:
    """
    Write diagnostics as plain values.

    `where` is the path of the value within what was given, as `facts.message.direction`.

    >>> one = Diagnostic("bad-date", Span("as_of"), "no date", "it decides", "write one")
    >>> problem_documents([one])[0]["where"]
    'as_of'
    """
    return [
        {
            "code": diagnostic.code,
            "severity": diagnostic.severity.value,
            "where": _where(diagnostic.at),
            "what": diagnostic.what,
            "why": diagnostic.why,
            "fix": diagnostic.fix,
        }
        for diagnostic in diagnostics
    ]


def _where(at: Span) -> str:
    path = at.excerpt.partition(": ")[0] if at.excerpt else ""
    return path or at.source
