"""Nothing is cited, dated or quoted that nobody read where it stands."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from law.what_was_read import LIST, NONE_QUOTED, difference, lines, listed, told, without_words

if TYPE_CHECKING:
    from advisor.model.law import Law

ROOT = LIST.parents[2]
MOST_WITHOUT_WORDS = 0.66
"""May only fall: which they are, `docs/reference/unread.md` lists."""

_HOW = "read it where it stands, and run `python tests/law/confirm.py`; or correct the law"


@pytest.fixture(scope="module")
def law() -> Law:
    """Read the bundled law once."""
    from advisor import load

    return load().law


def test_all_that_the_law_cites_was_read(law: Law) -> None:
    """No authority has a citation, day, pinpoint, address or quotation that nobody confirmed."""
    assert [] == list(lines(difference(told(law), listed()))), _HOW


def test_the_list_keeps_nothing_that_the_law_left(law: Law) -> None:
    """What the law no longer says has to be read again before it says it again."""
    assert [] == list(lines(difference(listed(), told(law)))), _HOW


def test_every_kind_of_word_is_held(law: Law) -> None:
    """A day of another authority, or a quotation from another, is a stray where it stands."""
    words = told(law)
    kinds = {part for parts in words.values() for part in parts}
    assert {"cite", "days", "pinpoints", "quotes", "urls", NONE_QUOTED} == kinds
    days = {name: words.get(name, {}).get("days", []) for name in law.policies}
    moved = {
        (name, day)
        for name, own in days.items()
        for others in days.values()
        for day in others
        if day not in own
    }
    assert len(moved) > len(law.policies) ** 2 // 2


def test_no_fewer_texts_keep_their_words(law: Law) -> None:
    """Of the texts that were read in the original, ever more keep a few of their words."""
    first_hand = [
        one
        for norms in (
            *(policy.norms for policy in law.policies.values()),
            *(place.adoptions.values() for place in law.jurisdictions.values()),
        )
        for one in norms
        if one.verified.is_first_hand
    ]
    without = list(without_words(law))
    assert len(first_hand) > len(without)
    assert len(without) / len(first_hand) < MOST_WITHOUT_WORDS


@pytest.fixture
def checkout(tmp_path: Path, law: Law) -> Path:
    """Copy what the command needs, with one word of the list taken out and one put in."""
    for folder in ("policies", "jurisdictions", "advisor"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "tests/law").mkdir(parents=True)
    for name in ("confirm.py", "what_was_read.py"):
        shutil.copy(LIST.with_name(name), tmp_path / "tests/law")
    words = json.loads(json.dumps(told(law)))
    name, parts = next((name, parts) for name, parts in words.items() if "quotes" in parts)
    parts["quotes"] = ["a word that was taken back"]
    (tmp_path / "changed").write_text(name, "utf-8")
    (tmp_path / "tests/law/read.json").write_text(json.dumps(words), "utf-8")
    return tmp_path


def confirm(checkout: Path, answer: str, *options: str) -> tuple[int, str]:
    """Run the command as an author does, and return how it ended with what it printed."""
    done = subprocess.run(
        [sys.executable, checkout / "tests/law/confirm.py", *options],
        input=answer,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "" == done.stderr
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("answer", "options", "written"),
    [
        ("no\n", (), False),
        ("", (), False),
        ("yes\n", ("--check",), False),
        ("yes\n", (), True),
        ("", ("--yes",), True),
    ],
)
def test_the_list_is_written_when_confirmed(
    checkout: Path, law: Law, answer: str, options: tuple[str, ...], *, written: bool
) -> None:
    """The command shows what is new and what is gone; only a yes changes the list."""
    path = checkout / "tests/law/read.json"
    before = path.read_text("utf-8")
    name = (checkout / "changed").read_text("utf-8")

    status, shown = confirm(checkout, answer, *options)

    assert f"+ {name}: quotes: " in shown
    assert f"- {name}: quotes: a word that was taken back" in shown
    assert (0 if written else 1) == status
    after = path.read_text("utf-8")
    assert (after == before) is not written
    if written:
        assert told(law) == json.loads(after)
        assert (0, "The list says what the law says.\n") == confirm(checkout, "")
