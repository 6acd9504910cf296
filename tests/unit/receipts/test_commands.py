"""Receipts and memos at the command line: files, exit statuses, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from ctypes.util import find_library
from pathlib import Path

import pytest

from advisor.cli import main
from advisor.receipts.create import receipt_digest

EXAMPLE = str(Path(__file__).parents[3] / "docs/examples/settlement-offer.yaml")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run the program; give its exit status, its output and its complaints."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)

    def ran(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return ran


def test_an_opinion_is_kept_and_replayed(run: Run) -> None:
    """What `check` keeps, `replay` reaches again to the byte."""
    assert 3 == run("check", EXAMPLE, "--receipt", "offer.json")[0]

    status, out, _ = run("replay", "offer.json", "--plain")

    assert 0 == status
    assert "nothing has changed" in out


def test_an_edited_receipt_is_no_receipt(run: Run) -> None:
    """A word that somebody changed is found, although the file has every key and form."""
    run("check", EXAMPLE, "--receipt", "offer.json")
    path = Path("offer.json")
    path.write_text(path.read_text().replace("Opposing counsel", "Opposing Counsel"))

    status, _, err = run("replay", "offer.json")

    assert 1 == status
    assert "error[receipt-damaged]" in err


def test_under_a_key_nobody_else_makes_one(run: Run) -> None:
    """With the key it replays; without it, with another, or made anew, it proves nothing."""
    Path("key").write_text("k" * 32)
    Path("other").write_text("o" * 32)
    Path("short").write_text("k")
    assert 3 == run("check", EXAMPLE, "--receipt", "offer.json", "--key", "key")[0]

    assert 0 == run("replay", "offer.json", "--key", "key")[0]
    assert 0 == run("impact", ".", "--key", "key")[0]
    assert "error[receipt-unproved]" in run("replay", "offer.json")[2]
    assert "error[receipt-damaged]" in run("replay", "offer.json", "--key", "other")[2]
    assert "error[weak-key]" in run("replay", "offer.json", "--key", "short")[2]
    document = json.loads(Path("offer.json").read_text())
    Path("offer.json").write_text(json.dumps({**document, "digest": receipt_digest(document)}))
    status, _, err = run("replay", "offer.json", "--key", "key")
    assert (1, True) == (status, "error[receipt-unproved]" in err)


def test_a_changed_answer_is_told_with_its_own_status(run: Run) -> None:
    """A receipt that says otherwise than the law does today leads to status 3."""
    run("check", EXAMPLE, "--receipt", "offer.json")
    path = Path("offer.json")
    document = json.loads(path.read_text().replace('"outcome": "breached"', '"outcome": "met"', 1))
    path.write_text(json.dumps({**document, "digest": receipt_digest(document)}))

    status, out, _ = run("replay", "offer.json", "--output", "json")
    found = json.loads(out)

    assert 3 == status
    assert "changed" == found["state"]
    assert [("outcome", "met", "breached")] == [
        (one["what"], one["before"], one["after"]) for one in found["changes"]
    ]


def test_what_is_no_receipt_is_refused(run: Run) -> None:
    """Another file, or none, is a diagnostic on standard error and status 1."""
    Path("other.json").write_text("{}")

    assert 1 == run("replay", "other.json")[0]
    status, out, err = run("replay", "none.json")

    assert (1, "") == (status, out)
    assert "error[unreadable]" in err
    assert "= fix:" in err


def test_the_impact_on_a_folder(run: Run) -> None:
    """A folder gives one line for each receipt, and the status of the worst."""
    Path("kept").mkdir()
    run("check", EXAMPLE, "--receipt", "kept/a.json")
    run("check", EXAMPLE, "--receipt", "kept/b.json", "--redact")

    status, out, _ = run("impact", "kept", "--output", "json")
    assert 0 == status
    assert ["identical", "identical"] == [json.loads(line)["state"] for line in out.splitlines()]

    Path("kept/c.json").write_text("[]")
    assert 1 == run("impact", "kept")[0]


def test_an_empty_folder_gives_no_comfort(run: Run) -> None:
    """Where there is no receipt, nothing is said to be the same."""
    Path("kept").mkdir()

    status, _, err = run("impact", "kept")

    assert 1 == status
    assert "no-receipts" in err


def test_a_redacted_receipt_names_nobody(run: Run) -> None:
    """The name in the scenario is not in the file."""
    run("check", EXAMPLE, "--receipt", "offer.json", "--redact")
    text = Path("offer.json").read_text()

    assert "Opposing counsel" not in text
    assert "Settlement offer" not in text
    assert "recipient 1" in text


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("docx", b"PK"),
        pytest.param(
            "pdf",
            b"%PDF",
            marks=pytest.mark.skipif(find_library("pango-1.0") is None, reason="needs Pango"),
        ),
        ("html", b"<!doctype html>"),
        ("markdown", b"# Memo"),
    ],
)
def test_a_memo_is_written_to_a_file(form: str, begins: bytes, run: Run) -> None:
    """Each format goes where it was sent, and the exit status stays the answer's."""
    status, out, _ = run("check", EXAMPLE, "--output", form, "--to", "memo")

    assert (3, "") == (status, out)
    assert Path("memo").read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--to", "memo.html"), "--output"),
        (("--redact",), "--receipt"),
        ((EXAMPLE, "--output", "html"), "one scenario"),
        ((EXAMPLE, "--receipt", "a.json"), "one scenario"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: tuple[str, ...], words: str, run: Run) -> None:
    """Misuse is status 2, with the cure, before anything is computed."""
    status, _, err = run("check", EXAMPLE, *arguments)

    assert 2 == status
    assert words in err


def test_a_folder_that_is_not_there_is_told(run: Run) -> None:
    """A file that cannot be written is a complaint and no traceback."""
    for option in (("--output", "html", "--to"), ("--receipt",)):
        status, _, err = run("check", EXAMPLE, *option, "nowhere/file")

        assert 1 == status
        assert "error[cannot-write]" in err


def test_the_schema_of_a_receipt(run: Run) -> None:
    """The published schema has every key of a receipt."""
    run("check", EXAMPLE, "--receipt", "offer.json")

    schema = json.loads(run("schema", "receipt")[1])

    assert set(schema["required"]) == json.loads(Path("offer.json").read_text()).keys()


def test_a_memo_of_a_stop_says_what_would_cure_it(run: Run) -> None:
    """The command looks for remedies, and the memo lists them before the authorities."""
    run("check", EXAMPLE, "--output", "markdown", "--to", "memo.md")
    remedies = Path("memo.md").read_text().partition(". Remedies\n")[2].partition("\n## ")[0]

    assert "leads to an answer without a breach" in remedies
    assert "We change this:" in remedies
