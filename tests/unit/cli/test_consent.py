"""`advisor consent`: what is entered, shown, refused and never said."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from unit.cli.runs import Command

ADDRESS = "otto@other.example"


@pytest.fixture
def register(advisor: Command, tmp_path: Path) -> Path:
    """Make an empty register."""
    path = tmp_path / "consents.db"
    assert 0 == advisor("consent", "init", path).status
    return path


def test_a_consent_from_beginning_to_end(advisor: Command, register: Path, tmp_path: Path) -> None:
    """Asked, answered with evidence, withdrawn; each day has its own state."""
    letter = tmp_path / "letter.txt"
    letter.write_text("I agree.", "utf-8")
    told = ("--told", "consent_informed=true", "--told=recipient.consent_plain_language=no")
    asked = ("--mechanism", "pixel", "--mechanism=link", "--on", "2026-02-01", "--how", "letter")
    for line in (
        ("request", register, ADDRESS, *asked, *told),
        ("answer", register, ADDRESS, "yes", "--on", "2026-02-10", "--evidence", letter),
        ("withdraw", register, ADDRESS, "--on", "2026-03-05"),
    ):
        done = advisor("consent", *line)
        assert (0, "") == (done.status, done.err)
        assert ADDRESS not in done.out

    then = advisor("consent", "show", register, ADDRESS.upper(), "--on", "2026-03-01").out
    assert "pixel: given on 2026-03-01" in then
    assert "2026-02-10 given; sha256:" in then
    assert "recipient.consent_plain_language: no" in then
    assert "link withdrawn, pixel withdrawn" in advisor("consent", "list", register).out
    assert b"I agree." not in register.read_bytes()


def test_out_in_and_copied(advisor: Command, register: Path, tmp_path: Path) -> None:
    """Tables go out privately and come in whole; a copy is whole; what is there is not lost."""
    advisor("consent", "answer", register, ADDRESS, "no", "--mechanism", "pixel")
    for name in ("out.csv", "out.json"):
        assert 0 == advisor("consent", "export", register, tmp_path / name).status
        assert 0o600 == stat.S_IMODE((tmp_path / name).stat().st_mode)
        assert "[file-exists]" in advisor("consent", "export", register, tmp_path / name).err
        done = advisor("consent", "import", register, tmp_path / name)
        assert done.out.startswith("took 0 of 1 records")
    assert 0 == advisor("consent", "backup", register, tmp_path / "copy.db").status
    assert "is whole" in advisor("consent", "check", tmp_path / "copy.db").out
    assert "refused" in advisor("consent", "list", tmp_path / "copy.db").out
    assert "[bad-register]" in advisor("consent", "init", register).err


def test_erased(advisor: Command, register: Path) -> None:
    """Nothing is left but that this person withdrew."""
    advisor("consent", "answer", register, ADDRESS, "yes", "--mechanism", "pixel")

    assert "records erased: 1" in advisor("consent", "erase", register, ADDRESS).out
    assert not advisor("consent", "list", register).out.strip()
    assert "counts as withdrawn" in advisor("consent", "show", register, ADDRESS).out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("request", ADDRESS, "--mechanism", "pixle"), "did you mean `pixel`?"),
        (("request", ADDRESS), "no means of tracking is named"),
        (("request", "Otto", "--mechanism", "pixel"), "what is given as an address is none"),
        (("request", ADDRESS, "--mechanism=pixel", "--told=consented=yes"), "no fact of an"),
        (("request", ADDRESS, "--mechanism=pixel", "--told=x"), "says nothing of a fact"),
        (("request", ADDRESS, "--mechanism=pixel", "--on=2999-01-01"), "has not come"),
        (("request", ADDRESS, "--mechanism=pixel", "--evidence=gone"), "`gone` cannot be read"),
        (("answer", ADDRESS, "yes"), "no record of that address is requested"),
        (("withdraw", ADDRESS), "no record of that address is given"),
        (("show", ADDRESS), "nothing is registered of that address"),
        (("import", "gone.csv"), "`gone.csv` cannot be read"),
        (("import", "gone.xlsx"), "neither `.csv` nor `.json`"),
    ],
)
def test_slips(line: tuple[str, ...], said: str, advisor: Command, register: Path) -> None:
    """Each is told with its cause and a fix, names no address, and leaves nothing behind."""
    done = advisor("consent", line[0], register, *line[1:])

    assert 0 != done.status
    assert said in done.err
    assert ADDRESS not in done.err
    assert not advisor("consent", "list", register).out.strip()


def test_a_register_is_no_address_book(advisor: Command, register: Path, tmp_path: Path) -> None:
    """Given to `--people` it is refused with the option it belongs to, and the other way round."""
    (tmp_path / "a.eml").write_bytes(b"From: ann@firm.example\nTo: o@other.example\n\nHello\n")
    book = tmp_path / "people.csv"
    book.write_text("address,role\n" + "b@client.example,client\n" * 50, "utf-8")

    wrong = advisor("check", tmp_path / "a.eml", "--people", register)
    assert (1, True) == (wrong.status, "`--consents`" in wrong.err)
    wrong = advisor("check", tmp_path / "a.eml", "--consents", book)
    assert (1, True) == (wrong.status, "[bad-register]" in wrong.err)
    gone = advisor("check", tmp_path / "a.eml", "--consents", tmp_path / "gone.db")
    assert "advisor consent init" in gone.err
