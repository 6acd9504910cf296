"""The few exceptions that leave the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.diagnostics.problems import Diagnostic


class _Invalid(ValueError):
    """Files that cannot be used, with every problem found in them."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[_Invalid], tuple[tuple[Diagnostic, ...]]]:
        return type(self), (self.diagnostics,)


class InvalidCorpus(_Invalid):
    """The law files have errors; `diagnostics` holds all of them, not the first only."""


class InvalidScenario(_Invalid):
    """The scenario has errors; `diagnostics` holds all of them."""


class EngineFailure(RuntimeError):
    """
    No answer can be given: an engine broke, or two evaluators disagree.

    `norm` names the norm or derived fact concerned, where one is known.
    An opinion is never made of what is left.
    """

    def __init__(self, message: str, *, norm: str | None = None) -> None:
        super().__init__(message)
        self.norm = norm
