"""`advisor check` on a real message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.mail.letters_made import PIXEL, html

from advisor.cli import main

KNOWN = """\
scenario: Settlement
facts:
  lawyer: {admitted_in: [US-IL]}
  matter: {representing_client: true, before_tribunal: true, tribunal: US-IL}
"""
PEOPLE = """\
people:
  - {domain: firm.example, own: true}
  - {address: reader@inbox.example, role: opposing-counsel, located_in: US-IL, consented: false}
"""


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["check", *arguments])
    return int(left.value.code or 0)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Write a message with a pixel."""
    path = tmp_path / "letter.eml"
    path.write_bytes(html(PIXEL))
    (tmp_path / "known.yaml").write_text(KNOWN, "utf-8")
    (tmp_path / "people.yaml").write_text(PEOPLE, "utf-8")
    return path


def test_opinion(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With who people are and what is known of the matter, a message gets its opinion."""
    folder = letter.parent
    status = _run(
        str(letter), "--people", str(folder / "people.yaml"),
        "--scenario", str(folder / "known.yaml"), "--output", "json",
    )  # fmt: skip
    told = json.loads(capsys.readouterr().out)

    assert status == 3
    assert told["verdict"] == "stop"


def test_unknown_without_more(letter: Path) -> None:
    """A message alone leaves open what no message can tell."""
    assert _run(str(letter)) == 4


def test_facts(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The facts can be had without an opinion, with tokens masked."""
    assert _run(str(letter), "--facts") == 0
    shown = capsys.readouterr().out

    assert "open-pixel: present (inferred, own, high confidence)" in shown
    assert "9fK2xQ7LmB41vZ" not in shown


def test_damage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A message that cannot be read is complained of, and the status says so."""
    path = tmp_path / "empty.eml"
    path.write_bytes(b"")

    assert _run(str(path)) == 1
    assert "error[unreadable-message]: it is empty" in capsys.readouterr().err


def test_missing_extra(
    letter: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the libraries the command says which extra to install."""
    monkeypatch.setattr("advisor.mail.missing_mail_libraries", lambda: ("selectolax",))

    assert _run(str(letter)) == 1
    assert "pip install 'legal-ethics-advisor[mail]'" in capsys.readouterr().err


def test_folder_tells_what_it_left_out(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing in a folder is passed over in silence: what is no message is counted."""
    (letter.parent / "link.eml").symlink_to(letter)

    _run(str(letter.parent))
    told = capsys.readouterr().err

    assert "being no mail: 2 (`.yaml`)" in told
    assert "being links or no files: 1" in told
