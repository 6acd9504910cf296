"""A pool of worker processes, of which one that dies or is stopped is replaced."""

from __future__ import annotations

import atexit
import logging
import signal
import threading
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing import resource_tracker
from multiprocessing.reduction import ForkingPickler
from queue import Empty, SimpleQueue
from typing import Generic

from advisor.workers.process import (
    NO_PROGRESS,
    Factory,
    HandlerFailed,
    ResultT,
    SetupT,
    TaskT,
    WorkerNotReady,
    WorkerProcess,
)

_LOG = logging.getLogger("advisor.workers")
_CLOSED = "the pool was closed"


class Job(Generic[TaskT, ResultT]):
    """
    A task that a pool was given; `future` holds its result.

    The result may be `WorkerDied`, `HandlerFailed` or, where no process can be had at all or
    the pool is closed, `WorkerNotReady`.
    """

    def __init__(self, task: TaskT) -> None:
        self.task = task
        self.future: Future[ResultT] = Future()
        self._lock = threading.Lock()
        self._worker: WorkerProcess[TaskT, ResultT] | None = None
        self._progress = NO_PROGRESS
        self._is_stopped = False

    @property
    def progress(self) -> int:
        """Return the last progress that was reported; -1 where there is none."""
        with self._lock:
            return self._progress if self._worker is None else self._worker.progress

    def stop(self) -> bool:
        """
        Do without the result, and return whether the task had begun.

        A task that waits is never begun; the process of one that runs is killed and replaced.
        """
        with self._lock:
            if self._worker is not None:
                self._is_stopped = True
                self._worker.kill()
                return True
            return not self.future.cancel()

    def run_by(self, worker: WorkerProcess[TaskT, ResultT]) -> bool:
        """Run it in a process, and return whether that can be given another task."""
        with self._lock:
            if not self.future.set_running_or_notify_cancel():
                return True
            self._worker = worker
        results: list[ResultT] = []
        failure: Exception | None = None
        try:
            results.append(worker.run(self.task))
        except Exception as error:  # noqa: BLE001 - whatever it is, whoever asked is told
            failure = error
        with self._lock:
            self._progress, self._worker = worker.progress, None
            is_killed = self._is_stopped
        if failure is None:
            self.future.set_result(results[0])
        else:
            self.future.set_exception(failure)
        return not is_killed and (failure is None or isinstance(failure, HandlerFailed))


class WorkerPool(Generic[SetupT, TaskT, ResultT]):
    """
    A fixed number of processes, each with a thread that hands it one task at a time.

    `factory` makes the handler of tasks from `setup` in each process. A process that dies
    fails the task that it had, and is replaced. Where that fails it is tried again, at once
    and then every `pause` seconds; after `attempts` failures in a row every task fails. A
    process whose pool was killed ends with it, and at the latest after `task_limit` seconds
    with one task.

    Signals from the terminal or a service manager are for the process that has the pool: they
    are blocked in the workers from their first moment.
    """

    def __init__(  # noqa: PLR0913 - each is a policy of whoever has the pool
        self,
        factory: Factory[SetupT, TaskT, ResultT],
        setup: SetupT,
        size: int,
        *,
        start_limit: float = 120.0,
        task_limit: float | None = None,
        attempts: int | None = None,
        pause: float = 5.0,
    ) -> None:
        self.size = size
        self._factory = factory
        self._setup = bytes(ForkingPickler.dumps(setup))
        self._start_limit = start_limit
        self._task_limit = task_limit
        self._attempts = attempts
        self._pause = pause
        self._jobs: SimpleQueue[Job[TaskT, ResultT] | None] = SimpleQueue()
        self._first_starts: list[Future[None]] = []
        self._threads: list[threading.Thread] = []
        self._workers: set[WorkerProcess[TaskT, ResultT]] = set()
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._broken: WorkerNotReady | None = None

    def start(self) -> None:
        """Begin to start the processes, and return at once."""
        atexit.register(self.close)
        resource_tracker.ensure_running()  # it would unblock the signals of the threads below
        for number in range(self.size):
            first_start: Future[None] = Future()
            self._first_starts.append(first_start)
            thread = threading.Thread(
                target=self._serve, args=(first_start,), name=f"worker-{number}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def wait_ready(self) -> None:
        """Wait until every process is ready; raises `WorkerNotReady` where one is not."""
        for first_start in self._first_starts:
            first_start.result()

    def submit(self, task: TaskT) -> Job[TaskT, ResultT]:
        """Return the job of a task, which the next free process is given."""
        job: Job[TaskT, ResultT] = Job(task)
        self._jobs.put(job)
        if self._broken is not None or self._closed.is_set():
            self._fail_waiting()
        return job

    def close(self) -> None:
        """End every process; jobs that run end in `WorkerDied`, the others in `WorkerNotReady`."""
        with self._lock:
            self._closed.set()
            for worker in self._workers:
                worker.kill()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._fail_waiting()
        atexit.unregister(self.close)

    # The threads, one for each process.

    def _serve(self, first_start: Future[None]) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        while (worker := self._started(first_start)) is not None:
            try:
                while (job := self._jobs.get()) is not None and job.run_by(worker):
                    pass
            finally:
                with self._lock:
                    self._workers.discard(worker)
                worker.end()
            if job is None:
                return

    def _started(self, first_start: Future[None]) -> WorkerProcess[TaskT, ResultT] | None:
        """Return a process that is ready; `None` where the pool is closed or broken."""
        failures = 0
        while not self._closed.is_set() and self._broken is None:
            try:
                worker = self._start_one()
            except (WorkerNotReady, OSError) as error:
                failures += 1
                self._note_failure(error, failures, first_start)
            else:
                if not first_start.done():
                    first_start.set_result(None)
                return worker
        if not first_start.done():
            first_start.set_exception(self._broken or WorkerNotReady(_CLOSED))
        return None

    def _start_one(self) -> WorkerProcess[TaskT, ResultT]:
        with self._lock:
            if self._closed.is_set():
                raise WorkerNotReady(_CLOSED)
            worker: WorkerProcess[TaskT, ResultT] = WorkerProcess(
                self._factory, self._setup, self._task_limit
            )
            self._workers.add(worker)
        try:
            worker.set_up(self._start_limit)
        except WorkerNotReady:
            with self._lock:
                self._workers.discard(worker)
            raise
        return worker

    def _note_failure(self, error: Exception, failures: int, first_start: Future[None]) -> None:
        if self._closed.is_set():
            return
        if self._attempts is not None and failures >= self._attempts:
            self._broken = WorkerNotReady(str(error))
            self._fail_waiting()
            return
        if first_start.done():
            _LOG.warning("a worker could not be started (%s); trying again", error)
        else:
            first_start.set_exception(WorkerNotReady(str(error)))
        if failures > 1:
            self._closed.wait(self._pause)

    def _fail_waiting(self) -> None:
        ends = 0
        with suppress(Empty):
            while True:
                job = self._jobs.get_nowait()
                if job is None:
                    ends += 1
                elif job.future.set_running_or_notify_cancel():
                    job.future.set_exception(self._broken or WorkerNotReady(_CLOSED))
        for _ in range(ends):
            self._jobs.put(None)  # those were for the threads
