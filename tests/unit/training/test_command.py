"""`advisor train` from the learner's side: answers, sessions, papers and sheets."""

from __future__ import annotations

import csv
import json
from ctypes.util import find_library
from io import BytesIO, StringIO
from pathlib import Path

import docx
import pytest
from unit.cli.conftest import _home, advisor, program  # noqa: F401 - fixtures
from unit.cli.runs import Command, Program

from advisor.cli.output import training_export as papers

SET = ("train", "--count", "2", "--seed", "command")


class Endless(StringIO):
    """A pipe that repeats one answer, and that fails where it is read far beyond need."""

    told = 0

    def __next__(self) -> str:
        """Return the answer once more."""
        self.told += 1
        assert self.told < 20_000
        return "A 50\n"

    def read(self, size: int | None = -1) -> str:
        """Fail, since all of it is asked for."""
        raise AssertionError(size)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Write two answers."""
    path = tmp_path / "answers.txt"
    path.write_text("A 60\n# a remark\nb, 90 %\n", encoding="utf-8")
    return path


def test_answer_then_reveal(advisor: Command, answers: Path) -> None:  # noqa: F811
    """The learner commits before anything is revealed, and sees the citation then."""
    done = advisor(*SET, "--answers", answers)

    first, _, rest = done.out.partition("A 60")
    assert done.status == 0
    assert "Exercise 1 of 2" in first
    assert "the other answers are right" not in first
    assert "the other answers are right" in rest
    assert "of 2 right" in rest
    assert "Brier" in rest


def test_shortage_is_said_first(advisor: Command, answers: Path) -> None:  # noqa: F811
    """Where fewer are found than were asked for, it is said before the first question."""
    few = ("--only", "case", "--jurisdiction", "US-LA", "--topic", "sending", "--count", "40")

    done = advisor("train", *few, "--answers", answers)

    before, _, rest = done.out.partition("Exercise 1 of ")
    found = rest.partition(" ")[0].strip()
    assert f"Only {found} of 40 such exercises are found." in before


def test_endless_pipe_is_not_swallowed(
    advisor: Command,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A pipe that never ends gives its first answers, and does not fill the memory."""
    monkeypatch.setattr("sys.stdin", Endless())

    done = advisor(*SET, "--answers", "-")

    assert done.status == 0
    assert "of 2 right" in done.out


def test_same_in_every_process(program: Program, answers: Path) -> None:  # noqa: F811
    """Two processes with other hash seeds show the same set, letter by letter."""
    runs = [
        program(*SET, "--answers", str(answers), PYTHONHASHSEED=seed, COLUMNS="100")
        for seed in ("1", "2")
    ]

    assert runs[0].out == runs[1].out != ""


def test_session_gone_on_with(advisor: Command, tmp_path: Path, answers: Path) -> None:  # noqa: F811
    """A session that was left is gone on with where it stopped, and then is only scored."""
    path = tmp_path / "s.json"
    answers.write_text("A 60\n", encoding="utf-8")

    left = advisor(*SET, "--session", path, "--answers", answers, "--name", "Ann Lee")
    gone_on = advisor("train", "--session", path, "--answers", answers, "--topic", "time")
    again = advisor("train", "--session", path)

    assert "go on with" in left.err
    assert "keeps the set it was begun with" in gone_on.err
    assert "Exercise 1 of 2" not in gone_on.out
    assert "Exercise 2 of 2" in gone_on.out
    assert "of 2 right" in again.out
    assert len(json.loads(path.read_text())["stints"]) == 2


def test_interruption_loses_nothing(
    advisor: Command,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ctrl-C in the middle of an answer keeps those before it."""
    path = tmp_path / "s.json"
    typed = iter(["A 60"])

    def answer(_: str) -> str:
        for one in typed:
            return one
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", answer)
    done = advisor(*SET, "--session", path)

    assert done.status == 130
    assert len(json.loads(path.read_text())["responses"]) == 1
    assert "1 left" in done.err


def test_nonsense_is_no_answer(advisor: Command, answers: Path) -> None:  # noqa: F811
    """A prepared line that is no answer stops with its fix, and guesses nothing."""
    answers.write_text("perhaps\n", encoding="utf-8")

    done = advisor(*SET, "--answers", answers)

    assert done.status == 1
    assert "error[unread-answer]" in done.err


def test_unknown_place_is_told(advisor: Command) -> None:  # noqa: F811
    """A place that is no jurisdiction gets the nearest that is."""
    done = advisor("train", "--jurisdiction", "Ilinois")

    assert done.status == 1
    assert "US-IL" in done.err


def test_other_law_other_session(advisor: Command, tmp_path: Path, answers: Path) -> None:  # noqa: F811
    """A session of other law is not gone on with, but can still be scored."""
    path, sheet = tmp_path / "s.json", tmp_path / "score.csv"
    answers.write_text("A 60\n", encoding="utf-8")
    advisor(*SET, "--session", path, "--answers", answers)
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({**kept, "corpus": "sha256:other"}), encoding="utf-8")

    refused = advisor("train", "--session", path, "--answers", answers)
    scored = advisor("train", "--session", path, "--score", sheet)

    assert refused.status == 1
    assert "error[session-other]" in refused.err
    assert scored.status == 0
    assert len(sheet.read_text(encoding="utf-8-sig").splitlines()) == 2


def test_handout_hides_what_the_key_tells(advisor: Command, tmp_path: Path) -> None:  # noqa: F811
    """The handout asks and the key answers, with Word's own styles and footnotes."""
    handout, key = tmp_path / "handout.docx", tmp_path / "key.docx"

    done = advisor(*SET, "--handout", handout, "--key", key)

    asked, told = (docx.Document(BytesIO(one.read_bytes())) for one in (handout, key))
    assert done.status == 0
    assert "Where the other answers are right" not in _text(asked)
    assert "Where the other answers are right" in _text(told)
    for paper in (asked, told):
        styles = {one.style.name for one in paper.paragraphs if one.style is not None}
        assert {"Title", "Heading 1"} <= styles


def test_pages_need_nothing_else(advisor: Command, tmp_path: Path) -> None:  # noqa: F811
    """The handout as a page loads no script, font or picture."""
    page = tmp_path / "handout.html"

    advisor(*SET, "--handout", page)

    text = page.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert "<script" not in text


def test_attendance_of_several(advisor: Command, tmp_path: Path, answers: Path) -> None:  # noqa: F811
    """Several sessions make one sheet, and a name that is a formula stays text."""
    sessions = [tmp_path / "a.json", tmp_path / "b.json"]
    names = ("=HYPERLINK(1)", "Ann Lee")
    for path, name in zip(sessions, names, strict=True):
        advisor(*SET, "--session", path, "--answers", answers, "--name", name, "--bar-id", "7")
    several = [word for path in sessions for word in ("--session", path)]
    table, paper = tmp_path / "who.csv", tmp_path / "who.docx"

    done = advisor("train", *several, "--attendance", table)
    advisor("train", *several, "--attendance", paper, "--score", tmp_path / "score.docx")

    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert done.status == 0
    assert [one["name"] for one in rows] == ["'=HYPERLINK(1)", "Ann Lee"]
    assert {one["bar id"] for one in rows} == {"7"}
    assert "Ann Lee" in _text(docx.Document(BytesIO(paper.read_bytes())))


@pytest.mark.parametrize("suffix", papers.PAPERS)
def test_every_file_format(advisor: Command, tmp_path: Path, suffix: str) -> None:  # noqa: F811
    """A handout is written in each format of the registry that is a file."""
    if suffix == ".pdf" and find_library("pango-1.0") is None:
        pytest.skip("needs Pango")
    paper = tmp_path / f"handout{suffix}"

    done = advisor(*SET, "--handout", paper)

    assert (done.status, paper.stat().st_size > 1000) == (0, True)


def test_format_by_its_name(advisor: Command, tmp_path: Path) -> None:  # noqa: F811
    """A file whose name tells no format that can be written is refused before any work."""
    done = advisor("train", "--handout", tmp_path / "handout.pages")

    assert done.status == 2
    assert ".docx" in done.err


def _text(paper: object) -> str:
    """Return all words of a document, those in tables too."""
    import docx.document

    assert isinstance(paper, docx.document.Document)
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])
