"""One problem of one file, as a value."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.diagnostics.codes import Code
    from advisor.diagnostics.spans import Span


class Severity(Enum):
    """How bad a problem is: an error stops the work, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """
    Say where a problem is, what it is, why it is one and how to fix it.

    `code` is stable, and explained in `registry.REGISTRY`; `what`, `why` and `fix` are
    lower case, without a full stop, with the author's own words in backticks.
    """

    code: Code
    at: Span
    what: str
    why: str
    fix: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.at}: {self.severity.value}[{self.code}]: {self.what}"
