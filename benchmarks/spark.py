"""
Measure an audit on Spark: `python -m benchmarks.spark [MESSAGES]`.

It audits a mailbox of letters of its own twice, a few of them and all of them, on this
machine by one core of Spark and by one process without it. What is told is processor time,
of Java and Python together, so that other work on the machine counts as little as can be:
what a message costs is the difference of both runs, and the rest is what beginning costs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from advisor.advice import load
from advisor.audit.batch_audit import AuditConfig, AuditWorker
from advisor.audit.shard_planner import ShardPlan
from advisor.audit.shard_runner import answer_shard
from advisor.audit.spark.run import SparkAuditJob, run_spark_audit
from advisor.mail import read_address_book
from benchmarks.audit import DAY, KNOWN, PEOPLE, letters

MESSAGES, FEW = 8_192, 1_024
MILLION = 1_000_000
_MASTER = "local[1]"
_TICKS = os.sysconf("SC_CLK_TCK")


class _Silent:
    def counting(self, messages: int) -> None:
        """Let it pass."""

    begin = advance = writing = lambda *_: None

    def notice(self, text: str) -> None:
        """Let it pass."""


def report(messages: int = MESSAGES) -> Iterator[str]:
    """Measure, and tell what a million messages cost."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[1])
    with TemporaryDirectory() as folder:
        terms = _terms(Path(folder))
        few, many = Path(folder) / "few.mbox", Path(folder) / "many.mbox"
        for path, count in ((few, FEW), (many, FEW + messages)):
            path.write_bytes(b"".join(b"From x\n" + one + b"\n\n" for one in letters(count)))
        size = (many.stat().st_size - few.stat().st_size) / messages
        yield f"{messages:,} letters of {size / 1000:.1f} kB, one core"
        local = _local(terms, many) - _local(terms, few)
        yield _line("one process, without Spark", local, messages)
        with _sparked():
            first = _on_spark(terms, few)
            spark = _on_spark(terms, many) - _on_spark(terms, few)
        yield _line("Spark", spark, messages)
        yield f"{'to begin, and the first lots':34}{first:>10.1f} core-seconds, once"
        yield f"{'Spark, to none':34}{spark / local:>10.2f}x"


def _line(name: str, seconds: float, messages: int) -> str:
    hours = seconds / messages * MILLION / 3600
    each = seconds / messages * 1000
    return f"{name:34}{each:>10.2f} ms a message, {hours:.2f} core-hours a million"


def _terms(folder: Path) -> AuditConfig:
    law = load(engine="reference")
    book, facts = folder / "people.yaml", folder / "known.yaml"
    book.write_text(PEOPLE)
    facts.write_text(KNOWN)
    people, _ = read_address_book(book, law.law)
    return AuditConfig(law.law, DAY, people=people, known=law.scenario(facts))


def _local(terms: AuditConfig, path: Path) -> float:
    began = process_time()
    bench = AuditWorker(terms)
    for lot in ShardPlan().lots([str(path)]):
        answer_shard(bench, lot, frozenset(), lambda _: None)
    return process_time() - began


def _sparked() -> Any:  # noqa: ANN401 - a context
    from advisor.audit.spark import run

    return run._session(_MASTER)  # noqa: SLF001 - begun once for all measures


def _on_spark(terms: AuditConfig, path: Path) -> float:
    before = _spent()
    run_spark_audit(SparkAuditJob((str(path),), _MASTER), terms, _Silent())
    return _spent() - before


def _spent() -> float:
    """Give the processor time of this process and of all that it began, so far."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = entry.read_text("utf-8", "replace")
        except OSError:
            continue
        words = told.rpartition(")")[2].split()
        process = int(entry.parent.name)
        parents[process] = int(words[1])
        ticks[process] = sum(map(int, words[11:15]))  # its own, and of those that have ended
    ours = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(ticks[one] for one in ours) / _TICKS


if __name__ == "__main__":
    for line in report(int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES):
        print(line, flush=True)  # noqa: T201 - a report is printed
