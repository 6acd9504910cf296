"""Whole audits: interrupted or not, the same rows, none lost and none double."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from unit.audit.boxes import KNOWN, OTHER, OWN, PEOPLE, PIXEL, letter, mailbox
from waiting import until

from advisor.audit import shard_planner, shard_runner
from advisor.audit.batch_audit import AuditConfig
from advisor.audit.checkpoint_store import CheckpointStore
from advisor.audit.errors import AuditFailure
from advisor.audit.run import AuditJob, run_audit
from advisor.audit.shard_runner import ShardTask
from advisor.model.audits import Audit
from advisor.model.opinions import Verdict
from advisor.workers.process import Handler, Report

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from advisor.audit import shard_planner
shard_planner.MESSAGES = 7
if __name__ == "__main__":
    from advisor.cli import main
    main(sys.argv[1:])
"""


@dataclass
class Notes:
    """Keeps what a watcher is told."""

    said: list[str] = field(default_factory=list)
    done: int = 0
    begun: tuple[int, int] = (0, 0)

    def counting(self, messages: int) -> None:
        """Let it pass."""

    def begin(self, messages: int, done: int) -> None:
        """Keep it."""
        self.begun = messages, done

    def advance(self, messages: int) -> None:
        """Keep it."""
        self.done += messages

    def writing(self, messages: int) -> None:
        """Let it pass."""

    def notice(self, text: str) -> None:
        """Keep it."""
        self.said.append(text)


def _letters(count: int) -> list[bytes]:
    kinds = (
        {"body": PIXEL},
        {},
        {"body": PIXEL, "sender": "news@shop.example", "to": OWN},
        {"body": PIXEL, "to": "carl@client.example"},
        {"body": PIXEL, "to": f"{OTHER}>, Carl <carl@client.example"},
    )
    return [letter(number=at, **kinds[at % len(kinds)]) for at in range(count)]


@pytest.fixture(name="box")
def _box(tmp_path: Path) -> Path:
    box = tmp_path / "in.mbox"
    box.write_bytes(mailbox(*_letters(40)))
    return box


@pytest.fixture(name="small_lots")
def _small_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard_planner, "MESSAGES", 7)


Made = Callable[..., tuple[Audit, Notes]]


@pytest.fixture(name="make")
def _make(tmp_path: Path, terms: AuditConfig) -> Made:
    def make(*given: Path, jobs: int = 1, keep: bool = False, under: AuditConfig = terms) -> (
        tuple[Audit, Notes]
    ):  # fmt: skip
        notes = Notes()
        order = AuditJob(
            tuple(map(str, given)),
            tmp_path / "work",
            (tmp_path / "findings.parquet",),
            (tmp_path / "messages.parquet",),
            jobs,
            keep,
        )
        return run_audit(order, under, notes), notes

    return make


def test_counts(make: Made, box: Path, tmp_path: Path) -> None:
    """The report counts what the tables hold."""
    found, _ = make(box)

    rows = pq.read_table(tmp_path / "messages.parquet").to_pylist()
    assert 40 == found.messages == len(rows)
    assert found.verdicts == {
        one: sum(row["verdict"] == one.value for row in rows) for one in Verdict
    }
    assert (8, 8) == (found.received.messages, found.received.tracked)
    assert (32, 24) == (found.sent.messages, found.sent.tracked)
    assert "shop.example" == found.received.domains[0].name
    assert found.rules[0].governing
    assert found.rules[0].said(*found.rules[0].outcomes) > 0


@pytest.mark.usefixtures("small_lots")
def test_lots_change_nothing(make: Made, box: Path, tmp_path: Path) -> None:
    """However the input is cut up and whoever answers, the tables are the same."""
    found, notes = make(box, jobs=2)
    files = [(tmp_path / name).read_bytes() for name in ("findings.parquet", "messages.parquet")]
    again, _ = make(box, jobs=1)

    assert found == again
    assert 40 == notes.done
    assert files == [
        (tmp_path / name).read_bytes() for name in ("findings.parquet", "messages.parquet")
    ]
    assert not (tmp_path / "work").exists()


def test_what_is_unknown_is_counted(make: Made, box: Path, terms: AuditConfig) -> None:
    """Without an address book the direction is unknown, and the report says so and asks."""
    found, _ = make(box, under=replace(terms, people=None))

    assert 40 == found.unsaid.messages
    assert 0 == found.received.messages + found.sent.messages
    assert found.waiting == found.looked_at > 0
    assert {one.fact.name for one in found.unknowns} & {"message.direction", "recipient.role"}


@pytest.mark.usefixtures("small_lots")
def test_new_mail_is_answered_alone(make: Made, tmp_path: Path) -> None:
    """What was answered before is not answered again; a changed file is, and this is said."""
    folder = tmp_path / "in"
    folder.mkdir()
    for at, one in enumerate(_letters(10)):
        (folder / f"{at:02}.eml").write_bytes(one)
    make(folder, keep=True)
    _, unchanged = make(folder, keep=True)
    assert ((10, 10), 0) == (unchanged.begun, unchanged.done)

    (folder / "09.eml").write_bytes(letter(number=10))
    found, changed = make(folder, keep=True)
    assert ((10, 7), 3) == (changed.begun, changed.done)
    assert any("changed in the input" in one for one in changed.said)
    assert 10 == found.messages


@pytest.mark.usefixtures("small_lots")
def test_copies_count_once(make: Made, tmp_path: Path) -> None:
    """A message that is there twice is one message: shown as a copy, and counted nowhere else."""
    box, again = tmp_path / "in.mbox", tmp_path / "again.mbox"
    box.write_bytes(mailbox(*_letters(10)))
    make(box)
    (tmp_path / "findings.parquet").rename(tmp_path / "once.parquet")
    again.write_bytes(mailbox(letter(number=77), *_letters(10)))
    found, _ = make(box, again, jobs=2)

    rows = pq.read_table(tmp_path / "messages.parquet").to_pylist()
    copies = [row["message"] for row in rows if row["copy"]]
    assert (11, 10, 21) == (found.messages, found.copies, len(rows))
    assert [f"{again}#{at}" for at in range(2, 12)] == copies
    assert 11 == sum(found.verdicts.values()) == found.received.messages + found.sent.messages
    before = pq.read_table(tmp_path / "once.parquet").to_pylist()
    after = pq.read_table(tmp_path / "findings.parquet").to_pylist()
    assert before == [row for row in after if row["message"] != f"{again}#1"]
    assert any("copies" in one and one.endswith(": 10") for one in found.notices)


def _export(folder: Path) -> Path:
    labels = "X-Gmail-Labels: =?UTF-8?Q?Papierkorb,Ge=C3=B6ffnet?=\n"
    labelled = letter(PIXEL, number=1, more=labels)
    kept = letter(number=2, more="X-Gmail-Labels: Inbox,Spam traps\n")
    (folder / ".INBOX.Trash" / "cur").mkdir(parents=True)
    (folder / ".INBOX.Trash" / "new").mkdir()
    (folder / ".INBOX.Trash" / "cur" / "1:2,S").write_bytes(letter(PIXEL, number=3))
    (folder / "cur").mkdir()
    (folder / "new").mkdir()
    (folder / "cur" / "2:2,ST").write_bytes(letter(PIXEL, number=4))
    (folder / "cur" / "3:2,S").write_bytes(letter(number=5))
    (folder / "Takeout.mbox").write_bytes(mailbox(labelled, kept))
    with zipfile.ZipFile(folder / "export.zip", "w") as packed:
        packed.writestr("Mail/Junk Email/6.eml", letter(PIXEL, number=6))
        packed.writestr("Mail/Spam litigation/7.eml", letter(number=7))
    return folder


def test_junk_can_be_left_out(make: Made, tmp_path: Path, terms: AuditConfig) -> None:
    """Folders, labels and marks of junk and deleted mail are known, what is left out is counted."""
    export = _export(tmp_path / "Trash")  # named on purpose
    everything, _ = make(export)
    found, _ = make(export, under=replace(terms, without_junk=True))
    rows = pq.read_table(tmp_path / "messages.parquet")

    assert (7, None) == (everything.messages, everything.junk)
    assert (3, 4) == (found.messages, found.junk)
    assert {"<m2@mail.example>", "<m5@mail.example>", "<m7@mail.example>"} == set(
        rows["message_id"].to_pylist()
    )
    assert "left out as junk or deleted mail: 4" in found.notices


def test_an_audit_of_junk_alone_is_none(make: Made, tmp_path: Path, terms: AuditConfig) -> None:
    """Where everything is left out, there is no audit, and the way out is told."""
    box = tmp_path / "in.mbox"
    box.write_bytes(mailbox(letter(more="X-Gmail-Labels: Trash\n")))
    with pytest.raises(AuditFailure) as failed:
        make(box, under=replace(terms, without_junk=True))

    assert "--without-junk" in failed.value.diagnostics[0].fix


def test_changed_terms_begin_anew(make: Made, box: Path, terms: AuditConfig) -> None:
    """Where the law or what is known has changed, everything is answered anew, and it is said."""
    make(box, keep=True)
    other = replace(terms, known=None, law=replace(terms.law, hash="sha256:other"))
    found, notes = make(box, keep=True, under=other)

    assert (40, 0) == notes.begun
    assert any("the law and the known facts changed" in one for one in notes.said)
    assert found.corpus == "sha256:other"


def test_empty_mailbox(make: Made, tmp_path: Path) -> None:
    """An audit of nothing is none, and says what to do."""
    box = tmp_path / "empty.mbox"
    box.touch()
    with pytest.raises(AuditFailure) as failed:
        make(box)

    (problem,) = failed.value.diagnostics
    assert "no-messages" == problem.code
    assert "there is no message in" in problem.what


def test_empty_beside_full(make: Made, box: Path, tmp_path: Path) -> None:
    """A folder without mail beside a mailbox is told of; a path named twice counts once."""
    (tmp_path / "none").mkdir()
    found, notes = make(tmp_path / "none", box, box)

    assert 40 == found.messages
    assert ["there is no message in", "was named twice"] == [
        next(part for part in ("there is no message in", "was named twice") if part in one)
        for one in notes.said
    ]


def test_left_out_of_folders(make: Made, tmp_path: Path) -> None:
    """What in a folder is no mail, no file or cannot be opened is told and never only skipped."""
    folder = tmp_path / "archive"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.eml").write_bytes(letter(PIXEL))
    (folder / "old.pdf").write_bytes(b"%PDF-1.7")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.eml")
    real = os.scandir

    def scandir(path: str | Path) -> object:
        if str(path).endswith("inner"):
            raise PermissionError
        return real(path)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("os.scandir", scandir)
        found, notes = make(folder)

    assert 2 == found.messages
    assert (("it cannot be opened", 1),) == tuple((one.name, one.count) for one in found.damages)
    assert notes.said == [
        "not followed in the folders, being links or no files: 2",
        "left out of the folders, being no mail: 1 (`.pdf`)",
    ]


def test_cut_off_and_damaged(make: Made, tmp_path: Path) -> None:
    """A mailbox that ends in the middle of a message, and an empty message, are rows."""
    box = tmp_path / "cut.mbox"
    box.write_bytes(mailbox(letter(PIXEL), b"", letter(PIXEL))[:-120])
    found, _ = make(box)

    assert 3 == found.messages
    assert (("it is empty", 1),) == tuple((one.name, one.count) for one in found.damages)


def test_what_is_no_mail(make: Made, tmp_path: Path) -> None:
    """Every path that cannot be audited is named before anything is begun."""
    wrong = tmp_path / "facts.yaml"
    wrong.write_text(KNOWN)
    with pytest.raises(AuditFailure) as failed:
        make(wrong, tmp_path / "missing.eml")

    assert ["cannot-audit", "cannot-audit"] == [one.code for one in failed.value.diagnostics]
    assert "advisor check" in failed.value.diagnostics[0].fix


def test_a_process_that_falls(
    make: Made, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message at which the reader falls twice is a row that says so; the others are answered."""
    monkeypatch.setattr(shard_planner, "MESSAGES", 7)
    monkeypatch.setattr(shard_runner, "make_shard_handler", _falling)
    found, _ = make(box, jobs=2)

    rows = pq.read_table(tmp_path / "messages.parquet").to_pylist()
    assert 40 == found.messages == len(rows)
    assert ["#12"] == [row["message"][-3:] for row in rows if row["damage"]]


def _falling(setup: tuple[AuditConfig, Path]) -> Handler[ShardTask, AuditFailure | None]:
    """Work, but fall at the fifth message of the second lot."""
    whole = shard_runner.make_shard_handler(setup)

    def falling(task: ShardTask, report: Report) -> AuditFailure | None:
        def fall(now: int) -> None:
            report(now)
            if task.lot.first + now == 12 and now not in task.skip:  # type: ignore[union-attr]
                os.kill(os.getpid(), signal.SIGKILL)

        return whole(task, fall)

    return falling


def test_processes_that_never_start(make: Made, box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be had, the audit ends and says so, and no message is blamed."""
    monkeypatch.setattr(shard_planner, "MESSAGES", 7)
    monkeypatch.setattr(shard_runner, "make_shard_handler", _absent)
    with pytest.raises(AuditFailure) as failed:
        make(box, jobs=2)

    assert "worker-lost" == failed.value.diagnostics[0].code


def _absent(*_: object) -> None:
    """Fall before anything is done."""
    os.kill(os.getpid(), signal.SIGKILL)


def _command(folder: Path, name: str) -> list[str]:
    (folder / "run.py").write_text(PROGRAM)
    (folder / "people.yaml").write_text(PEOPLE)
    (folder / "known.yaml").write_text(KNOWN)
    return [
        sys.executable, str(folder / "run.py"), "audit", str(folder / "in.mbox"),
        "--people", str(folder / "people.yaml"), "--scenario", str(folder / "known.yaml"),
        "--as-of", "2026-03-02", "--jobs", "2", "--output", "json", "--quiet",
        "--findings", str(folder / f"{name}.jsonl"), "--messages", str(folder / f"{name}.csv"),
    ]  # fmt: skip


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Killed again and again, an audit ends with the very bytes of one that nobody disturbed."""
    (tmp_path / "in.mbox").write_bytes(mailbox(*_letters(300)))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    chance = random.Random(5)  # noqa: S311 - nothing secret
    straight = subprocess.run(  # noqa: S603 - our own program
        _command(tmp_path, "straight"), capture_output=True, env=environment, check=False
    )
    command = _command(tmp_path, "killed")
    work = tmp_path / "killed.jsonl.work"

    def done() -> int:
        return len(list(work.glob("*.messages.parquet")))

    kills = 0
    for _ in range(3):
        before = done()
        running = subprocess.Popen(  # noqa: S603 - our own program
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
        until(lambda gone=running.poll, before=before: gone() is not None or done() > before)
        time.sleep(chance.random() * 0.4)  # a moment like any other
        if running.poll() is None:
            running.send_signal(signal.SIGKILL)
            kills += 1
        running.wait()
    last = subprocess.run(command, capture_output=True, env=environment, check=False)  # noqa: S603

    assert kills
    assert 3 == straight.returncode == last.returncode, straight.stderr
    assert straight.stdout == last.stdout
    for suffix in ("jsonl", "csv"):
        written = (tmp_path / f"straight.{suffix}").read_bytes()
        assert written == (tmp_path / f"killed.{suffix}").read_bytes()
    assert not work.exists()
    assert not list(tmp_path.glob(".*.part"))


def test_names_that_are_no_text(make: Made, tmp_path: Path) -> None:
    """A file name and an address that are no proper text are written as codes."""
    folder = tmp_path / "in"
    folder.mkdir()
    name = os.fsdecode(b"m\xe4rz.eml")
    (folder / name).write_bytes(letter(PIXEL).replace(b"Otto Counsel <otto", b"J\xf6rg <j\xf6rg"))
    found, _ = make(folder)

    (row,) = pq.read_table(tmp_path / "messages.parquet").to_pylist()
    assert row["message"].endswith("m\\udce4rz.eml")
    assert 1 == found.messages


def test_full_disk(make: Made, box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is nearly full is told of before the work, and a full one during it."""
    usage = type(shutil.disk_usage("/"))
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 1000))
        with pytest.raises(AuditFailure, match="MB are needed"):
            make(box)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AuditFailure) as failed:
        make(box)
    (problem,) = failed.value.diagnostics
    assert "disk-full" == problem.code
    assert "goes on from there" in problem.fix


def test_the_log_tells_nothing(make: Made, box: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What is logged counts messages, and names neither them nor anybody nor any file."""
    with caplog.at_level("DEBUG", logger="advisor"):
        make(box)

    assert "audit begins: 40 messages" in caplog.text
    for word in ("example", "SECRET", str(box)):
        assert word not in caplog.text


def test_two_at_once(make: Made, box: Path, tmp_path: Path) -> None:
    """The same audit is not made twice at once."""
    with CheckpointStore(tmp_path / "work").held(), pytest.raises(AuditFailure) as failed:
        make(box)

    assert "audit-running" == failed.value.diagnostics[0].code
