"""The pool of processes under audit and gate, whatever happens to its processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from advisor.workers import HandlerFailed, Job, WorkerDied, WorkerNotReady, WorkerPool
from advisor.workers.process import Handler, Report, WorkerProcess

ROOT = Path(__file__).parents[3]
LONG, SLEEPING = 60.0, 7


def make_handler(setup: object) -> Handler[str, object]:
    """Return a handler that does what its task says."""

    def handle(task: str, report: Report) -> object:
        verb, _, rest = task.partition(" ")
        match verb:
            case "pid":
                return os.getpid()
            case "setup":
                return setup
            case "sleep":
                report(SLEEPING)
                time.sleep(float(rest))
            case "die":
                report(int(rest))
                os.kill(os.getpid(), signal.SIGKILL)
            case "raise":
                raise ValueError(rest)
            case "unpicklable":
                return lambda: None
            case "memory":
                raise MemoryError
        return rest

    return handle


def make_nothing(setup: str) -> Handler[str, object]:
    """Fail to make a handler: by an error, or by dying over what is read."""
    if setup == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    raise ValueError(setup)


@pytest.fixture(name="pool", scope="module")
def _pool() -> Iterator[WorkerPool[str, str, object]]:
    pool: WorkerPool[str, str, object] = WorkerPool(make_handler, "told", 1)
    pool.start()
    pool.wait_ready()
    yield pool
    pool.close()


def _wait_until(sign: Callable[[], bool]) -> None:
    limit = time.monotonic() + LONG
    while not sign():
        assert time.monotonic() < limit
        time.sleep(0.01)


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def test_tasks_are_done_in_order_by_one_process(pool: WorkerPool[str, str, object]) -> None:
    """Every process is set up once and does one task after another."""
    jobs = [pool.submit(task) for task in ("pid", "setup", "say hello", "pid")]
    first, setup, said, last = (job.future.result(LONG) for job in jobs)

    assert first == last != os.getpid()
    assert ("told", "hello") == (setup, said)


@pytest.mark.parametrize(
    ("task", "kind"), [("raise SECRET", "ValueError"), ("unpicklable", "Error")], ids=str
)
def test_a_handler_that_fails_says_only_its_kind(
    pool: WorkerPool[str, str, object], task: str, kind: str
) -> None:
    """The words of an error stay in the worker, which goes on with the next task."""
    before = pool.submit("pid").future.result(LONG)
    with pytest.raises(HandlerFailed, match=kind) as failed:
        pool.submit(task).future.result(LONG)

    assert "SECRET" not in str(failed.value)
    assert before == pool.submit("pid").future.result(LONG)


@pytest.mark.parametrize(("task", "progress"), [("die 12", 12), ("memory", -1)])
def test_a_process_that_dies_is_replaced(
    pool: WorkerPool[str, str, object], task: str, progress: int
) -> None:
    """Whoever asked hears how far it came, and the next task has another process."""
    before = pool.submit("pid").future.result(LONG)
    job = pool.submit(task)
    with pytest.raises(WorkerDied) as died:
        job.future.result(LONG)

    assert progress == died.value.progress == job.progress
    assert before != pool.submit("pid").future.result(LONG)


def test_a_task_that_runs_is_stopped_by_killing_its_process(
    pool: WorkerPool[str, str, object],
) -> None:
    """What hangs is ended at once; what waited behind it is done by another process."""
    slow, waiting, never = (pool.submit(task) for task in ("sleep 600", "say next", "say never"))
    _wait_until(lambda: slow.progress == SLEEPING)

    assert not never.stop()
    assert slow.stop()
    with pytest.raises(WorkerDied):
        slow.future.result(LONG)
    assert "next" == waiting.future.result(LONG)
    assert never.future.cancelled()


def test_stopping_what_is_done_changes_nothing(pool: WorkerPool[str, str, object]) -> None:
    """A stop that comes too late kills no process."""
    before = pool.submit("pid").future.result(LONG)
    job = pool.submit("say done")
    job.future.result(LONG)

    assert job.stop()
    assert before == pool.submit("pid").future.result(LONG)


def test_a_process_killed_as_it_answers_has_no_other_task() -> None:
    """Where the stop and the result meet, there is a result, and the process is replaced."""

    class Racing(WorkerProcess[str, str]):
        progress = 0

        def __init__(self) -> None:
            self.is_killed = False

        def run(self, task: str) -> str:
            assert job.stop()
            return task

        def kill(self) -> None:
            self.is_killed = True

    job: Job[str, str] = Job("told")
    worker = Racing()

    assert not job.run_by(worker)
    assert ("told", True) == (job.future.result(), worker.is_killed)


def test_signals_are_for_whoever_has_the_pool(pool: WorkerPool[str, str, object]) -> None:
    """What a terminal or a service manager sends to all processes ends no worker."""
    pid = pool.submit("pid").future.result(LONG)
    assert isinstance(pid, int)
    os.kill(pid, signal.SIGINT)
    os.kill(pid, signal.SIGTERM)

    assert pid == pool.submit("pid").future.result(LONG)


def test_a_large_setup_and_a_process_that_dies_over_it() -> None:
    """
    Where a process dies before it has read what is long, the pool says so and does not hang.

    A pool of `multiprocessing` by spawn waits forever here.
    """
    from unit.workers import dying  # which the other workers must not import

    pool: WorkerPool[object, str, object] = WorkerPool(
        dying.make_handler, "x" * 50_000_000, 2, attempts=2
    )
    pool.start()
    try:
        job = pool.submit("say never")
        with pytest.raises(WorkerNotReady, match="ended at once"):
            job.future.result(LONG)
        with pytest.raises(WorkerNotReady):
            pool.submit("say later").future.result(LONG)
    finally:
        pool.close()


def test_a_large_setup_arrives_whole() -> None:
    """What a worker needs may be of any size."""
    pool: WorkerPool[bytes, str, object] = WorkerPool(make_handler, b"x" * 50_000_000, 1)
    pool.start()
    try:
        assert b"x" * 50_000_000 == pool.submit("setup").future.result(LONG)
    finally:
        pool.close()


def test_a_worker_that_cannot_be_set_up_says_why() -> None:
    """The first start tells the error of the factory to whoever waits for it."""
    pool: WorkerPool[str, str, object] = WorkerPool(make_nothing, "no law", 2)
    pool.start()
    try:
        with pytest.raises(WorkerNotReady, match="ValueError: no law"):
            pool.wait_ready()
    finally:
        pool.close()


def test_closing_ends_everything_at_once() -> None:
    """A pool that is closed leaves no process, and its jobs are over."""
    pool: WorkerPool[str, str, object] = WorkerPool(make_handler, "", 2)
    pool.start()
    jobs = [pool.submit("sleep 600") for _ in range(4)]
    _wait_until(lambda: all(job.progress == SLEEPING for job in jobs[:2]))
    began = time.monotonic()
    pool.close()

    assert time.monotonic() - began < LONG / 2
    errors = [type(job.future.exception(LONG)) for job in (*jobs, pool.submit("say late"))]
    assert [WorkerDied] * 2 + [WorkerNotReady] * 3 == errors


PROGRAM = """
import os, signal, sys, time
sys.path[:0] = [{root!r}, {tests!r}]
from unit.workers.test_pool import make_handler
from advisor.workers import WorkerPool

if __name__ == "__main__":
    pool = WorkerPool(make_handler, "", 2)
    pool.start()
    pool.wait_ready()
    print(*[pool.submit("pid").future.result() for _ in range(20)], flush=True)
    slow = pool.submit("sleep 600")
    try:
        slow.future.result()
    finally:
        pool.close()
"""


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_whoever_has_the_pool(tmp_path: Path, sign: signal.Signals) -> None:
    """Killed or interrupted, the program leaves no worker; an interrupted worker says nothing."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(root=str(ROOT), tests=str(ROOT / "tests")))
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        pids = set(map(int, running.stdout.readline().split()))
        os.killpg(running.pid, sign) if sign == signal.SIGINT else running.kill()
        _, told = running.communicate(timeout=LONG)
    assert pids
    _wait_until(lambda: all(map(_is_gone, pids)))
    assert told.count("KeyboardInterrupt") == (sign == signal.SIGINT)
