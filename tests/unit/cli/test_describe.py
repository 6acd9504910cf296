"""An email told in one's own words, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.cli.runs import Command

_TEXT = (
    "I'm an Illinois lawyer. I emailed opposing counsel a settlement offer with a pixel. "
    "I think she agreed. The weather was fine."
)


@pytest.fixture
def told(tmp_path: Path) -> str:
    """Return the name of a file with a description."""
    path = tmp_path / "told.txt"
    path.write_text(_TEXT, "utf-8")
    return str(path)


def test_facts_are_shown_with_their_words_by_how_they_were_told(
    advisor: Command, told: str
) -> None:
    """What was said, what follows, what is asked, and what was not understood."""
    out = advisor("describe", told).out
    said, _, rest = out.partition("It seems to follow")
    follows, _, asked = rest.partition("You were not certain")
    asked, _, left = asked.partition("Not understood")

    assert "\u201cemailed opposing counsel\u201d" in said
    assert "\u201csettlement offer\u201d" in follows
    assert "\u201cshe agreed\u201d" in asked or "\u201cagreed\u201d" in asked
    assert "The weather was fine." in left


def test_what_is_confirmed_is_saved_with_its_words(
    advisor: Command, told: str, tmp_path: Path
) -> None:
    """The scenario says how each fact is known, and is answered like any other."""
    kept = tmp_path / "kept.yaml"
    done = advisor("describe", told, "--save", str(kept), "--confirm", "said")
    saved = kept.read_text("utf-8")

    assert 0 == done.status
    assert "because: Illinois lawyer" in saved
    assert "consented" not in saved
    assert "representing_client" not in saved
    assert advisor("check", str(kept)).status in (0, 3, 4)


def test_nothing_is_saved_that_nobody_confirmed(
    advisor: Command, told: str, tmp_path: Path
) -> None:
    """Without a terminal what is confirmed is named, or nothing is written."""
    kept = tmp_path / "kept.yaml"
    for given in ((), ("--confirm", "99"), ("--confirm", "most")):
        done = advisor("describe", told, "--save", str(kept), *given)
        assert 1 == done.status
        assert not kept.exists()


def test_for_programs(advisor: Command, told: str) -> None:
    """Each fact with where its words stand, and the scenario that all of them would make."""
    document = json.loads(advisor("describe", told, "--json").out)
    first = document["offered"][0]

    assert "advisor/description/1" == document["schema"]
    assert first["words"] == _TEXT[first["start"] : first["end"]]
    assert ["US-IL"] == document["scenario"]["facts"]["lawyer"]["admitted_in"]


def test_a_file_that_cannot_be_read(advisor: Command, tmp_path: Path) -> None:
    """Said with what to do."""
    odd = tmp_path / "odd.txt"
    odd.write_bytes(b"\xff\xfe\x00")
    assert "error[not-utf8]" in advisor("describe", str(odd)).err
    assert "error[unreadable]" in advisor("describe", str(tmp_path / "none.txt")).err


def test_an_interview_begins_with_what_is_confirmed(
    advisor: Command, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The facts are shown and confirmed first; the scenario holds them, and their words."""
    kept = tmp_path / "kept.yaml"
    assert 1 == advisor("ask", "--from", told, "--save", str(kept)).status
    assert 2 == advisor("ask", "--from", told, "--start", told).status
    assert not kept.exists()

    monkeypatch.setattr("advisor.cli.conversation.confirmed_description._asked", lambda: "said")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = tmp_path / "answers.txt"
    answers.write_text("", "utf-8")
    done = advisor("ask", "--from", told, "--answers", str(answers), "--save", str(kept))

    assert "You said" in done.out
    assert "because: Illinois lawyer" in kept.read_text("utf-8")
