"""What the YAML parser could not read, in words that help to fix it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from advisor.source.yaml_repair import find_change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import SourceText
    from advisor.source.yaml_repair import LineChange

_WHY = "a file that is not well-formed YAML cannot be read at all"
_INDENT_WHY = "what belongs together is told by indentation alone"

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


def report_syntax(
    page: SourceText,
    error: yaml.YAMLError,
    problems: DiagnosticSink,
    is_sound: Callable[[str], bool],
) -> None:
    """
    Turn an error of the parser into a diagnostic at the line that has to be changed.

    `is_sound` tells whether a changed text can be read; without such a change the place
    is where the parser gave up.
    """
    said = getattr(error, "problem", None) or "it cannot be read"
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    near = [item.line for item in (mark, context) if item is not None]
    if mark is None or (context is not None and mark.line >= _last(page)):
        mark = context or mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    at = page.span(line, column, line, column + 1)
    if at.text == "\t" or ("\t" in at.excerpt[: at.column] and not at.excerpt[:column].strip()):
        change = find_change(page.text, [line], is_sound)
        problems.add(
            "tab-indent",
            at,
            "this line is indented with a tab",
            why="YAML counts spaces, and a tab has no agreed width",
            fix="indent with spaces" if change is None else change.fix,
        )
        return
    if (change := find_change(page.text, _near(page, near), is_sound)) is not None:
        _report_change(page, change, problems)
        return
    fix = next((hint for start, hint in _HINTS if start in said), "mend or quote this line")
    problems.add("yaml-syntax", at, f"this is not YAML: {said}", why=_WHY, fix=fix)


def _report_change(page: SourceText, change: LineChange, problems: DiagnosticSink) -> None:
    line = page.lines[change.line]
    start = line.rindex(change.wrong)
    problems.add(
        "wrong-indentation" if change.is_indent else "yaml-syntax",
        page.span(change.line, start, change.line, start + len(change.wrong.rstrip())),
        change.what,
        why=_INDENT_WHY if change.is_indent else _WHY,
        fix=change.fix,
    )


def _near(page: SourceText, lines: Sequence[int]) -> list[int]:
    """
    Return the lines where the slip may be, the likeliest first.

    That is where it was noticed, the line before, and the first line of the block.
    """
    found: list[int] = []
    for line in lines:
        last = min(line, len(page.lines) - 1)
        said = [item for item in range(last, -1, -1) if page.lines[item].strip()]
        found += said[:2]
        around = (item for item in said if _width(page, item) < _width(page, said[0]))
        if (holder := next(around, None)) is not None:
            found.append(said[said.index(holder) - 1])
    return list(dict.fromkeys(found))


def _width(page: SourceText, line: int) -> int:
    return len(page.lines[line]) - len(page.lines[line].lstrip(" "))


def _last(page: SourceText) -> int:
    """Return the number, from 0, of the last line that says anything."""
    lines = page.lines
    return next((n for n in range(len(lines) - 1, 0, -1) if lines[n].strip()), 0)
