"""Where answers come from: a pipe that may never end, or a file that may not be readable."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import pytest

from advisor.cli.conversation.answer_source import (
    ScriptedAnswers,
    TerminalAnswers,
    open_answer_source,
)


class _Endless(io.StringIO):
    """A pipe that says the same for ever, and fails where it is read far beyond need."""

    def __iter__(self) -> Iterator[str]:
        """Return the line again and again."""
        yield from repeat("yes\n", 20_000)
        raise AssertionError("read without end")


def test_without_prepared_answers_a_person_is_heard() -> None:
    """Nothing was named, so whoever sits there answers."""
    assert isinstance(open_answer_source("", "an answer on each line"), TerminalAnswers)


def test_an_endless_pipe_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a pipe that never ends the first answers are read, and the memory stays free."""
    monkeypatch.setattr("sys.stdin", _Endless())

    heard = open_answer_source("-", "an answer on each line")

    assert isinstance(heard, ScriptedAnswers)
    assert "yes" == next(heard.lines)


@pytest.mark.parametrize(
    ("data", "why"), [(None, "no such file or directory"), (b"\xff\n", "it is not text in utf-8")]
)
def test_a_file_that_cannot_be_read_is_told(
    data: bytes | None, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason stands there, and how such a file is written."""
    path = tmp_path / "answers"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(SystemExit):
        open_answer_source(str(path), "an answer on each line, such as `B 80`")

    told = capsys.readouterr().err
    assert f"advisor: error[unreadable]: {path} cannot be read" in told
    assert f"   = why: {why}\n" in told
    assert "   = fix: give a text file with an answer on each line, such as `B 80`\n" in told


def test_an_answer_ends_with_its_line(tmp_path: Path) -> None:
    """A character that some programs show as a new line begins no second answer."""
    path = tmp_path / "answers"
    path.write_text("recipient.name = A\u2028tracking.links = yes\n", "utf-8")

    heard = open_answer_source(str(path), "an answer on each line")

    assert isinstance(heard, ScriptedAnswers)
    assert ("recipient.name",) == heard.facts
