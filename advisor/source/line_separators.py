"""Keeps U+0085, U+2028 and U+2029 as text, as YAML 1.2 does and PyYAML does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from advisor.diagnostics.lines import NO_BREAKS, split_lines

if TYPE_CHECKING:
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import SourceText

_NONCHARACTERS = tuple(map(chr, range(0xFDD0, 0xFDF0)))
"""Never used in text that is exchanged, so nearly always free to stand in for others."""


class LineSeparators:
    """
    The separators in one text, replaced before it is parsed and put back afterwards.

    Within quotation marks they are text, as in JSON. Elsewhere some programs would read
    a new line where others read on, so there they are an error.
    """

    def __init__(self, text: str) -> None:
        free = [sign for sign in _NONCHARACTERS if sign not in text][: len(NO_BREAKS)]
        self.found = [index for index, sign in enumerate(text) if sign in NO_BREAKS]
        self.is_readable = len(free) == len(NO_BREAKS)
        replaced, stand_ins = NO_BREAKS[: len(free)], "".join(free)
        self.text = text.translate(str.maketrans(replaced, stand_ins))
        self._back = str.maketrans(stand_ins, replaced)
        self._quoted: list[tuple[int, int]] = []

    def restore(self, event: Any) -> str:  # noqa: ANN401 - a scalar event of either parser
        """Return the value of a scalar as it stands in the file; remember where it is quoted."""
        if event.style in {"'", '"'}:
            self._quoted.append((event.start_mark.index, event.end_mark.index))
        value: str = event.value.translate(self._back)
        return value

    def first_unquoted(self, end: int) -> int | None:
        """Return the index of the first separator up to `end` that no quoted text holds."""
        return next(
            (
                index
                for index in self.found
                if index <= end and not any(start < index < last for start, last in self._quoted)
            ),
            None,
        )


def separators_in(text: str) -> LineSeparators | None:
    """Return what replaces the separators of a text; `None` where it has none, as most."""
    return LineSeparators(text) if any(sign in text for sign in NO_BREAKS) else None


def report_separator(page: SourceText, index: int, problems: DiagnosticSink) -> None:
    """Note a separator outside quotation marks."""
    before = split_lines(f"{page.text[:index]}.")
    line, column = len(before) - 1, len(before[-1]) - 1
    problems.add(
        "line-separator",
        page.span(line, column, line, column + 1),
        f"the character U+{ord(page.text[index]):04X} here ends no line",
        why="some programs show a new line after it, and others none, "
        "so two people could read two things",
        fix="start a new line there, or remove the character",
    )
