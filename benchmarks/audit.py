"""
Measure an audit: `python -m benchmarks.audit [MESSAGES] [JOBS]`.

It makes a mailbox of letters of its own in a folder that it removes, audits it, and tells how
fast it went, what memory it took, and how much of the time went into the law. An end is put to
it after ten minutes, wherever it is by then; what it tells is then of what it had answered.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from advisor.advice import load
from advisor.audit.batch_answers import BatchAnswering
from advisor.audit.batch_audit import AuditConfig, AuditWorker, Worked
from advisor.audit.run import AuditJob, run_audit
from advisor.audit.shard_planner import ShardPlan
from advisor.audit.shards import MboxRange
from advisor.mail import read_address_book

DAY = date(2026, 3, 2)
MESSAGES = 100_000
_LIMIT, _LOTS = 600.0, 8
_BROKEN, _RECEIVED, _PLAIN = 0.002, 0.55, 0.08
_MOST_SHARE, _MOST_MEMORY = 5.0, 400.0
_WORDS = ("court", "letter", "draft", "please", "find", "attached", "our", "client", "hearing")

PEOPLE = """people:
  - {domain: firm.example, own: true}
  - {domain: opposing.example, role: opposing-counsel, located_in: US-IL, consented: false}
  - {domain: client.example, role: client, located_in: US-IL}
  - {domain: auskunft.example, role: client, located_in: DE, natural_person: true}
"""
KNOWN = """scenario: The firm
facts:
  lawyer: {admitted_in: [US-IL], setting: private}
  firm: {established_in: [US-IL], offers_services_in: [US-IL]}
  matter: {representing_client: true, before_tribunal: true, tribunal: US-IL}
"""
_PIXEL = '<img src="https://{}" width="1" height="1">'
_SENDERS = {
    "news.shop.example": _PIXEL.format("shop.us1.list-manage.com/track/open.php?u={u}&id={t}"),
    "courtdata.example": _PIXEL.format("t.courtdata.example/o/{t}"),
    "opposing.example": _PIXEL.format("t.sidekickopen01.com/Cto/2L/{u}/{t}"),
    "bar.example": '<img src="https://www.bar.example/logo.png" width="120" height="40">',
    "client.example": "",
}
_OURS = _PIXEL.format("t.mailer.example/o/{t}")
_SIGNS = "0123456789abcdefABCDEFxyzQRS"
_READERS = ("opposing.example", "client.example", "auskunft.example", "elsewhere.example")


def letters(count: int, seed: int = 1) -> Iterator[bytes]:
    """Give letters sent and received over two years, tracked and not, a few of them broken."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    for number in range(count):
        yield b"\n" if chance.random() < _BROKEN else _letter(number, chance)


def _letter(number: int, chance: random.Random) -> bytes:
    day = datetime(2024, 3, 2, 9, tzinfo=UTC) + timedelta(days=chance.random() * 729)
    if chance.random() < _RECEIVED:
        other = chance.choices(list(_SENDERS), (5, 3, 2, 3, 4))[0]
        names, pixel = (f"{chance.choice('abc')}@{other}", "ann@firm.example"), _SENDERS[other]
    else:
        other = chance.choices(_READERS, (4, 4, 2, 1))[0]
        tracked = chance.random() < 0.3 + (day.year - 2024) * 0.2
        names, pixel = ("ann@firm.example", f"{chance.choice('xyz')}@{other}"), _OURS * tracked
    text = " ".join(chance.choices(_WORDS, k=chance.randint(60, 400)))
    tokens = {name: "".join(chance.choices(_SIGNS, k=18)) for name in "ut"}
    plain = chance.random() < _PLAIN
    body = text if plain else f"<html><body><p>{text}</p>{pixel.format(**tokens)}</body></html>"
    return (
        f"Received: from mx.example by firm.example; {format_datetime(day)}\nFrom: <{names[0]}>\n"
        f"To: <{names[1]}>\nSubject: Matter {number}\nDate: {format_datetime(day)}\n"
        f"Message-ID: <{number}@mx.example>\nMIME-Version: 1.0\n"
        f"Content-Type: text/{'plain' if plain else 'html'}; charset=utf-8\n\n{body}\n"
    ).encode()


def mailbox(path: Path, count: int) -> None:
    """Write such letters as an mbox."""
    with path.open("wb") as file:
        for letter in letters(count):
            file.write(b"From x Mon Mar  2 09:59:00 2026\n" + letter + b"\n")


class _Clock:
    """Keeps the time of an audit, and ends it when it takes too long."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.done = 0
        self.began = self.ended = time.perf_counter()
        self.busy = 0.0
        self._busy_before = time.process_time()

    def counting(self, messages: int) -> None:
        """Let planning pass."""

    def begin(self, messages: int, done: int) -> None:
        """Start the clock."""
        del messages, done
        self.began = time.perf_counter()
        self._busy_before = time.process_time()

    def advance(self, messages: int) -> None:
        """Count, and look at the clock."""
        self.done += messages
        self.ended = time.perf_counter()
        self.busy = time.process_time() - self._busy_before
        if self.ended - self.began > _LIMIT:
            raise KeyboardInterrupt

    def writing(self, messages: int) -> None:
        """Let counting pass."""

    def notice(self, text: str) -> None:
        """Let notes pass."""


def report(count: int, jobs: int) -> Iterator[str]:
    """Audit and measure."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        box = folder / "box.mbox"
        mailbox(box, count)
        terms = _terms(folder)
        yield f"{count:,} messages, {box.stat().st_size / 1e6:,.0f} MB, {jobs} processes"
        clock = _Clock(jobs)
        order = AuditJob((str(box),), folder / "work", (folder / "findings.parquet",),
                      (folder / "messages.parquet",), jobs)  # fmt: skip
        whole = time.perf_counter()
        try:
            found = run_audit(order, terms, clock)
        except KeyboardInterrupt:
            found = None
        whole = time.perf_counter() - whole
        # A lot alone is counted when it is begun: what it took is then what all of it took.
        took = clock.ended - clock.began or whole
        yield f"{'read and answered':46}{clock.done / took:>10,.0f} messages a second"
        if found is not None:
            yield f"{'with counting and writing':46}{count / whole:>10,.0f} messages a second"
            size = (folder / "findings.parquet").stat().st_size / count
            yield f"{'findings, Parquet':46}{size:>10,.1f} bytes a message"
        own = resource.getrusage(resource.RUSAGE_SELF)
        theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
        # One process is the one that leads, and starts no other.
        busy = theirs.ru_utime + theirs.ru_stime if jobs > 1 else clock.busy
        largest = (theirs if jobs > 1 else own).ru_maxrss / 1e3
        yield f"{'the same, by processor time':46}{clock.done / busy:>10,.0f} a core-second"
        yield f"{'processor time of the workers':46}{busy / took:>10.2f} cores of {jobs}"
        yield f"{'memory, the largest worker':46}{largest:>10,.0f} MB"
        yield f"{'memory, the one that leads':46}{own.ru_maxrss / 1e3:>10,.0f} MB"
        share = _share(terms, box)
        yield _goal("the law's share of the time of a worker", 100 * share, _MOST_SHARE, "%")
        yield _goal("memory of a worker", largest, _MOST_MEMORY, " MB")


def _goal(what: str, measured: float, most: float, unit: str) -> str:
    holds = "holds " if measured <= most else "MISSED"
    return f"{holds}  {what}: {measured:.1f}{unit}, goal at most {most:g}{unit}"


def _terms(folder: Path) -> AuditConfig:
    corpus = load(engine="reference")
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    (folder / "known.yaml").write_text(KNOWN, "utf-8")
    people, _ = read_address_book(folder / "people.yaml", corpus.law)
    return AuditConfig(corpus.law, DAY, people=people, known=corpus.scenario(folder / "known.yaml"))


def _share(terms: AuditConfig, box: Path) -> float:
    """Tell which part of a worker's time goes into the law, once it is made ready."""
    bench = AuditWorker(terms)
    spent: list[float] = []
    answer = BatchAnswering.worked

    def timed(*given: Any) -> Worked:  # noqa: ANN401 - passed on
        start = time.process_time()
        try:
            return answer(*given)
        finally:
            spent.append(time.process_time() - start)

    lots = [one for one in ShardPlan().lots([str(box)]) if isinstance(one, MboxRange)][:_LOTS]
    bench.mail(lots[0].raws())  # so that everything is made that stays
    start = time.process_time()
    with patch.object(BatchAnswering, "worked", timed):
        for lot in lots:
            bench.mail(lot.raws())
    return sum(spent) / (time.process_time() - start)


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else len(os.sched_getaffinity(0))  # noqa: PLR2004
    for line in report(wanted, workers):
        print(line, flush=True)  # noqa: T201 - a report is printed
