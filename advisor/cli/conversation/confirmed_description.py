"""Which facts of a description are so, as the person who told it says."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from advisor.cli.errors import exit_with_error
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading.corpus_loader import report_diagnostics
from advisor.cli.loading.scenario_input import STDIN
from advisor.source.diagnostics_sink import DiagnosticSink
from advisor.source.files import SCENARIO_LIMIT, read_bytes

_ALL, _SAID, _NONE = "all", "said", "none"
_QUESTION = "Which of them are so? Numbers such as 1-4,7; `said`, `all` or `none`: "


def read_description(name: str) -> str:
    """Return the text of a file or a pipe; leaves with status 1 where it cannot be read."""
    problems = DiagnosticSink()
    data: bytes | None = (
        sys.stdin.buffer.read(SCENARIO_LIMIT)
        if name == STDIN
        else read_bytes(Path(name), name, SCENARIO_LIMIT, problems)
    )
    if data is None:
        report_diagnostics(problems.told())
        sys.exit(FAILED)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        exit_with_error(
            "not-utf8",
            f"`{name}` is not a text in UTF-8",
            "words that are read wrongly would be taken for others",
            "save it as plain text in UTF-8",
        )


def confirmed_numbers(given: str, offered: Sequence[dict[str, Any]], *, is_piped: bool) -> set[int]:
    """
    Return the numbers of what is so, from 0; asked for on a terminal where none are given.

    Leaves with status 1 where nobody says it.
    """
    answer = given
    if not answer and not is_piped and sys.stdin.isatty():
        answer = _asked()
    if not answer:
        exit_with_error(
            "bad-value",
            "nothing was confirmed, and nothing is saved",
            "a fact that nobody confirmed is no fact",
            "add `--confirm said`, or the numbers of what is so",
        )
    if answer in (_ALL, _SAID, _NONE):
        return {
            number
            for number, one in enumerate(offered)
            if (answer == _ALL and one["basis"] != "asked")
            or (answer == _SAID and one["basis"] == "stated")
        }
    try:
        return {number - 1 for part in answer.split(",") for number in _span(part, len(offered))}
    except ValueError:
        exit_with_error(
            "bad-value",
            f"`{answer}` names no facts",
            "facts are confirmed by their numbers",
            "write numbers such as `1-4,7`, or `said`, `all`, `none`",
        )


def _asked() -> str:
    try:
        return input(_QUESTION).strip()
    except EOFError:
        return ""


def _span(part: str, most: int) -> range:
    """Return the numbers from one to another; raises `ValueError` beyond those offered."""
    first, _, last = part.strip().partition("-")
    if int(last or first) > most:
        raise ValueError(part)
    return range(int(first), int(last or first) + 1)
