"""Carries out a printed fix as its reader would, to the letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from advisor.diagnostics import Diagnostic


@dataclass
class Edit:
    """A text by lines, a problem in it, and what its author adds where the fix leaves that open."""

    lines: list[str]
    problem: Diagnostic
    said: str

    @property
    def row(self) -> int:
        """Return the line of the problem, from 0."""
        return self.problem.at.line - 1

    @property
    def column(self) -> int:
        """Return the column of the problem, from 0."""
        return self.problem.at.column - 1

    def replace(self, words: str) -> None:
        """Write words in place of those that are underlined."""
        line = self.lines[self.row]
        after = line[self.problem.at.end_column - 1 :]
        self.lines[self.row] = f"{line[: self.column]}{words}{after}"

    def indent(self, first: int, last: int, width: int) -> list[str]:
        """Indent lines by more spaces, or by fewer."""
        block = self.lines[first:last]
        self.lines[first:last] = [
            " " * width + line if width > 0 else line.removeprefix(" " * -width) for line in block
        ]
        return self.lines[first:last]


def applied(text: str, problem: Diagnostic, said: str) -> str:
    """Change a text as the fix of a problem says."""
    edit = Edit(text.split("\n"), problem, said)
    if said == "remove":
        assert re.search("remove|make a norm of each", problem.fix), problem.fix
        del edit.lines[edit.row]
        return "\n".join(edit.lines)
    for pattern, change in _WAYS.items():
        if found := re.match(pattern, problem.fix):
            change(edit, found)
            break
    else:
        edit.replace(said)
    return "\n".join(edit.lines)


def _indent(edit: Edit, found: re.Match[str]) -> None:
    first, last = int(found["first"]) - 1, int(found["last"] or found["first"])
    width = int(found["width"]) * (1 if found["much"] == "more" else -1)
    block = edit.indent(first, last, width)
    if found["below"]:
        del edit.lines[first:last]
        target = int(found["below"]) - (last - first)
        edit.lines[target:target] = block


def _spaces(edit: Edit, found: re.Match[str]) -> None:
    row = int(found[2]) - 1
    edit.lines[row] = " " * int(found[1]) + edit.lines[row].lstrip()


def _no_dash(edit: Edit, found: re.Match[str]) -> None:
    row = int(found[1]) - 1
    edit.lines[row] = edit.lines[row].replace("- ", "  ", 1)


def _dash(edit: Edit, found: re.Match[str]) -> None:
    line = edit.lines[edit.row]
    before, rest = line[: edit.column], line[edit.column :]
    if found[1]:
        edit.lines[edit.row] = f"{before}- {rest}"
        edit.indent(int(found[1]) - 1, int(found[2]), 2)
    else:
        edit.lines[edit.row] = f"{before[:-2]}- {rest}"


def _dashes(edit: Edit, _: re.Match[str]) -> None:
    for row in (edit.row, edit.row + 1):
        edit.lines[row] = f"{' ' * edit.column}- {edit.lines[row].lstrip()}"


def _name(edit: Edit, _: re.Match[str]) -> None:
    line = edit.lines[edit.row]
    before, rest = line[: edit.column], line[edit.column + 2 :]
    edit.lines[edit.row] = f"{before}{edit.said}\n{before}  {rest}"


def _add(edit: Edit, found: re.Match[str]) -> None:
    key = found[1]
    assert not edit.said or edit.said.startswith(key.partition(":")[0]), edit.problem.fix
    words, line = edit.said or key, edit.lines[edit.row]
    width = len(line) - len(line.lstrip(" -"))
    if edit.problem.code != "missing-key":
        width += 2 if line.endswith(":") else 0
        edit.lines.insert(edit.row + 1, " " * width + words)
    elif line.lstrip().startswith("- "):
        edit.lines[edit.row] = line.replace("- ", f"- {words}\n{' ' * width}", 1)
    else:
        edit.lines.insert(edit.row, " " * width + words)


def _whole(edit: Edit, found: re.Match[str]) -> None:
    edit.replace(found[1])


def _key_and_value(edit: Edit, found: re.Match[str]) -> None:
    edit.lines[edit.row] = edit.lines[edit.row][: edit.column] + found[1]


_WAYS: dict[str, Callable[[Edit, re.Match[str]], None]] = {
    r"(?:indent|move) lines? (?P<first>\d+)(?: to (?P<last>\d+))?(?: below line (?P<below>\d+),)?"
    r"(?: indented)? by (?P<width>\d+) (?P<much>more|fewer) spaces$": _indent,
    r"write (\d+) ordinary spaces at the beginning of line (\d+)$": _spaces,
    r"write two spaces in place of each `- ` in line (\d+)$": _no_dash,
    r"write `- ` before `\w+`(?:, and indent lines (\d+) to (\d+) by 2 more spaces)?$": _dash,
    r"write `- ` before each condition in `\w+`$": _dashes,
    r"write a name with a colon": _name,
    r"write `([^`]+)`: in a condition": _key_and_value,
    r"write `([^`]+)`(?:$|, or move the file$|, without quotation marks$| instead$)": _whole,
    r"did you mean `([^`]+)`\?$": _whole,
    r"quote the text: `([^`]+)`$": _whole,
    r"close it with `[^`]+`: `([^`]+)`$": _whole,
    r"add `([^`]*?)(?:\.\.\.[^`]*)?`": _add,
}
