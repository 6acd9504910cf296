"""The file of a register: what is kept, read beside writers, carried on and erased."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from datetime import date
from pathlib import Path

import pytest

from advisor.consents import (
    Act,
    ConsentEvent,
    ConsentRecord,
    ConsentRegister,
    RegisterProblem,
    storage,
)
from advisor.consents.exchange import (
    consents_csv,
    consents_json,
    read_consents_csv,
    read_consents_json,
)
from advisor.consents.words import ConsentWords
from advisor.model.law import Law

TODAY = date(2026, 3, 2)
ASKED = ConsentEvent(Act.REQUESTED, date(2026, 2, 1), "letter")
GIVEN = ConsentEvent(Act.GIVEN, date(2026, 2, 10), "letter", "a" * 64, date(2027, 2, 10))
WITHDRAWN = ConsentEvent(Act.WITHDRAWN, date(2026, 3, 1), "telephone")
TOLD = (("recipient.consent_informed", True),)
RECORD = ConsentRecord(
    "1", "otto@other.example", ("link", "pixel"), ("statistics",), TOLD, (ASKED, GIVEN)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a register with one consent."""
    with ConsentRegister.create(tmp_path / "consents.db") as register:
        register.add(RECORD, TODAY)
    return tmp_path / "consents.db"


@pytest.fixture
def words(law: Law) -> ConsentWords:
    """Return the words of the bundled law."""
    return ConsentWords.of(law.vocabulary)


def test_what_was_entered_is_there(path: Path) -> None:
    """In the file, in a snapshot of it, and under the address however it is written."""
    with ConsentRegister(path) as register:
        assert (RECORD,) == register.records()
        for source in (register, register.snapshot()):
            person = source.of("Otto@Other.example ")
            assert person is not None
            assert (RECORD,) == person.records
            assert source.of("nobody@other.example") is None


def test_only_its_owner_reads_it(path: Path, tmp_path: Path) -> None:
    """The register, what SQLite keeps beside it and a copy are private; another mode is told."""
    with ConsentRegister(path, writing=True) as register:
        register.append(RECORD, WITHDRAWN, TODAY)
        register.backup(tmp_path / "copy.db")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert {0o600} == set(modes.values()), modes
    assert "consents.db-wal" in modes

    path.chmod(0o640)
    with ConsentRegister(path) as register:
        assert any("chmod 600" in fault for fault in register.faults())


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((), "has no event"),
        ((WITHDRAWN,), "before any other event"),
        ((GIVEN, ASKED), "after one that was given"),
        ((ConsentEvent(Act.GIVEN, date(2026, 3, 3)),), "has not come"),
        ((GIVEN, ConsentEvent(Act.WITHDRAWN, date(2026, 2, 9))), "before it was given"),
        ((ConsentEvent(Act.GIVEN, TODAY, "I agree " * 50),), "at most 200 letters"),
        ((ConsentEvent(Act.GIVEN, TODAY, "a\nb"),), "is no line"),
        ((ConsentEvent(Act.GIVEN, TODAY, valid_until=date(2026, 3, 1)),), "cannot be valid until"),
    ],
)
def test_events_that_cannot_be_so(path: Path, events: tuple[ConsentEvent, ...], said: str) -> None:
    """What cannot have happened is refused, names no address, and nothing of it is kept."""
    record = ConsentRecord("2", "a@other.example", ("pixel",), events=events)
    good = ConsentRecord("3", "b@other.example", ("pixel",), events=(ASKED,))
    with ConsentRegister(path, writing=True) as register:
        with pytest.raises(RegisterProblem, match=said) as caught:
            register.add_all([good, record], TODAY)
        assert (RECORD,) == register.records()
    assert "@" not in f"{caught.value.what}{caught.value.why}{caught.value.fix}"


def test_events_are_never_written_over(path: Path) -> None:
    """Not even by another program that opens the file."""
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="never written over"):
        connection.execute("UPDATE event SET day = '2020-01-01'")
    connection.close()


def test_a_reader_waits_for_nobody(path: Path) -> None:
    """While a writer has not finished, a reader sees the moment before, and afterwards the new."""
    reader = ConsentRegister(path)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM record")

    assert (RECORD,) == reader.records()
    writer.execute("PRAGMA foreign_keys")
    writer.execute("COMMIT")
    assert () == reader.records()
    writer.close()
    reader.close()


def test_a_copy_is_whole(path: Path, tmp_path: Path) -> None:
    """A backup, and a plain copy of the file after a checkpoint, hold everything."""
    with ConsentRegister(path, writing=True) as register:
        now = register.append(RECORD, WITHDRAWN, TODAY)
        register.backup(tmp_path / "backup.db")
        register.checkpoint()
        shutil.copy(path, tmp_path / "copied.db")
        with pytest.raises(RegisterProblem, match="is there already"):
            register.backup(tmp_path / "backup.db")
    for name in ("backup.db", "copied.db"):
        with ConsentRegister(tmp_path / name) as copy:
            assert (now,) == copy.records()
            assert not [fault for fault in copy.faults() if "chmod" not in fault]


def test_erased(path: Path) -> None:
    """No byte of the address is left, and an old list does not bring the person back."""
    with ConsentRegister(path, writing=True) as register:
        assert 1 == register.erase("Otto@other.example", TODAY)
        person = register.of("otto@other.example")
        assert person is not None
        assert ((), TODAY) == (person.records, person.erased_on)
        assert () == register.add_all([RECORD], TODAY)
        left = b"".join(file.read_bytes() for file in path.parent.iterdir())
        assert b"otto" not in left
        assert b"other.example" not in left

        new = ConsentRecord("9", "otto@other.example", ("pixel",),
                            events=(ConsentEvent(Act.GIVEN, TODAY),))  # fmt: skip
        register.add(new, TODAY)
        assert (new,) == register.records()


def test_a_migration_is_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that breaks off leaves the old one; one that ends keeps what was there."""
    broken = ("CREATE TABLE more (x TEXT)", "CREATE TABLE more (x TEXT)")
    monkeypatch.setattr(storage, "MIGRATIONS", (*storage.MIGRATIONS, broken))
    with pytest.raises(RegisterProblem, match="cannot be used"):
        ConsentRegister(path, writing=True)
    with pytest.raises(RegisterProblem, match="older version"):
        ConsentRegister(path)

    monkeypatch.setattr(storage, "MIGRATIONS", (*storage.MIGRATIONS[:-1], broken[:1]))
    with ConsentRegister(path, writing=True) as register:
        assert (RECORD,) == register.records()
    monkeypatch.undo()
    with pytest.raises(RegisterProblem, match="newer version"):
        ConsentRegister(path)


def test_files_that_are_no_register(tmp_path: Path) -> None:
    """A missing file, one that is no database, another program's and one that is there."""
    text, other = tmp_path / "text", tmp_path / "other.db"
    text.write_text("people:\n" * 200, "utf-8")
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()

    for name, said in ((tmp_path / "none", "cannot be opened"), (text, "cannot be used"),
                       (other, "is no consent register")):  # fmt: skip
        with pytest.raises(RegisterProblem, match=said):
            ConsentRegister(name)
    with pytest.raises(RegisterProblem, match="is there already"):
        ConsentRegister.create(text)
    assert text.read_text("utf-8").startswith("people:")


def test_out_and_in_again(path: Path, tmp_path: Path, words: ConsentWords) -> None:
    """What CSV and JSON hold makes the same register; a second time it changes nothing."""
    with ConsentRegister(path) as register:
        records = register.records()
    forms = ((consents_csv, read_consents_csv), (consents_json, read_consents_json))
    for place, (write, read) in enumerate(forms):
        with ConsentRegister.create(tmp_path / f"{place}.db") as other:
            taken = read(write(records), words)
            assert 1 == len(other.add_all(taken, TODAY))
            assert () == other.add_all(taken, TODAY)
            assert records == other.records()
            later = ConsentRecord("1", RECORD.address, RECORD.mechanisms, RECORD.purposes, TOLD,
                                  (ASKED, GIVEN, WITHDRAWN))  # fmt: skip
            assert 1 == len(other.add_all([later], TODAY))
            assert (later,) == other.records()
            assert () == other.add_all(taken, TODAY), "an older list takes nothing back"
            with pytest.raises(RegisterProblem, match="says something else"):
                other.add_all([ConsentRecord("1", "x@y.example", ("pixel",), events=(ASKED,))],
                              TODAY)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("address,state,day\n", "names no column `mechanisms`"),
        ("address,mechanisms,state,day\nx,pixel,given,2026-02-01\n", "line 2: what is given"),
        ("address,mechanisms,state,day\na@b.c,pixl,given,2026-02-01\n", "line 2: no means"),
        ("address,mechanisms,state,day\na@b.c,pixel,agreed,2026-02-01\n", "no state"),
        ("address,mechanisms,state,day\na@b.c,pixel,given,1.2.2026\n", "is no day"),
        (("record_id,address,mechanisms,state,day\n1,a@b.c,pixel,given,2026-02-01\n"
         "1,b@b.c,pixel,withdrawn,2026-02-02\n"), "line 3: it says something else"),
    ],
)  # fmt: skip
def test_tables_that_are_wrong(text: str, said: str, words: ConsentWords) -> None:
    """The first thing that is wrong is told with its line."""
    with pytest.raises(RegisterProblem, match=said):
        read_consents_csv(text, words)


def test_lines_of_one_record(words: ConsentWords) -> None:
    """Without ids, lines of one person and one tracking are one record."""
    text = (
        "address;mechanisms;state;day\n"
        "A@b.c;pixel link;requested;2026-02-01\n"
        "a@b.c;pixel link;given;2026-02-02\n"
        "a@b.c;pixel;refused;2026-02-02\n"
    )
    one, other = read_consents_csv(text, words)

    assert ["requested", "given"] == [event.act.word for event in one.events]
    assert ("link", "pixel") == one.mechanisms
    assert ["refused"] == [event.act.word for event in other.events]
