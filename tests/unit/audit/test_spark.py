"""Audits on Apache Spark, on a cluster of two executors: the same answers as without it."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from unit.audit.boxes import OTHER, OWN, PIXEL, letter, mailbox

from advisor.audit import shard_planner
from advisor.audit.batch_audit import AuditConfig
from advisor.audit.errors import AuditFailure
from advisor.audit.run import AuditJob, run_audit
from advisor.audit.spark import run as spark
from advisor.cli import main
from advisor.model.audits import Audit

pytest.importorskip("pyspark", reason="needs the extra spark, half a gigabyte")
ROOT = Path(__file__).parents[3]
CLUSTER = "local-cluster[2,1,1024]"
ROWS: list[dict[str, Any]] = [
    {
        "scenario": f"row {number}",
        "as_of": "2026-03-02",
        "message.direction": "sent" if number % 3 else "sideways",
        "lawyer.admitted_in": ["US-IL"],
        "tracking.mechanisms": ["pixel"] if number % 2 else None,
        "recipients": [{"name": OTHER, "role": "opposing-counsel", "consented": False}],
    }
    for number in range(30)
]
NAMES = ("mail", "box.mbox", "rows.parquet", "rows.jsonl", "rows.csv")


class Silent:
    """Watches, and says nothing."""

    def counting(self, messages: int) -> None:
        """Let it pass."""

    begin = advance = writing = lambda *_: None

    def notice(self, text: str) -> None:
        """Let it pass."""


@dataclass(frozen=True)
class Answers:
    """What an audit gave: itself, and the rows of its files."""

    audit: Audit
    messages: list[str]
    findings: list[str]


@pytest.fixture(scope="module", name="given")
def _given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write mail and tables of every kind, a damaged message and an odd name among them."""
    folder = tmp_path_factory.mktemp("given")
    maildir = folder / "mail" / "Maildir" / "cur"
    maildir.mkdir(parents=True)
    for number in range(9):
        pixel = letter(PIXEL, number=number) if number % 2 else letter(number=number)
        (folder / "mail" / f"{number} 20%.eml").write_bytes(pixel)
        news = letter(PIXEL, number=100 + number, sender="news@shop.example", to=OWN)
        (maildir / f"{number}").write_bytes(news)  # no flags: Hadoop reads no name with a colon
    (folder / "mail" / "damaged.eml").write_bytes(b"\n")
    (folder / "mail" / "notes.txt").write_text("no mail")
    (folder / "box.mbox").write_bytes(mailbox(*(letter(PIXEL, number=n) for n in range(50, 70))))
    _write_tables(folder)
    return folder


def _write_tables(folder: Path) -> None:
    import pyarrow as pa

    pq.write_table(pa.Table.from_pylist(ROWS), folder / "rows.parquet")
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    (folder / "rows.jsonl").write_text(lines)
    with (folder / "rows.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(ROWS[0])
        for row in ROWS:
            writer.writerow([one if isinstance(one, str) else json.dumps(one) if one else ""
                             for one in row.values()])  # fmt: skip


@pytest.fixture(scope="module", name="_cluster")
def _made_cluster() -> Iterator[None]:
    """Begin a cluster of two executors on this machine, as a user begins one with `--master`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setattr(shard_planner, "MESSAGES", 12)
        patch.setattr(shard_planner, "ROWS", 16)
        with spark._session(CLUSTER):  # noqa: SLF001 - so that it is begun once for all tests
            yield


def _rows(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _by_spark(given: tuple[str, ...], terms: AuditConfig, folder: Path) -> Answers:
    messages, findings = folder / "spark-messages.jsonl", folder / "spark-findings.jsonl"
    store = folder / "store"
    order = spark.SparkAuditJob(given, CLUSTER, store.as_uri(), (findings,), (messages,))
    found = spark.run_spark_audit(order, terms, Silent())
    answers = Answers(found, _rows(messages), _rows(findings))
    for name, rows in (("messages", answers.messages), ("findings", answers.findings)):
        stored = pq.read_table(store / name)
        assert len(rows) == len(stored)
        told = sorted(json.loads(one)["message"] for one in rows)
        assert told == sorted(stored["message"].to_pylist())
    return answers


def _by_processes(given: tuple[str, ...], terms: AuditConfig, folder: Path) -> Answers:
    """Answer without Spark mail that is there once; copies are all that Spark does not look for."""
    messages, findings = folder / "messages.jsonl", folder / "findings.jsonl"
    order = AuditJob(given, folder / "work", (findings,), (messages,))
    found = run_audit(order, terms, Silent())
    assert 0 == found.copies
    unsaid = replace(found, copies=None, notices=(*found.notices, spark.NO_COPIES))
    rows = [row.replace('"copy": false', '"copy": null') for row in _rows(messages)]
    return Answers(unsaid, rows, _rows(findings))


@pytest.mark.usefixtures("_cluster")
def test_paths_are_answered_as_without_spark(
    given: Path, terms: AuditConfig, tmp_path: Path
) -> None:
    """Rows, their order, the counts and the notices are those of a local run."""
    named = (*(str(given / name) for name in NAMES), str(given / "box.mbox"))

    assert _by_processes(named, terms, tmp_path) == _by_spark(named, terms, tmp_path)


@pytest.mark.usefixtures("_cluster")
def test_what_spark_reads_is_answered_alike(
    given: Path, terms: AuditConfig, tmp_path: Path
) -> None:
    """Mail, Parquet, JSONL and CSV by URI have the rows that paths have, names under a key."""
    sealed = replace(terms, key=b"k" * 32)
    local = _by_processes(tuple(str(given / name) for name in NAMES), sealed, tmp_path)

    found = _by_spark(tuple((given / name).as_uri() for name in NAMES), sealed, tmp_path)

    assert sorted(local.messages) == sorted(found.messages)
    assert sorted(local.findings) == sorted(found.findings)
    assert replace(local.audit, sources=()) == replace(found.audit, sources=())
    assert not any("@" in row or str(given) in row for row in (*found.messages, *found.findings))


@pytest.mark.usefixtures("_cluster")
def test_what_spark_passes_over_is_told(terms: AuditConfig, tmp_path: Path) -> None:
    """Spark looks into no hidden folder and at no empty file; nobody takes that for complete."""
    (tmp_path / ".Sent").mkdir()
    (tmp_path / ".Sent" / "hidden.eml").write_bytes(letter())
    (tmp_path / "empty.eml").touch()
    (tmp_path / "seen.eml").write_bytes(letter())

    found = spark.run_spark_audit(spark.SparkAuditJob((tmp_path.as_uri(),)), terms, Silent())

    assert 1 == found.messages
    passed_over, copies = found.notices
    assert "passes over 2 file" in passed_over
    assert "counts twice" in copies


@pytest.mark.usefixtures("_cluster")
@pytest.mark.parametrize("name", ["nothing.parquet", "nowhere"])
def test_what_is_not_there_is_told(given: Path, terms: AuditConfig, name: str) -> None:
    """A URI that leads nowhere is an error that names it, before anything is answered."""
    order = spark.SparkAuditJob(((given / "mail").as_uri(), (given / name).as_uri()))

    with pytest.raises(AuditFailure) as failure:
        spark.run_spark_audit(order, terms, Silent())

    (problem,) = failure.value.diagnostics
    assert "cannot-audit" == problem.code
    assert name in problem.what


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--master", "local[2]"], "--engine spark"),
        (["--store", "s3a://bucket"], "--engine spark"),
        (["--engine", "spark", "--jobs", "2"], "--jobs"),
        (["--engine", "spark", "--work", "here"], "--work"),
    ],
)
def test_options_of_the_other_engine_are_refused(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An option that would be ignored is an error that says where it belongs."""
    with pytest.raises(SystemExit) as end:
        main(["audit", "mail", *options])

    assert 2 == end.value.code
    assert said in capsys.readouterr().err
