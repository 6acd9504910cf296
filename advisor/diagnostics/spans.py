"""A place in a file."""

from __future__ import annotations

from advisor.values import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """
    Point at the words of a file that something is said about.

    Lines and columns count from 1; `end_column` is exclusive, on the line `line`.
    `source` is the path as the user wrote it, or `<input>`.
    `excerpt` is the whole line, and empty where there is none to show.
    """

    source: str
    line: int = 1
    column: int = 1
    end_column: int = 1
    excerpt: str = ""

    @property
    def text(self) -> str:
        """
        Return the underlined words themselves.

        >>> Span("a.yaml", 1, 4, 7, "a: dog").text
        'dog'
        """
        start = self.column - 1
        return self.excerpt[start : max(self.end_column - 1, start)]

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}"
