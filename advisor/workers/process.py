"""One worker process, and the pipe over which it is given its setup and its tasks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic, TypeAlias, TypeVar

SetupT = TypeVar("SetupT")
TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")

NO_PROGRESS = -1
"""The progress of a worker that has not reported any."""

Report: TypeAlias = Callable[[int], None]
"""Called by a handler with how far it is, so that it is known where its process died."""

Handler: TypeAlias = Callable[[TaskT, Report], ResultT]
Factory: TypeAlias = Callable[[SetupT], Handler[TaskT, ResultT]]
"""Makes the handler in the worker; a function of a module, so that its name can be sent."""


class WorkerNotReady(Exception):
    """A worker could not be started or set up; the text says why."""


class WorkerDied(Exception):
    """The process ended during a task; `progress` is the last that it reported."""

    def __init__(self, progress: int) -> None:
        super().__init__("the worker process died")
        self.progress = progress


class HandlerFailed(Exception):
    """
    The handler raised; `kind` names the class of the exception.

    What an exception says may repeat words of the task, so it stays in the worker.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class WorkerProcess(Generic[TaskT, ResultT]):
    """
    A process that handles one task after another; every method but `kill` blocks.

    `setup` is the pickled argument of the factory. It follows over the pipe once the process
    runs, whatever its size: what is long and given along with the start is waited for forever
    where the process dies as it starts, as this process itself keeps that pipe open.
    """

    def __init__(
        self, factory: Factory[Any, TaskT, ResultT], setup: bytes, task_limit: float | None
    ) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._progress = context.RawValue("q", NO_PROGRESS)
        arguments = (theirs, self._progress, factory, task_limit)
        self._process = context.Process(target=_work, args=arguments, daemon=True)
        self._process.start()
        theirs.close()  # with one holder only, its end closes when the process dies
        self._setup = setup

    @property
    def progress(self) -> int:
        """Return how far the task of this moment is; `NO_PROGRESS` where nothing was reported."""
        return int(self._progress.value)

    def set_up(self, start_limit: float) -> None:
        """Wait until the handler is made; raises `WorkerNotReady` where that takes too long."""
        try:
            self._pipe.send_bytes(self._setup)
            problem = self._pipe.recv() if self._pipe.poll(start_limit) else "it took too long"
        except (EOFError, OSError):
            problem = "it ended at once"
        if problem:
            self.end()
            raise WorkerNotReady(problem)

    def run(self, task: TaskT) -> ResultT:
        """Return the result of a task; raises `WorkerDied` or `HandlerFailed`."""
        self._progress.value = NO_PROGRESS
        try:
            self._pipe.send(task)
            kind, result = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerDied(self.progress) from error
        if kind:
            raise HandlerFailed(kind)
        done: ResultT = result
        return done

    def kill(self) -> None:
        """End the process at once; whoever waits for its result hears that it died."""
        self._process.kill()

    def end(self) -> None:
        """End the process and release what it held."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _work(
    pipe: Connection,
    progress: Any,  # noqa: ANN401 - a ctypes value
    factory: Factory[Any, Any, Any],
    task_limit: float | None,
) -> None:
    """Handle tasks until the pool closes the pipe or is gone: the life of one worker."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        try:
            handler = factory(pipe.recv())
        except Exception as error:  # noqa: BLE001 - told to whoever started it, who tells the user
            pipe.send(f"{type(error).__name__}: {error}")
            return
        pipe.send("")
        while True:
            reply = _handled(handler, pipe.recv(), progress, task_limit)
            if reply is None:
                return
            pipe.send_bytes(reply)


def _handled(
    handler: Handler[Any, Any],
    task: Any,  # noqa: ANN401 - whatever the handler takes
    progress: Any,  # noqa: ANN401 - a ctypes value
    task_limit: float | None,
) -> bytes | None:
    """Return a pickled reply, the kind of failure and the result; `None` without memory."""

    def report(now: int) -> None:
        progress.value = now

    # The default action of this signal ends the process, whatever it is busy with, even where
    # the pool that would have ended it is gone.
    signal.setitimer(signal.ITIMER_REAL, task_limit or 0)
    try:
        return bytes(ForkingPickler.dumps(("", handler(task, report))))
    except MemoryError:
        return None  # dead to whoever asked, who gets a process with memory
    except Exception as error:  # noqa: BLE001 - one task must not stop the next one
        return bytes(ForkingPickler.dumps((type(error).__name__, None)))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that was ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
