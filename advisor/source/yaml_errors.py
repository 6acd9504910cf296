"""What the YAML parser could not read, in words that help to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import SourceText

_WHY = "a file that is not well-formed YAML cannot be read at all"

_HINTS = (
    ("mapping values are not allowed", "quote the text if it holds `: `, or mend the indentation"),
    ("could not find expected ':'", "end the key with a colon and a space, or quote the text"),
    ("expected ',' or ']'", "close the list with `]`, or put commas between its items"),
    ("expected ',' or '}'", "close the mapping with `}`, or put commas between its entries"),
    ("unexpected end of stream", "close the quotation mark or bracket that is open"),
    ("expected '-' indicator", "indent the items of the list alike, each starting with `- `"),
    ("expected key", "indent the keys of the mapping alike"),
    ("document start", "put the whole file into one mapping; mend the indentation"),
    ("block sequence entries are not allowed", "start the list on a line of its own"),
    ("unknown escape", "use single quotes, or write `\\\\` for a backslash"),
    ("cannot start any token", "quote the text"),
    ("did not find expected node content", "remove the stray comma or bracket"),
    ("did not find expected alphabetic", "quote the text if it merely starts with `*` or `&`"),
)


def report_syntax(page: SourceText, error: yaml.YAMLError, problems: DiagnosticSink) -> None:
    """Turn an error of the parser into a diagnostic at its place."""
    said = getattr(error, "problem", None) or "it cannot be read"
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if mark is None or (context is not None and mark.line >= _last(page)):
        mark = context or mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    at = page.span(line, column, line, column + 1)
    if at.text == "\t" or ("\t" in at.excerpt[: at.column] and not at.excerpt[:column].strip()):
        problems.add(
            "tab-indent",
            at,
            "this line is indented with a tab",
            why="YAML counts spaces, and a tab has no agreed width",
            fix="indent with spaces",
        )
        return
    fix = next((hint for start, hint in _HINTS if start in said), "mend or quote this line")
    problems.add("yaml-syntax", at, f"this is not YAML: {said}", why=_WHY, fix=fix)


def _last(page: SourceText) -> int:
    """Give the number, from 0, of the last line that says anything."""
    lines = page.lines
    return next((n for n in range(len(lines) - 1, 0, -1) if lines[n].strip()), 0)
