"""`--language`, `--dates` and `--for` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.cli.runs import Command


def test_german(advisor: Command, pixel: Path) -> None:
    """The answer is told in German, the law in English; the status is the same."""
    done = advisor("check", pixel, "--language", "de", "--full")

    assert 3 == done.status
    assert done.out.startswith("STOPP")
    assert "The sending lawyer must not track" in done.out
    assert "Worauf dies beruht" in done.out
    assert "stehen auf Englisch, wie sie" in done.out


def test_json_has_no_language(advisor: Command, pixel: Path) -> None:
    """What programs read is the same in every language."""
    english = advisor("check", pixel, "--output", "json").out

    assert english == advisor("check", pixel, "--output", "json", "--language", "de").out


@pytest.mark.parametrize(
    ("options", "day"),
    [
        ((), "2 March 2026"),
        (("--language", "en-US"), "March 2, 2026"),
        (("--dates", "american"), "March 2, 2026"),
        (("--language", "de"), "2. März 2026"),
        (("--language", "de", "--dates", "iso"), "2026-03-02"),
    ],
)
def test_days(advisor: Command, pixel: Path, options: tuple[str, ...], day: str) -> None:
    """Days are written as the language does, or as was asked for."""
    assert day in advisor("check", pixel, "--as-of", "2026-03-02", *options).out


def test_an_unknown_language(advisor: Command, pixel: Path) -> None:
    """Misuse says which languages there are."""
    done = advisor("check", pixel, "--language", "tlh")

    assert 2 == done.status
    assert "en, en-GB, en-US, de" in done.err


def test_a_bad_catalogue(advisor: Command, pixel: Path, tmp_path: Path) -> None:
    """A translator's mistake is told with its line."""
    own = tmp_path / "nl.po"
    own.write_text('msgid "As of {day}"\nmsgstr "Op {dag}"\n', encoding="utf-8")
    done = advisor("check", pixel, "--language", own)

    assert 1 == done.status
    assert "error[bad-catalogue]" in done.err
    assert "line 1: slots that differ from English: dag, day" in done.err


def test_letter(advisor: Command, pixel: Path) -> None:
    """The letter is shown as text, by either option."""
    done = advisor("check", pixel, "--output", "client")

    assert 3 == done.status
    assert "WHERE IT STANDS" in done.out
    assert "We will not send it as it is now." in done.out
    assert done.out == advisor("check", pixel, "--for", "client").out


def test_letter_to_a_file(advisor: Command, pixel: Path, tmp_path: Path) -> None:
    """The letter is written in each format of the memo, and as text."""
    for form in ("html", "markdown", "client"):
        file = tmp_path / form
        advisor("check", pixel, "--for", "client", "--output", form, "--to", file)
        assert "Dear client," in file.read_text(encoding="utf-8")


def test_a_letter_is_not_for_programs(advisor: Command, pixel: Path) -> None:
    """JSON is not written for a client."""
    done = advisor("check", pixel, "--for", "client", "--output", "json")

    assert 2 == done.status
    assert "is for programs" in done.err


def test_ask_in_german(advisor: Command, tmp_path: Path) -> None:
    """An interview is held in German, and takes German answers."""
    answers = tmp_path / "answers"
    answers.write_text("?\nweiß ich nicht\nhier aufhören\n", encoding="utf-8")
    saved = tmp_path / "saved.yaml"

    done = advisor("ask", "--language", "de", "--answers", answers, "--save", saved)

    assert "Jede Antwort bestimmt, was als Nächstes gefragt wird." in done.out
    assert "Schritt 1. " in done.out
    assert "Sie haben hier aufgehört" in done.out
    assert f"gespeichert als {saved}" in done.err
