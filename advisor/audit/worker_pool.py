"""The processes among which lots are shared out."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.audit import shards
from advisor.audit.batch_audit import AuditConfig, AuditWorker
from advisor.audit.checkpoint_store import CheckpointStore
from advisor.audit.errors import AuditFailure, changed, faulty, fell
from advisor.audit.scenario_rows import texts
from advisor.audit.shards import RowRange
from advisor.audit.tables import FINDINGS, MESSAGES, Worked
from advisor.mail.sources.readers import Raw
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from advisor.audit.shards import Shard

_LOG = logging.getLogger("advisor.audit")
BROKE_READER = "reading it broke the reader, twice"
BROKEN_TABLE = "it lies in a part of the table that cannot be read"
_LOOK = 0.2
_PATIENCE, _OFTEN, _NOWHERE = 10, 16, -1


def map_shards(
    bench: AuditWorker, lot: Shard, skip: frozenset[int], at: Callable[[int], None]
) -> Worked:
    """
    Answer one lot.

    Messages in `skip`, by their place in the lot, are not read. `at` is told before a message
    is read which one it is.

    Raises `AuditFailure` where a file has changed since the lot was planned.
    """
    worked = _rows(bench, lot) if isinstance(lot, RowRange) else bench.mail(_raws(lot, skip, at))
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

    found: list[Worked] = []
    first = lot.first
    try:
        for part in lot.parts(texts(bench.terms.law)):
            found.append(bench.rows.worked(part, lot.path, first))
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
        found.append(Worked(broken, FINDINGS.empty_table()))
    if not found:
        return Worked(MESSAGES.empty_table(), FINDINGS.empty_table())
    return Worked(
        pa.concat_tables([one.messages for one in found]),
        pa.concat_tables([one.findings for one in found]),
    )


@dataclass
class _Worker:
    process: BaseProcess
    line: Connection
    place: Any
    lot: Shard | None = None
    key: str = ""
    instructed: bool = False


@dataclass
class WorkerPool:
    """
    A number of processes that answer lots and keep their shards in a folder.

    A process that ends by itself is replaced. The lot that it had is tried again; where it
    ends at the same message again, that message becomes a row that says so.
    """

    terms: AuditConfig
    folder: CheckpointStore
    jobs: int
    progress: Callable[[int], None] = lambda _: None
    workers: list[_Worker] = field(default_factory=list)

    def answer(self, wanted: Iterator[tuple[str, Shard]]) -> None:
        """Answer all lots; `progress` is told how many messages were read since it was last."""
        try:
            self.workers.extend(self._hired() for _ in range(self.jobs))
            self._answer(wanted)
        finally:
            for one in self.workers:
                one.process.kill()
            for one in self.workers:
                one.process.join()
                one.line.close()
            self.workers.clear()

    def _answer(self, wanted: Iterator[tuple[str, Shard]]) -> None:
        again: deque[tuple[str, Shard]] = deque()
        falls: dict[str, list[int]] = {}
        seen: dict[str, int] = {}
        more = True
        while True:
            while more and sum(one.lot is not None for one in self.workers) < self.jobs:
                following = again.popleft() if again else next(wanted, None)
                if following is None:
                    more = False
                    break
                self._give(*following, _skipped(falls.get(following[0], [])))
            busy = [one for one in self.workers if one.lot is not None]
            if not busy:
                return
            wait([one.line for one in busy], timeout=_LOOK)
            for one in busy:
                self._advance(one, seen)
                done, fallen = self._heard(one)
                if fallen and one.lot is not None:
                    _LOG.warning("a process of an audit fell; its %d messages are tried again",
                                 one.lot.count)  # fmt: skip
                    places = falls.setdefault(one.key, [])
                    places.append(one.place.value)
                    if places.count(_NOWHERE) > 1 or len(places) > _PATIENCE:
                        raise fell(one.lot.paths[0])
                    again.append((one.key, one.lot))
                    more = True
                if done or fallen:
                    one.lot = None
                if fallen:
                    self._dismiss(one)

    def _advance(self, one: _Worker, seen: dict[str, int]) -> None:
        assert one.lot is not None  # noqa: S101 - only those with a lot are asked
        read = min(one.place.value, one.lot.count - 1)
        if read > seen.get(one.key, 0):
            self.progress(read - seen.get(one.key, 0))
            seen[one.key] = read

    def _heard(self, one: _Worker) -> tuple[bool, bool]:
        """Tell whether a worker is done with its lot, and whether it has fallen."""
        try:
            if not one.line.poll():
                return False, False
            said = one.line.recv()
        except (EOFError, OSError):
            return False, True
        if isinstance(said, BaseException):
            raise said
        assert one.lot is not None  # noqa: S101 - likewise
        self.progress(one.lot.count - max(0, min(one.place.value, one.lot.count - 1)))
        return True, False

    def _give(self, key: str, lot: Shard, skip: frozenset[int]) -> None:
        free = next((one for one in self.workers if one.lot is None), None)
        if free is None:
            free = self._hired()
            self.workers.append(free)
        free.lot, free.key, free.place.value = lot, key, _NOWHERE
        with suppress(OSError):  # one that has fallen is noticed when it is listened to
            if not free.instructed:
                free.line.send(self.terms)
                free.instructed = True
            free.line.send((key, lot, skip))

    def _hired(self) -> _Worker:
        # The terms follow later: what is long would never be got rid of if the process fell
        # while it starts, as the parent itself keeps that pipe open.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        place = context.RawValue("q", _NOWHERE)
        given = (theirs, place, self.folder.path)
        process = context.Process(target=_work, args=given, daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, place)

    def _dismiss(self, one: _Worker) -> None:
        one.process.kill()
        one.process.join()
        one.line.close()
        self.workers.remove(one)


def _skipped(falls: list[int]) -> frozenset[int]:
    return frozenset(place for place in falls if falls.count(place) > 1) - {_NOWHERE}


def _work(line: Connection, place: Any, path: Path) -> None:  # noqa: ANN401
    """Answer lots until nobody asks any longer, or until whoever asked is gone."""
    import pyarrow as pa

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever hired it ends it
    pa.set_cpu_count(1)
    folder = CheckpointStore(path)
    hirer = os.getppid()

    def at(now: int) -> None:
        place.value = now
        if now % _OFTEN == 0 and os.getppid() != hirer:
            os._exit(0)  # nobody waits for it any longer

    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        _serve(line, AuditWorker(line.recv()), folder, at)


def _serve(
    line: Connection, bench: AuditWorker, folder: CheckpointStore, at: Callable[[int], None]
) -> None:
    while True:
        key, lot, skip = line.recv()
        try:
            folder.keep(key, map_shards(bench, lot, skip, at))
            line.send(None)
        except AuditFailure as failure:
            line.send(failure)
        except MemoryError:
            return  # whoever hired it sees it fall, and leaves the message out the second time
        except Exception as fault:  # noqa: BLE001 - told to whoever hired it, without its words
            line.send(faulty(lot.paths[0], type(fault).__name__))
