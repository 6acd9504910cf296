"""`advisor thread`: messages and consents in their order, each message answered on its day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from unit.cli.runs import Done

from advisor import load
from advisor.facts.thread_file import read_thread

Run = Callable[..., Done]
EXAMPLE = "docs/examples/thread.yaml"


def answers(run: Run, file: Path | str) -> list[tuple[str, str | None]]:
    """Return the day of each event with the verdict on a message."""
    done = run("thread", file, "--output", "json")
    return [(one["on"], one.get("verdict")) for one in json.loads(done.out)["events"]]


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """Write the example with some words of it replaced."""
    text = Path(EXAMPLE).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "thread.yaml"
    file.write_text(text, "utf-8")
    return file


def test_a_consent_covers_what_is_sent_while_it_stands(advisor: Run) -> None:
    """Not what was sent before it was given, nor what is sent after it was taken back."""
    assert answers(advisor, EXAMPLE) == [
        ("2026-03-02", "stop"),
        ("2026-03-05", None),
        ("2026-03-09", "clear"),
        ("2026-03-20", None),
        ("2026-03-23", "stop"),
    ]


def test_the_worst_answer_is_the_exit_status(advisor: Run, tmp_path: Path) -> None:
    """A thread whose only message is clear leaves with 0."""
    assert advisor("thread", EXAMPLE).status == 3
    alone = changed(
        tmp_path,
        ("  - {on: 2026-03-02, message: The first letter}\n", ""),
        ("  - {on: 2026-03-23, message: The third letter", "  - {on: 2026-03-10, message: More"),
    )
    assert advisor("thread", alone).status == 0


def test_the_order_of_the_file_decides_within_a_day(advisor: Run, tmp_path: Path) -> None:
    """A consent told before a message of the same day came before it."""
    before = changed(tmp_path, ("on: 2026-03-05", "on: 2026-03-09"))
    assert dict(answers(advisor, before))["2026-03-09"] == "clear"

    text = Path(EXAMPLE).read_text("utf-8")
    head, _, events = text.partition("events:\n")
    entries = [f"  - {one}" for one in events.split("  - ")[1:]]
    turned = tmp_path / "turned.yaml"
    turned.write_text(
        f"{head}events:\n{entries[2]}{entries[1]}".replace("2026-03-05", "2026-03-09"), "utf-8"
    )
    assert answers(advisor, turned)[0] == ("2026-03-09", "stop")


def test_who_never_consents_there_is_as_the_file_tells(advisor: Run, tmp_path: Path) -> None:
    """From an event that is not there nothing is concluded."""
    silent = tmp_path / "silent.yaml"
    head = Path(EXAMPLE).read_text("utf-8").partition("events:\n")[0]
    silent.write_text(f"{head}events:\n  - {{on: 2026-03-02, message: A letter}}\n", "utf-8")

    assert answers(advisor, silent) == [("2026-03-02", "ask")]


def test_a_withdrawal_counts_without_the_consent_before_it(advisor: Run, tmp_path: Path) -> None:
    """Who agreed before the file begins, and takes it back in it, agrees no more."""
    consent = Path(EXAMPLE).read_text("utf-8").partition("  - on: 2026-03-05")[2]
    consent = "  - on: 2026-03-05" + consent.partition("  - {on: 2026-03-09")[0]
    told = (
        "forwards_message: false, consented: true, consent_before_sending: true, "
        "consent_informed: true}"
    )
    agreed = changed(tmp_path, (consent, ""), ("forwards_message: false}", told))

    assert dict(answers(advisor, agreed))["2026-03-23"] == "stop"
    assert dict(answers(advisor, agreed))["2026-03-09"] != "stop"


def test_a_judgment_is_of_its_own_message(tmp_path: Path) -> None:
    """What somebody decided of one message is no ruling on the next."""
    ruled = (
        "lawyer: {reasonable_efforts: {value: true, decided_by: A. Partner, on: 2026-03-01,"
        " because: It was encrypted.}}"
    )
    one = "{on: 2026-03-02, message: The first letter}"
    file = changed(tmp_path, (one, f"{one[:-1]}, facts: {{{ruled}}}}}"))
    thread, _ = read_thread(file, load().law, date(2026, 12, 1))

    assert thread is not None
    told = [event.scenario for event in thread.events if event.scenario is not None]
    assert [len(scenario.rulings) for scenario in told] == [1, 0, 0]


@pytest.mark.parametrize(
    ("old", "new", "code", "fix"),
    [
        ("withdrawal: Becker", "withdrawal: Beker", "unknown-recipient", "Becker"),
        ("on: 2026-03-02, message", "on: 2026-13-02, message", "bad-date", "2026-03-02"),
        ("on: 2026-03-20, withdrawal", "on: 2999-03-20, withdrawal", "future-as-of", "happened"),
        ("on: 2026-03-20, withdrawal", "on: 2026-03-20, consents", "unknown-key", "consent"),
        ("name: Becker, role", "role", "missing-key", "name"),
        ("  lawyer:", "  sender: {role: client}\n  lawyer:", "outside-sender", "remove it"),
        ("role: opposing-counsel", "role: opposing-council", "unknown-option", "opposing-counsel"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(  # noqa: PLR0913, PLR0917 - a mistake and its mending
    advisor: Run, tmp_path: Path, old: str, new: str, code: str, fix: str
) -> None:
    """The error names the line, the cause and a fix; nothing is answered."""
    done = advisor("thread", changed(tmp_path, (old, new)))

    assert done.status == 1
    assert f"error[{code}]" in done.err
    assert fix in done.err.partition("= fix:")[2]
    assert "thread.yaml:" in done.err
    assert done.out == ""


def test_it_is_drawn_with_words_beside_each_mark(advisor: Run, tmp_path: Path) -> None:
    """The picture says without colours what happened and what came of it."""
    drawn = tmp_path / "thread.svg"
    advisor("thread", EXAMPLE, "--output", "svg", "--to", drawn)
    text = drawn.read_text("utf-8")

    for said in ("The first letter is sent: STOP", "Becker consents", "Becker withdraws"):
        assert said in text
    assert text.startswith("<svg")
    assert text.count("<rect") == 1 + 3


def test_it_is_told_in_german(advisor: Run) -> None:
    """What is said around the law is translated."""
    done = advisor("thread", EXAMPLE, "--language", "de")

    assert "Becker stimmt zu" in done.out
    assert "KEIN EINWAND" in done.out
