"""Lots answered by a pool of processes, which keep their shards in a folder."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from advisor.audit import shards
from advisor.audit.batch_audit import AuditConfig, AuditWorker
from advisor.audit.checkpoint_store import CheckpointStore
from advisor.audit.errors import AuditFailure, changed, faulty, fell
from advisor.audit.scenario_rows import texts
from advisor.audit.shards import RowRange
from advisor.audit.tables import FINDINGS, MESSAGES, Worked
from advisor.mail.sources.readers import Raw
from advisor.values import dataclass, field
from advisor.workers import HandlerFailed, Job, WorkerDied, WorkerNotReady, WorkerPool
from advisor.workers.process import NO_PROGRESS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.audit.shards import Shard
    from advisor.workers.process import Handler, Report

_LOG = logging.getLogger("advisor.audit")
BROKE_READER = "reading it broke the reader, twice"
BROKEN_TABLE = "it lies in a part of the table that cannot be read"
_LOOK = 0.2
_PATIENCE = 10
_ATTEMPTS = 2


def answer_shard(
    bench: AuditWorker, lot: Shard, skip: frozenset[int], at: Callable[[int], None]
) -> Worked:
    """
    Answer one lot.

    Messages in `skip`, by their place in the lot, are not read. `at` is told before a message
    is read which one it is.

    Raises `AuditFailure` where a file has changed since the lot was planned.
    """
    if isinstance(lot, RowRange):
        worked = _rows(bench, lot)
    else:
        worked = bench.mail(bench.wanted(_raws(lot, skip, at), lot.paths))
    if not shards.is_unchanged(lot):
        raise changed(lot.paths[0])
    return worked


def _raws(lot: Shard, skip: frozenset[int], at: Callable[[int], None]) -> Iterator[Raw]:
    if isinstance(lot, RowRange):
        return
    for place, raw in enumerate(lot.raws()):
        at(place)
        yield Raw(raw.source, damage=BROKE_READER) if place in skip else raw


def _rows(bench: AuditWorker, lot: RowRange) -> Worked:
    import pyarrow as pa

    from advisor.diagnostics import InvalidScenario

    workeds: list[Worked] = []
    first = lot.first
    try:
        for part in lot.parts(texts(bench.terms.law)):
            workeds.append(bench.rows.worked(part, lot.path, first))
            first += len(part.table)
    except (InvalidScenario, pa.ArrowInvalid, OSError, ValueError) as error:
        said = str(error).partition("\n")[0] if not bench.terms.key else "its form is broken"
        seal = bench.rows.seal
        numbers = range(first, max(first + 1, lot.first + lot.count))
        rows = [
            {"message": seal.one(f"{lot.path}#{number}"), "damage": f"{BROKEN_TABLE}: {said}"}
            for number in numbers
        ]
        broken = pa.Table.from_pylist(rows, MESSAGES)
        workeds.append(Worked(broken, FINDINGS.empty_table()))
    if not workeds:
        return Worked(MESSAGES.empty_table(), FINDINGS.empty_table())
    return Worked(
        pa.concat_tables([item.messages for item in workeds]),
        pa.concat_tables([item.findings for item in workeds]),
    )


class ShardTask(NamedTuple):
    """A lot to be answered, the key of its shard, and the places of messages not to be read."""

    key: str
    lot: Shard
    skip: frozenset[int]


ShardJob: TypeAlias = "Job[ShardTask, AuditFailure | None]"


def make_shard_handler(
    setup: tuple[AuditConfig, Path],
) -> Handler[ShardTask, AuditFailure | None]:
    """Return what answers lots in a worker and keeps their shards; a failure is its result."""
    import pyarrow as pa

    pa.set_cpu_count(1)
    terms, path = setup
    bench, folder = AuditWorker(terms), CheckpointStore(path)

    def handle(task: ShardTask, report: Report) -> AuditFailure | None:
        try:
            folder.keep(task.key, answer_shard(bench, task.lot, task.skip, report))
        except AuditFailure as failure:
            return failure
        return None

    return handle


@dataclass
class ShardRunner:
    """
    Answers lots by a number of processes, which keep their shards in a folder.

    Where a process dies, the lot that it had is tried again by another one; where that dies at
    the same message, the message becomes a row that says so. `progress` is told how many
    messages were read since it was last.
    """

    terms: AuditConfig
    folder: CheckpointStore
    jobs: int
    progress: Callable[[int], None] = lambda _: None
    _running: dict[ShardJob, ShardTask] = field(default_factory=dict)
    _deaths: dict[str, list[int]] = field(default_factory=dict)
    _read: dict[str, int] = field(default_factory=dict)

    def run(self, wanted: Iterator[tuple[str, Shard]]) -> None:
        """Answer all lots; raises `AuditFailure` where one cannot be answered."""
        pool = WorkerPool(
            make_shard_handler, (self.terms, self.folder.path), self.jobs, attempts=_ATTEMPTS
        )
        pool.start()
        try:
            self._run(pool, wanted)
        finally:
            pool.close()

    def _run(
        self,
        pool: WorkerPool[tuple[AuditConfig, Path], ShardTask, AuditFailure | None],
        wanted: Iterator[tuple[str, Shard]],
    ) -> None:
        again: deque[tuple[str, Shard]] = deque()
        while True:
            while len(self._running) < self.jobs:
                following = again.popleft() if again else next(wanted, None)
                if following is None:
                    break
                task = ShardTask(*following, _skipped(self._deaths.get(following[0], [])))
                self._running[pool.submit(task)] = task
            if not self._running:
                return
            futures = [job.future for job in self._running]
            wait(futures, timeout=_LOOK, return_when=FIRST_COMPLETED)
            for job, task in list(self._running.items()):
                self._advance(task, job.progress)
                if job.future.done():
                    del self._running[job]
                    again.extend(self._finish(job, task))

    def _finish(self, job: ShardJob, task: ShardTask) -> Iterable[tuple[str, Shard]]:
        """Return what has to be tried again of a job that is over; raises `AuditFailure`."""
        try:
            failure = job.future.result()
        except WorkerDied as death:
            self._note_death(task, death.progress)
            return [(task.key, task.lot)]
        except WorkerNotReady as error:
            raise fell(task.lot.paths[0]) from error
        except HandlerFailed as fault:
            raise faulty(task.lot.paths[0], fault.kind) from fault
        if failure is not None:
            raise failure
        last = max(0, min(job.progress, task.lot.count - 1))
        self.progress(task.lot.count - last)
        return []

    def _note_death(self, task: ShardTask, place: int) -> None:
        _LOG.warning("a process of an audit fell; its %d messages are tried again", task.lot.count)
        places = self._deaths.setdefault(task.key, [])
        places.append(place)
        if places.count(NO_PROGRESS) > 1 or len(places) > _PATIENCE:
            raise fell(task.lot.paths[0])

    def _advance(self, task: ShardTask, place: int) -> None:
        read = min(place, task.lot.count - 1)
        if read > self._read.get(task.key, 0):
            self.progress(read - self._read.get(task.key, 0))
            self._read[task.key] = read


def _skipped(places: list[int]) -> frozenset[int]:
    return frozenset(place for place in places if places.count(place) > 1) - {NO_PROGRESS}
